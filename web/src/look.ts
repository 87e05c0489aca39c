// The reader's own settings, kept by this browser: language, theme, single-key shortcuts.
import { useEffect, useReducer } from "preact/hooks";

export type Theme = "auto" | "light" | "dark";
export interface Settings {
  language: "en" | "ja";
  theme: Theme;
  keys: boolean;
}

const told = new Set<() => void>();

function read(): Settings {
  let stored: Partial<Settings> = {};
  try {
    stored = JSON.parse(localStorage.getItem("breadcrumb") ?? "{}") as Partial<Settings>;
  } catch {
    // Storage may be refused; the page works without.
  }
  const language = stored.language ?? (navigator.language.startsWith("ja") ? "ja" : "en");
  return { language, theme: stored.theme ?? "auto", keys: stored.keys ?? true };
}

export let settings = read();

export function apply(): void {
  document.documentElement.lang = settings.language;
  if (settings.theme === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = settings.theme;
}

export function set(changes: Partial<Settings>): void {
  settings = { ...settings, ...changes };
  try {
    localStorage.setItem("breadcrumb", JSON.stringify(settings));
  } catch {
    // As above.
  }
  apply();
  for (const one of [...told]) one();
}

export function useSettings(): Settings {
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => {
    const one = () => again(undefined);
    told.add(one);
    return () => {
      told.delete(one);
    };
  }, []);
  return settings;
}
