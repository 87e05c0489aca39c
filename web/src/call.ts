// Asks the desk: one call for one operation, as the command line would.
import type { AnswerOf, Asks } from "./answers";
import { askWho, roleFor, signInAgain, who } from "./session";
import { type Problem, Refusal, post } from "./wire";

export { Refusal };
export type { Problem };

export interface Answer<T> {
  value: T;
  /** The head of the record that the answer rests on; a write sends it back. */
  head: string;
  remark: string | null;
  errors: Problem[];
}

/** Asks as whoever is signed in. When the session ran out meanwhile, it is asked again after they signed in again. */
async function send(path: string, init: RequestInit, changes: boolean): Promise<Response> {
  const { name } = who();
  for (let tries = 0; ; ++tries) {
    try {
      return await post(path, { ...init, headers: { ...init.headers, "X-Breadcrumb": who().token ?? "1" } });
    } catch (error) {
      const code = error instanceof Refusal ? error.code : "";
      if (tries > 2 || !["http.sign_in", "http.token", "http.role"].includes(code)) throw error;
      if (code === "http.sign_in") {
        if (!(await signInAgain())) throw error;
      } else {
        // Signed in anew in another window, or of another role since.
        await askWho();
        if (code === "http.role" || tries > 0) throw error;
      }
      // What one person began is not finished in the name of another.
      if (changes && who().name !== name)
        throw new Refusal({ kind: "refused", code: "page.another", message: who().name ?? "" }, 0);
    }
  }
}

function decoded(text: string | null): string | null {
  return text ? decodeURIComponent(text) : null;
}

export async function call<O extends keyof Asks>(
  operation: O,
  request: Asks[O],
  options: { head?: string; signal?: AbortSignal } = {},
): Promise<Answer<AnswerOf<O>>> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (options.head) headers["Breadcrumb-Head"] = options.head;
  // The briefing is a paper before it is an answer: what it says comes as the paper's own JSON.
  const [path, body] =
    operation === "brief" ? ["/paper/brief", { request, format: "json" }] : [`/api/${operation}`, request];
  const changes = roleFor(operation) !== "reader";
  const response = await send(path, { headers, body: JSON.stringify(body), signal: options.signal }, changes);
  const errors = decoded(response.headers.get("Breadcrumb-Errors"));
  return {
    value: (await response.json()) as AnswerOf<O>,
    head: response.headers.get("Breadcrumb-Head") ?? "",
    remark: decoded(response.headers.get("Breadcrumb-Remark"))?.replace(/^breadcrumb: /gm, "") ?? null,
    errors: errors ? (JSON.parse(errors) as Problem[]) : [],
  };
}

/** Lends the desk a file; the answer may stand wherever an operation takes one. */
export async function upload(file: File): Promise<string> {
  const headers = { "X-Breadcrumb-Name": encodeURIComponent(file.name) };
  const response = await send("/files", { headers, body: file }, true);
  return ((await response.json()) as { upload: string }).upload;
}

async function made(operation: string, request: object, format: string): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  return send(`/paper/${operation}`, { headers, body: JSON.stringify({ request, format }) }, false);
}

/** Has the desk make an image. */
export async function drawn(operation: string, request: object, format: string): Promise<Blob> {
  return (await made(operation, request, format)).blob();
}

/** Has the desk make a paper, and lets the browser keep it as a file. */
export async function paper(operation: string, request: object, format: string): Promise<void> {
  const response = await made(operation, request, format);
  const named = /filename\*?="?(?:UTF-8'')?([^";]+)/i.exec(response.headers.get("Content-Disposition") ?? "");
  keep(await response.blob(), named?.[1] ? decodeURIComponent(named[1]) : `${operation}.${format}`);
}

/** Lets the browser keep bytes as a file. */
export function keep(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
