// Addresses: each view has one, links are plain links, back and forward return to where the reader stood.
import { useEffect, useReducer } from "preact/hooks";

const moved = new Set<() => void>();
let arrived: "new" | "back" = "new";

function tell() {
  for (const one of [...moved]) one();
}

export interface Place {
  path: string;
  query: URLSearchParams;
  hash: string;
}

export function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search), hash: location.hash.slice(1) };
}

export function go(address: string, replace = false): void {
  const to = new URL(address, location.href);
  const leaves = to.pathname !== location.pathname || to.search !== location.search;
  if (replace) history.replaceState({ y: scrollY }, "", to);
  else {
    history.replaceState({ ...history.state, y: scrollY }, "");
    history.pushState({}, "", to);
  }
  arrived = "new";
  tell();
  if (!replace && leaves && !to.hash) scrollTo(0, 0);
}

/** The address with some of its questions changed; null takes one away. */
export function asking(changes: Record<string, string | null>): string {
  const to = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") to.searchParams.delete(name);
    else to.searchParams.set(name, value);
  }
  to.hash = "";
  return to.pathname + to.search;
}

export function usePlace(): Place {
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => {
    const one = () => again(undefined);
    moved.add(one);
    return () => {
      moved.delete(one);
    };
  }, []);
  return here();
}

// What a page shows arrives a moment later: wait until it is long enough to scroll to where it was.
function returnTo(y: number) {
  let tries = 0;
  const attempt = () => {
    if (document.documentElement.scrollHeight >= y + innerHeight || tries++ > 40) scrollTo(0, y);
    else setTimeout(attempt, 25);
  };
  attempt();
}

/** Called once: takes over the links of the page. */
export function follow(): void {
  history.scrollRestoration = "manual";
  addEventListener("popstate", (event) => {
    arrived = "back";
    tell();
    returnTo(Number((event.state as { y?: number } | null)?.y ?? 0));
  });
  document.addEventListener("click", (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link?.href || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (/^\/(api|files|paper|calendar\.ics)/.test(link.pathname)) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) {
      // Within the page: the browser scrolls, we tell whoever listens.
      history.replaceState({ ...history.state, y: scrollY }, "");
      setTimeout(tell);
      return;
    }
    event.preventDefault();
    go(link.href);
  });
}

export function cameBack(): boolean {
  return arrived === "back";
}
