// One question to the server, and what it may answer: bytes, or a refusal with its reason.

/** One thing that somebody changed in the meantime. */
export interface Changed {
  kind: string;
  author_name: string;
  time: string;
  subject: string;
}

export interface Problem {
  kind: string;
  code: string;
  message: string;
  where?: string;
  /** With `desk.moved_on`: what was changed since. Not told by every server. */
  changed?: Changed[];
}

/** The desk said no, or did not answer (`code` is then "page.no_answer"). */
export class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
    /** Seconds until it is worth another try. */
    readonly after: number | null = null,
    /** The head of the record when it was refused. */
    readonly head: string | null = null,
  ) {
    super(problem.message);
  }
  get code() {
    return this.problem.code;
  }
}

export function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal
    ? error
    : new Refusal({ kind: "broken", code: "page.broken", message: String(error) }, 0);
}

/** Sends once; whoever asks says who is asking (session.ts). */
export async function post(path: string, init: RequestInit): Promise<Response> {
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
  const after = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  throw new Refusal(
    problem,
    response.status,
    Number.isNaN(after) ? null : after,
    response.headers.get("Breadcrumb-Head"),
  );
}
