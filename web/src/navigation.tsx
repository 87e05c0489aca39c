import { useEffect, useState } from "preact/hooks";
import type { Settings, Theme } from "./look";
import { complain } from "./parts/toast";
import { type Place, go } from "./route";
import { type Who, isOut, signInAgain, signOut } from "./session";
import { type Key, load, t, word } from "./words";

const groups: { name: Key | null; pages: [string, Key][] }[] = [
  { name: null, pages: [["/", "nav.desk"]] },
  {
    name: "nav.record",
    pages: [
      ["/rounds", "nav.rounds"],
      ["/issues", "nav.issues"],
      ["/follow-ups", "nav.follow_ups"],
      ["/sources", "nav.sources"],
      ["/compare", "nav.compare"],
      ["/people", "nav.people"],
      ["/bodies", "nav.bodies"],
    ],
  },
  {
    name: "nav.work",
    pages: [
      ["/waiting", "nav.waiting"],
      ["/read", "nav.read"],
      ["/entries", "nav.entries"],
      ["/agenda", "nav.agenda"],
      ["/readout", "nav.readout"],
      ["/briefing", "nav.briefing"],
    ],
  },
  {
    name: "nav.house",
    pages: [
      ["/history", "nav.history"],
      ["/marks", "nav.marks"],
      ["/health", "nav.health"],
    ],
  },
];

interface Properties {
  place: Place;
  help: () => void;
  settings: Settings;
  set: (changes: Partial<Settings>) => void;
  who: Who;
  /** Nobody is signed in: there is nothing to go to. */
  closed: boolean;
}

export function Navigation({ place, help, settings, set, who, closed }: Properties) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [place.path]);
  const within = (address: string) =>
    address === "/" ? place.path === "/" : place.path === address || place.path.startsWith(`${address}/`);
  const other = settings.language === "en" ? "ja" : "en";
  return (
    <header class="side">
      <p class="brand">
        <a href="/" aria-current={place.path === "/" ? "page" : undefined}>
          Breadcrumb
        </a>
      </p>
      {!closed && (
        <form
          class="seek"
          role="search"
          action="/search"
          onSubmit={(event) => {
            event.preventDefault();
            const field = event.currentTarget.elements.namedItem("q") as HTMLInputElement;
            go(`/search?q=${encodeURIComponent(field.value)}`);
          }}
        >
          <label class="aside" for="search">
            {t("nav.search")}
          </label>
          <input
            id="search"
            name="q"
            type="search"
            placeholder={t("nav.search")}
            autocomplete="off"
            value={place.path === "/search" ? (place.query.get("q") ?? "") : ""}
            onInput={(event) => {
              const words = event.currentTarget.value;
              const address = `/search?q=${encodeURIComponent(words)}`;
              if (place.path === "/search") go(address, true);
              else if (words.trim().length > 1 || /[^\u0020-\u024f]/.test(words)) go(address);
            }}
          />
        </form>
      )}
      <button type="button" class="menu" aria-expanded={open} aria-controls="pages" onClick={() => setOpen(!open)}>
        {t("nav.menu")}
      </button>
      <nav id="pages" aria-label={t("nav.pages")} class={open ? "open" : ""}>
        {(closed ? [] : groups).map((group) => (
          <div key={group.name ?? "desk"} class="group">
            {group.name && <p class="kicker">{t(group.name)}</p>}
            <ul>
              {group.pages.map(([address, name]) => (
                <li key={address}>
                  <a
                    href={address}
                    aria-current={within(address) ? (place.path === address ? "page" : "true") : undefined}
                  >
                    {t(name)}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <div class="settings">
          {who.name !== null && <Signed who={who} />}
          <button
            type="button"
            class="plain"
            lang={other}
            onClick={() => void load(other).then(() => set({ language: other }))}
          >
            {other === "ja" ? "日本語" : "English"}
          </button>
          {!closed && (
            <button type="button" class="plain" onClick={help} aria-label={t("help.title")} title={t("help.title")}>
              ?
            </button>
          )}
          <label class="aside" for="theme">
            {t("look.theme")}
          </label>
          <select
            id="theme"
            value={settings.theme}
            onChange={(event) => set({ theme: event.currentTarget.value as Theme })}
          >
            <option value="auto">{t("look.auto")}</option>
            <option value="light">{t("look.light")}</option>
            <option value="dark">{t("look.dark")}</option>
          </select>
        </div>
      </nav>
    </header>
  );
}

function Signed({ who }: { who: Who }) {
  return (
    <p class="signed">
      <b>{who.name}</b> <span class="soft">{word("role", who.role)}</span>
      {who.role === "reader" && <span class="hint">{t("role.reader_may")}</span>}
      {isOut() ? (
        <button type="button" class="plain" onClick={() => void signInAgain()}>
          {t("sign_in.do")}
        </button>
      ) : (
        who.by === "password" && (
          <button type="button" class="plain" onClick={() => void signOut().catch(complain)}>
            {t("sign_out.do")}
          </button>
        )
      )}
    </p>
  );
}
