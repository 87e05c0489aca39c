// What pages know: each answer is kept, shown at once when a page comes back to it, and asked again when the record changed.
import { useEffect, useReducer } from "preact/hooks";
import type { AnswerOf, Asks } from "./answers";
import { type Answer, Refusal, call } from "./call";
import { askWho, backIn, isOut } from "./session";
import { refusalOf } from "./wire";

export interface Asked<T> {
  value?: T;
  answer?: Answer<T>;
  /** Why the last try failed; an older value may still be there. */
  refusal?: Refusal;
  loading: boolean;
}

interface Kept {
  operation: keyof Asks;
  request: unknown;
  answer?: Answer<unknown>;
  refusal?: Refusal;
  loading: boolean;
  stale: boolean;
  readers: Set<() => void>;
}

const kept = new Map<string, Kept>();
const nothing: Asked<never> = { loading: false };
/** Answers that no page shows are forgotten beyond this many. */
const most = 300;

function find(operation: keyof Asks, request: unknown): Kept {
  const key = `${operation} ${JSON.stringify(request)}`;
  let one = kept.get(key);
  if (!one) {
    one = { operation, request, loading: false, stale: true, readers: new Set() };
    kept.set(key, one);
    if (kept.size > most)
      for (const [old, entry] of kept) if (entry.readers.size === 0 && entry !== one) kept.delete(old);
  }
  return one;
}

let head = "";

/** The newest head of the record that any answer told. */
export function newest(): string {
  return head;
}

let under = 0;

// Whoever waits for the page, such as a test, sees when it has all it asked for.
function busy(by: number) {
  under += by;
  document.documentElement.toggleAttribute("data-busy", under > 0);
}

async function load(one: Kept): Promise<void> {
  if (one.loading) return;
  one.loading = true;
  busy(1);
  one.stale = false;
  try {
    one.answer = (await call(one.operation, one.request as never)) as Answer<unknown>;
    one.refusal = undefined;
    if (one.answer.head) head = one.answer.head;
  } catch (error) {
    one.refusal = refusalOf(error);
  }
  one.loading = false;
  busy(-1);
  for (const tell of [...one.readers]) tell();
  // The record may have moved on while this was under way.
  if (one.stale && one.readers.size > 0) void load(one);
}

/** Asks everything again that rests on another head than this one. */
export function refresh(to?: string): void {
  if (to) head = to;
  for (const one of kept.values()) {
    if (to && one.answer?.head === to && !one.refusal && !one.loading) continue;
    one.stale = true;
    if (one.readers.size > 0) void load(one);
  }
}

function view(one: Kept): Asked<never> {
  return {
    value: one.answer?.value as never,
    answer: one.answer as never,
    refusal: one.refusal,
    loading: one.loading || (!one.answer && !one.refusal),
  };
}

/** The answer of an operation that reads; null asks nothing. */
export function useAsk<O extends keyof Asks>(operation: O, request: Asks[O] | null): Asked<AnswerOf<O>> {
  return useAskAll(operation, request === null ? [] : [request])[0] ?? nothing;
}

/** The same operation asked several times. */
export function useAskAll<O extends keyof Asks>(operation: O, requests: Asks[O][]): Asked<AnswerOf<O>>[] {
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  const entries = requests.map((request) => find(operation, request));
  for (const one of entries) if (!one.answer && !one.refusal) void load(one);
  useEffect(() => {
    const tell = () => again(undefined);
    for (const one of entries) {
      one.readers.add(tell);
      if (one.stale) void load(one);
    }
    tell();
    return () => {
      for (const one of entries) one.readers.delete(tell);
    };
  }, [operation, JSON.stringify(requests)]);
  return entries.map(view);
}

/** Changes the record, and lets every page that is open see it. */
export async function change<O extends keyof Asks>(
  operation: O,
  request: Asks[O],
  on?: string,
): Promise<Answer<AnswerOf<O>>> {
  try {
    const answer = await call(operation, request, { head: on });
    if (answer.head) head = answer.head;
    refresh(answer.head);
    return answer;
  } catch (error) {
    if (error instanceof Refusal && error.problem.kind === "conflict") refresh(error.head ?? undefined);
    throw error;
  }
}

/** Listens for what others change. `tell` is told whether the desk is there. */
export function listen(tell: (there: boolean) => void): () => void {
  let events: EventSource;
  let missed = false;
  let timer = 0;
  let over = false;
  // The browser tries again by itself while the desk is away, and gives up when it is refused: who is asking is not known any more.
  async function refused() {
    const there = await askWho().then(
      () => true,
      () => false,
    );
    tell(there && isOut());
    if (there && isOut()) await backIn();
    if (!over) timer = window.setTimeout(open, there ? 500 : 5_000);
  }
  function open() {
    if (over) return;
    events = new EventSource("/events");
    events.addEventListener("change", (event) => {
      try {
        refresh((JSON.parse((event as MessageEvent<string>).data) as { head?: string }).head);
      } catch {
        refresh();
      }
    });
    events.addEventListener("open", () => {
      tell(true);
      if (missed) refresh();
      missed = false;
    });
    events.addEventListener("error", () => {
      missed = true;
      if (events.readyState === EventSource.CLOSED) void refused();
      else tell(false);
    });
  }
  open();
  return () => {
    over = true;
    clearTimeout(timer);
    events.close();
  };
}
