// The frame around every page: skip link, navigation, search, settings; and which page an address means.
import { useEffect, useRef, useState } from "preact/hooks";
import { listen } from "./ask";
import { Help } from "./help";
import { stepRows, useKeys } from "./keys";
import { set, useSettings } from "./look";
import { Navigation } from "./navigation";
import { AgendaPage } from "./pages/agenda";
import { BodiesPage } from "./pages/bodies";
import { BriefingPage } from "./pages/briefing";
import { ComparePage } from "./pages/compare";
import { DeskPage } from "./pages/desk";
import { EntriesPage } from "./pages/entries";
import { EntryPage } from "./pages/entry";
import { FollowUpsPage } from "./pages/follow_ups";
import { HealthPage } from "./pages/health";
import { HistoryPage } from "./pages/history";
import { IssuePage } from "./pages/issue";
import { IssuesPage } from "./pages/issues";
import { MarksPage } from "./pages/marks";
import { PeoplePage } from "./pages/people";
import { ReadPage } from "./pages/read";
import { ReadoutPage } from "./pages/readout";
import { RoundPage } from "./pages/round";
import { RoundsPage } from "./pages/rounds";
import { SearchPage } from "./pages/search";
import { SourcePage } from "./pages/source";
import { SourcesPage } from "./pages/sources";
import { WaitingPage } from "./pages/waiting";
import { Unbroken } from "./parts/broken";
import { Drop } from "./parts/drop";
import { SignInAgain, SignInPage } from "./parts/sign_in";
import { Toast } from "./parts/toast";
import { cameBack, go, usePlace } from "./route";
import { useWho } from "./session";
import { t } from "./words";

function view(path: string) {
  const [first = "", second, third] = path.split("/").filter(Boolean).map(decodeURIComponent);
  switch (first) {
    case "":
      return <DeskPage />;
    case "rounds":
      return second ? (
        <RoundPage key={path} dialogue={third ? second : null} ordinal={third ?? second} />
      ) : (
        <RoundsPage />
      );
    case "issues":
      return second ? <IssuePage key={path} issue={second} /> : <IssuesPage />;
    case "sources":
      return second ? <SourcePage key={path} source={second} /> : <SourcesPage />;
    case "follow-ups":
      return <FollowUpsPage />;
    case "search":
      return <SearchPage />;
    case "waiting":
      return <WaitingPage />;
    case "read":
      return <ReadPage />;
    case "compare":
      return <ComparePage />;
    case "entries":
      return second && third ? (
        <EntryPage key={path} noun={second} number={Number(third)} />
      ) : (
        <EntriesPage noun={second ?? null} />
      );
    case "agenda":
      return <AgendaPage />;
    case "readout":
      return <ReadoutPage />;
    case "briefing":
      return <BriefingPage />;
    case "people":
      return <PeoplePage />;
    case "bodies":
      return <BodiesPage />;
    case "history":
      return <HistoryPage />;
    case "marks":
      return <MarksPage />;
    case "health":
      return <HealthPage />;
    default:
      return (
        <>
          <h1>{t("state.no_page")}</h1>
          <p>
            <a href="/">{t("nav.desk")}</a>
          </p>
        </>
      );
  }
}

/** Waits for the named place, and shows it; gives up when it does not come, or the reader goes their own way. */
function aim(name: string): () => void {
  let tries = 0;
  const attempt = () => {
    const found = document.getElementById(name);
    // What answers later and stands above moves it: once more when the page has all it asked for.
    found?.scrollIntoView({ block: "center" });
    if (tries++ < 60 && (!found || document.documentElement.hasAttribute("data-busy"))) timer = setTimeout(attempt, 50);
    else if (found) for (const one of own) one();
  };
  let timer = setTimeout(attempt);
  const stop = () => {
    clearTimeout(timer);
    for (const one of own) one();
  };
  const own = ["wheel", "keydown", "pointerdown"].map((kind) => {
    addEventListener(kind, stop, { passive: true });
    return () => removeEventListener(kind, stop);
  });
  return stop;
}

export function Page() {
  const settings = useSettings();
  const place = usePlace();
  const [there, setThere] = useState(true);
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  const who = useWho();
  // Who was signed in once keeps the page in front of them when the session runs out.
  const closed = who.accounts && who.name === null;

  useEffect(() => (closed ? undefined : listen(setThere)), [closed]);
  // A new page is read from its heading; who came back stays where the browser puts them.
  useEffect(() => {
    const heading = main.current?.querySelector("h1");
    if (heading) document.title = `${heading.textContent} – Breadcrumb`;
    if (first.current) first.current = false;
    // Who types on in the search field keeps it.
    else if (document.activeElement?.id === "search" || closed) return;
    else if (!cameBack() && !place.hash) (heading ?? main.current)?.focus({ preventScroll: true });
  }, [place.path, settings.language, closed]);
  // The address may name a place in the page, which is there when its answer is.
  useEffect(() => (place.hash && !cameBack() ? aim(place.hash) : undefined), [place.path, place.hash]);
  // A heading may come with its answer.
  useEffect(() => {
    const watch = new MutationObserver(() => {
      const heading = main.current?.querySelector("h1");
      if (heading?.textContent) document.title = `${heading.textContent} – Breadcrumb`;
    });
    watch.observe(main.current!, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, []);

  useKeys(
    closed
      ? {}
      : {
          "?": () => setHelp(true),
          "/": () => document.getElementById("search")?.focus(),
          "g d": () => go("/"),
          "g r": () => go("/rounds"),
          "g i": () => go("/issues"),
          "g f": () => go("/follow-ups"),
          "g s": () => go("/sources"),
          "g w": () => go("/waiting"),
          "g e": () => go("/entries"),
          "g b": () => go("/briefing"),
          "g h": () => go("/history"),
        },
  );
  useKeys(closed ? {} : { j: () => stepRows(main.current, 1), k: () => stepRows(main.current, -1) }, true);

  return (
    <>
      <a class="skip" href="#main">
        {t("nav.skip")}
      </a>
      <Navigation place={place} help={() => setHelp(true)} settings={settings} set={set} who={who} closed={closed} />
      <main id="main" ref={main} tabIndex={-1} key={settings.language}>
        {!there && (
          <p class="offline" role="status">
            {t("state.offline")}
          </p>
        )}
        {closed ? <SignInPage /> : <Unbroken key={place.path}>{view(place.path)}</Unbroken>}
      </main>
      {!closed && <Drop />}
      <Toast />
      <SignInAgain />
      {help && <Help close={() => setHelp(false)} />}
    </>
  );
}
