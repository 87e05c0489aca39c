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

/** The keys count while the component is shown; those of a later one first. */
export function useKeys(keys: Keys): void {
  // Before the next key can come: what a key acts on is what is shown.
  useLayoutEffect(() => {
    const one = { keys };
    listening.push(one);
    return () => {
      listening.splice(listening.indexOf(one), 1);
    };
  });
}
