// One line at the foot: what was just done, and the way back.
import { useEffect, useState } from "preact/hooks";
import { change, newest } from "../ask";
import { Refusal, call } from "../call";
import { joined, languageOf, t, word } from "../words";
import { message } from "./states";

interface Line {
  text: string;
  /** The head of the record that the command left, where it may be taken back. */
  undo?: string;
  fault?: boolean;
  history?: boolean;
  /** Does it all the same, on top of what changed meanwhile. */
  again?: () => void;
}

let show: ((line: Line | null) => void) | null = null;

/** Says what was done; with the head that it left, it can be taken back. */
export function say(text: string, undo?: string): void {
  show?.({ text, undo });
}

/** Says what went wrong; `anyway` does it again on the head that the desk has now, where that may be sensible. */
export function complain(error: unknown, anyway?: (head: string) => unknown): void {
  const refusal = error instanceof Refusal ? error : null;
  const moved = refusal?.code === "desk.moved_on";
  const since = moved
    ? (refusal.problem.changed ?? [])
        .slice(0, 3)
        .map((one) => `${one.author_name}: ${word("event", one.kind.replace(".", "_"))}`)
        .join("; ")
    : "";
  show?.({
    text: joined([refusal ? message(refusal) : String(error), since && t("conflict.since", { what: since })], " "),
    fault: true,
    history: moved,
    again: moved && anyway ? () => anyway(refusal.head ?? newest()) : undefined,
  });
}

// Only while it is still the last thing that anybody did; later, the history knows which command is meant.
async function takeBack(head: string): Promise<void> {
  try {
    const log = await call("log", { limit: 1 });
    const last = log.value[0];
    if (!last || log.head !== head) {
      show?.({ text: t("toast.others"), history: true });
      return;
    }
    await change("undo", { event: last.id, command: true }, head);
    say(t("toast.undone"));
  } catch (error) {
    complain(error);
  }
}

export function Toast() {
  const [line, setLine] = useState<Line | null>(null);
  useEffect(() => {
    show = setLine;
    return () => {
      show = null;
    };
  }, []);
  useEffect(() => {
    if (!line || line.fault) return;
    const timer = setTimeout(() => setLine(null), 12_000);
    return () => clearTimeout(timer);
  }, [line]);
  return (
    <div class="toast" role="status">
      {line && (
        <p class={line.fault ? "fault" : ""}>
          <span lang={languageOf(line.text)}>{line.text}</span>{" "}
          {line.history && <a href="/history">{t("nav.history")}</a>}
          {line.again && (
            <button
              type="button"
              onClick={() => {
                setLine(null);
                line.again?.();
              }}
            >
              {t("conflict.send")}
            </button>
          )}
          {line.undo && (
            <button type="button" onClick={() => void takeBack(line.undo!)}>
              {t("toast.undo")}
            </button>
          )}
          <button type="button" class="plain" onClick={() => setLine(null)}>
            {t("dialog.close")}
          </button>
        </p>
      )}
    </div>
  );
}
