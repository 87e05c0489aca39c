// Asks the desk: one call for one operation, as the command line would.
import type { AnswerOf, Asks } from "./answers";

export interface Problem {
  kind: string;
  code: string;
  message: string;
  where?: string;
}

/** The desk said no, or did not answer (`code` is then "page.no_answer"). */
export class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(problem.message);
  }
  get code() {
    return this.problem.code;
  }
}

export interface Answer<T> {
  value: T;
  /** The head of the record that the answer rests on; a write sends it back. */
  head: string;
  remark: string | null;
  errors: Problem[];
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, method: "POST", credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refusal({ kind: "unavailable", code: "page.no_answer", message: "" }, 0);
  }
  if (response.ok) return response;
  let problem: Problem = {
    kind: "broken",
    code: "page.no_words",
    message: `${response.status} ${response.statusText}`,
  };
  try {
    problem = ((await response.json()) as { error: Problem }).error ?? problem;
  } catch {
    // A proxy's page in place of an answer: its number has to do.
  }
  throw new Refusal(problem, response.status);
}

function decoded(text: string | null): string | null {
  return text ? decodeURIComponent(text) : null;
}

export async function call<O extends keyof Asks>(
  operation: O,
  request: Asks[O],
  options: { head?: string; signal?: AbortSignal } = {},
): Promise<Answer<AnswerOf<O>>> {
  const headers: Record<string, string> = { "Content-Type": "application/json", "X-Breadcrumb": "1" };
  if (options.head) headers["Breadcrumb-Head"] = options.head;
  // The briefing is a paper before it is an answer: what it says comes as the paper's own JSON.
  const [path, body] =
    operation === "brief" ? ["/paper/brief", { request, format: "json" }] : [`/api/${operation}`, request];
  const response = await send(path, { headers, body: JSON.stringify(body), signal: options.signal });
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
  const headers = { "X-Breadcrumb": "1", "X-Breadcrumb-Name": encodeURIComponent(file.name) };
  const response = await send("/files", { headers, body: file });
  return ((await response.json()) as { upload: string }).upload;
}

/** Has the desk make a paper, and lets the browser keep it as a file. */
export async function paper(operation: string, request: object, format: string): Promise<void> {
  const headers = { "Content-Type": "application/json", "X-Breadcrumb": "1" };
  const response = await send(`/paper/${operation}`, { headers, body: JSON.stringify({ request, format }) });
  const named = /filename\*?="?(?:UTF-8'')?([^";]+)/i.exec(response.headers.get("Content-Disposition") ?? "");
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = named?.[1] ? decodeURIComponent(named[1]) : `${operation}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
