// Single keys: a page says which ones it hears; nobody is heard while somebody types. The reader may turn them off.
import { useLayoutEffect } from "preact/hooks";
import { settings } from "./look";

export type Keys = Record<string, () => void>;

const listening: { keys: Keys }[] = [];
let before = "";
let beforeTime = 0;

function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.tagName) return false;
  if (element.isContentEditable) return true;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && (element as HTMLInputElement).type !== "checkbox";
}

export function hear(): void {
  addEventListener("keydown", (event) => {
    if (!settings.keys || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const pair = `${performance.now() - beforeTime < 900 ? before : ""} ${event.key}`.trim();
    before = event.key;
    beforeTime = performance.now();
    for (const name of pair === event.key ? [event.key] : [pair, event.key]) {
      for (let i = listening.length - 1; i >= 0; --i) {
        const act = listening[i]!.keys[name];
        if (act) {
          event.preventDefault();
          if (name === pair) before = "";
          act();
          return;
        }
      }
    }
  });
}

/** From row to row of whatever list or table the page shows: the first link or button of each takes the focus. */
export function stepRows(main: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(main?.querySelectorAll<HTMLElement>("tbody tr, ul.plain > li, ul.board > li") ?? [])]
    .map((row) => ({ row, first: row.querySelector<HTMLElement>("a[href], button:not([disabled])") }))
    .filter((one): one is { row: HTMLElement; first: HTMLElement } => !!one.first?.checkVisibility());
  const now = rows.findIndex((one) => one.row.contains(document.activeElement));
  const next = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1)];
  next?.first.focus();
  next?.row.scrollIntoView({ block: "nearest" });
}

/** The keys count while the component is shown; those of a later one first, and `otherwise` where no other has them. */
export function useKeys(keys: Keys, otherwise = false): void {
  // Before the next key can come: what a key acts on is what is shown.
  useLayoutEffect(() => {
    const one = { keys };
    if (otherwise) listening.unshift(one);
    else listening.push(one);
    return () => {
      listening.splice(listening.indexOf(one), 1);
    };
  });
}
