// Who is at the desk: signed in here, known to a proxy, or, where the desk has no accounts, whoever opened the page.
import { useEffect, useReducer } from "preact/hooks";
import { forms, owners } from "./api";
import { post } from "./wire";

export type Role = "reader" | "editor" | "owner";

export interface Who {
  accounts: boolean;
  name: string | null;
  role: Role | null;
  /** What `X-Breadcrumb` carries; without accounts any value will do. */
  token: string | null;
  by: "password" | "proxy" | "none";
  /** Where a calendar program asks, with what it shows instead of signing in; null: this account has no such address. */
  calendar: string | null;
}

const nobody: Who = { accounts: false, name: null, role: "owner", token: null, by: "none", calendar: "/calendar.ics" };
let now = nobody;
let ranOut = false;
let declined = false;
const told = new Set<() => void>();

function tell() {
  for (const one of [...told]) one();
}

function become(next: Who) {
  now = next;
  if (next.name !== null || !next.accounts) ranOut = declined = false;
  tell();
}

export function who(): Who {
  return now;
}

/** Whoever was signed in is not any more, and the page still stands as they left it. */
export function isOut(): boolean {
  return ranOut;
}

export function useWho(): Who {
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => {
    const one = () => again(undefined);
    told.add(one);
    return () => {
      told.delete(one);
    };
  }, []);
  return now;
}

const roles: Role[] = ["reader", "editor", "owner"];

/** The role that an operation wants, by the operation table. */
export function roleFor(operation: string): Role {
  if ((owners as readonly string[]).includes(operation)) return "owner";
  return operation in forms ? "editor" : "reader";
}

export function may(operation: string): boolean {
  return roles.indexOf(now.role ?? "reader") >= roles.indexOf(roleFor(operation));
}

/** Asks the server. One that has no accounts may not know the question, and answers the page. */
export async function askWho(): Promise<Who> {
  const response = await fetch("/who", { credentials: "same-origin", cache: "no-store" });
  if (response.ok) {
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = json ? ((await response.json()) as Who) : nobody;
    if (answer.accounts && answer.name === null && now.name !== null) runOut();
    else become(answer);
  }
  return now;
}

export async function signIn(name: string, password: string): Promise<void> {
  const response = await post("/sign-in", {
    headers: { "Content-Type": "application/json", "X-Breadcrumb": "1" },
    body: JSON.stringify({ name, password }),
  });
  become((await response.json()) as Who);
  leave(true);
}

/** Nothing of the desk stays in the window. */
export async function signOut(): Promise<void> {
  await post("/sign-out", { headers: { "X-Breadcrumb": now.token ?? "1" } });
  location.assign("/");
}

let door: { opened: Promise<boolean>; leave: (isIn: boolean) => void } | null = null;

function runOut() {
  ranOut = true;
  tell();
}

/** Has a person sign in over the page as it stands; false when they would not. All who wait, wait for the same. */
export function signInAgain(): Promise<boolean> {
  if (!door) {
    let leave = (_: boolean) => {};
    const opened = new Promise<boolean>((done) => {
      leave = done;
    });
    door = { opened, leave };
    runOut();
  }
  return door.opened;
}

/** Done when somebody is signed in again, however long they leave it. Who would not is not asked twice by this. */
export async function backIn(): Promise<void> {
  if (!declined && (await signInAgain())) return;
  await new Promise<void>((done) => {
    const one = () => {
      if (ranOut) return;
      told.delete(one);
      done();
    };
    told.add(one);
  });
}

export function isDoorOpen(): boolean {
  return door !== null;
}

/** Closes the dialog: somebody signed in, or did not want to. */
export function leave(isIn: boolean): void {
  declined = !isIn;
  door?.leave(isIn);
  door = null;
  tell();
}
