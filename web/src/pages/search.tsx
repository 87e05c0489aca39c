// Search as one types: English and Japanese, grouped by kind, the hits marked.
import { useEffect, useState } from "preact/hooks";
import type { Hit } from "../answers";
import { useAsk } from "../ask";
import { utf16 } from "../bytes";
import { entryAddress } from "../parts/entry";
import { Said, sourceAddress } from "../parts/said";
import { Empty, Failed, Waiting } from "../parts/states";
import { usePlace } from "../route";
import { day } from "../time";
import { languageOf, t, word } from "../words";

export function SearchPage() {
  const typed = (usePlace().query.get("q") ?? "").trim();
  const [words, setWords] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed), 120);
    return () => clearTimeout(timer);
  }, [typed]);
  const asked = useAsk("search", words ? { words: [words], limit: 60 } : null);
  const [shown, setShown] = useState(asked.value);
  useEffect(() => {
    if (asked.value) setShown(asked.value);
  }, [asked.value]);
  const named = useAsk("issues", words ? { words, limit: 20 } : null);
  const [issues, setIssues] = useState(named.value ?? []);
  useEffect(() => {
    if (named.value || !words) setIssues(named.value ?? []);
  }, [named.value, words]);
  const found = words ? shown : undefined;
  const kinds = [...new Set(found?.hits.map((hit) => group(hit)) ?? [])];
  return (
    <>
      <h1 tabIndex={-1}>{words ? t("search.for", { words }) : t("search.title")}</h1>
      {!words && <p class="lede">{t("search.help")}</p>}
      {asked.refusal && words && <Failed refusal={asked.refusal} />}
      {asked.loading && words && !found && <Waiting />}
      <p class="soft" role="status">
        {found && t("search.found", { n: found.found })}
      </p>
      {found && found.found === 0 && issues.length === 0 && <Empty>{t("search.none")}</Empty>}
      {words && issues.length > 0 && (
        <section class="hits">
          <h2>{t("nav.issues")}</h2>
          <ul class="plain">
            {issues.map((one) => (
              <li key={one.number}>
                <a href={`/issues/${one.number}`}>
                  <span class="number">{one.number}</span> <Said>{one.name}</Said>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {kinds.map((kind) => (
        <section key={kind} class="hits">
          <h2>
            {kind === "source"
              ? t("nav.sources")
              : kind === "note"
                ? t("issue.notes")
                : kind === "follow_up"
                  ? t("nav.follow_ups")
                  : word("noun", kind)}
          </h2>
          <ol>
            {found?.hits
              .filter((hit) => group(hit) === kind)
              .map((hit) => (
                <One key={hit.kind + hit.id} hit={hit} />
              ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** Entries are grouped by what they are: papers, contacts, persons. */
function group(hit: Hit): string {
  return hit.kind === "entry" ? hit.id.split(":")[0]! : hit.kind.replace("-", "_");
}

function address(hit: Hit, at?: { start: number; end: number }): string {
  if (hit.kind === "source") return sourceAddress(hit.id, at?.start, at?.end);
  const [noun = "", number = ""] = hit.id.split(":");
  if (hit.kind === "entry") return entryAddress(noun, Number(number));
  if (hit.kind.startsWith("follow")) return `/follow-ups#f${number || hit.id}`;
  return `/entries/note#n${hit.id.slice(0, 12)}`;
}

function One({ hit }: { hit: Hit }) {
  const first = hit.snippets[0]?.matches[0];
  return (
    <li>
      <p class="what">
        <a href={address(hit, first)}>
          <Said>{hit.title || word("noun", group(hit))}</Said>
        </a>
        {hit.date && <span class="soft"> {day(hit.date, true)}</span>}
      </p>
      {hit.snippets.slice(0, 3).map((snippet) => (
        <p key={`${snippet.field}${snippet.start}`} class="snippet" lang={languageOf(snippet.text)}>
          {snippet.field && <span class="soft">{word("field", snippet.field)}: </span>}
          <a href={address(hit, snippet.matches[0])}>
            <Marked snippet={snippet} />
          </a>
        </p>
      ))}
    </li>
  );
}

function Marked({ snippet }: { snippet: Hit["snippets"][number] }) {
  const flat = snippet.matches.flatMap((match) => [match.start - snippet.start, match.end - snippet.start]);
  const places = utf16(snippet.text, flat);
  const parts: preact.ComponentChild[] = [];
  let from = 0;
  for (let i = 0; i < places.length; i += 2) {
    const [start = 0, end = 0] = places.slice(i, i + 2);
    parts.push(snippet.text.slice(from, start), <mark key={start}>{snippet.text.slice(start, end)}</mark>);
    from = end;
  }
  parts.push(snippet.text.slice(from));
  return <>{parts}</>;
}
