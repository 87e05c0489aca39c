// The threads of a dialogue's issues, and its rounds: what the matrix and the lists of changes are made of.
import type { Dialogue, Issue, Round, Thread } from "./answers";
import { type Asked, useAsk, useAskAll } from "./ask";
import { usePlace } from "./route";

/** The dialogue that the address names (`?d=`), else the desk's first. */
export function useDialogue(): { all: Dialogue[]; one: Dialogue | undefined; asked: Asked<Dialogue[]>; query: string } {
  const asked = useAsk("dialogues", {});
  const named = usePlace().query.get("d");
  const all = asked.value ?? [];
  const one = all.find((dialogue) => dialogue.id === named) ?? all[0];
  return { all, one, asked, query: one && one !== all[0] ? `?d=${one.id}` : "" };
}

export function roundAddress(round: Pick<Round, "dialogue" | "ordinal">, all: Dialogue[]): string {
  const dialogue = all.find((one) => one.name === round.dialogue);
  return !dialogue || dialogue === all[0] ? `/rounds/${round.ordinal}` : `/rounds/${dialogue.id}/${round.ordinal}`;
}

export interface Threads {
  threads: Thread[];
  issues: Issue[];
  asked: Asked<Issue[]>;
  loading: boolean;
}

export function useThreads(dialogue: string | undefined): Threads {
  const asked = useAsk("issues", dialogue ? { dialogue } : null);
  const issues = asked.value ?? [];
  const known = issues.length > 0 && issues.every((one) => one.steps);
  // One call for each issue, until the list itself tells the steps.
  const each = useAskAll("issue", known ? [] : issues.map((one) => ({ issue: String(one.number) })));
  const threads = known
    ? issues.map((one) => ({ ...one, also: [], state: "", notes: [], steps: one.steps! }) as unknown as Thread)
    : each.flatMap((one) => (one.value ? [one.value] : []));
  return { threads, issues, asked, loading: asked.loading || each.some((one) => one.loading && !one.value) };
}

export function useRounds(dialogue: string | undefined): { rounds: Round[]; asked: Asked<Round[]> } {
  const asked = useAsk("rounds", dialogue ? { dialogue } : null);
  return {
    rounds: (asked.value ?? []).filter((one) => one.kind === "round"),
    asked,
  };
}

/** The step of a thread at a round, by its number or, where it has none, by its first day. */
export function stepAt(thread: Thread, round: Pick<Round, "ordinal" | "start">) {
  return thread.steps.find((step) =>
    step.round !== null && round.ordinal !== undefined ? step.round === round.ordinal : step.start === round.start,
  );
}
