// One line at the foot: what was just done, and the way back.
import { useEffect, useState } from "preact/hooks";
import { change } from "../ask";
import { Refusal } from "../call";
import { t } from "../words";
import { message } from "./states";

let show: ((line: Line | null) => void) | null = null;

interface Line {
  text: string;
  undo: boolean;
  fault?: boolean;
}

/** Says what was done; `undo` offers to take the last command back. */
export function say(text: string, undo = false): void {
  show?.({ text, undo });
}

export function complain(error: unknown): void {
  show?.({ text: error instanceof Refusal ? message(error) : String(error), undo: false, fault: true });
}

export async function takeBack(): Promise<void> {
  try {
    await change("undo", {});
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
          {line.text}{" "}
          {line.undo && (
            <button type="button" onClick={() => void takeBack()}>
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
