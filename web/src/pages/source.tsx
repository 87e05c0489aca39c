// A source: its text on one side, what was read in it on the other. Either finds the other.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PlacedFact, SourceText } from "../answers";
import { useAsk } from "../ask";
import { utf16 } from "../bytes";
import { useKeys } from "../keys";
import { Correct, FactFields, decide, mayCorrect } from "../parts/decide";
import { Do } from "../parts/do";
import { AddFact, useSelected } from "../parts/fact_add";
import { Mark } from "../parts/mark";
import { MarkedText, type Range } from "../parts/marked_text";
import { PageImages } from "../parts/page_image";
import { Said } from "../parts/said";
import { Empty, Failed, Waiting } from "../parts/states";
import { asking, go, usePlace } from "../route";
import { may } from "../session";
import { day } from "../time";
import { t, word } from "../words";

export function SourcePage({ source }: { source: string }) {
  const asked = useAsk("source", { source });
  if (asked.value) return <One source={asked.value} head={asked.answer?.head ?? ""} />;
  if (asked.refusal)
    return (
      <>
        <h1 tabIndex={-1}>{t("source.unknown")}</h1>
        <Failed refusal={asked.refusal} />
      </>
    );
  return (
    <>
      <h1 tabIndex={-1}>{t("source.n", { n: source })}</h1>
      <Waiting />
    </>
  );
}

function One({ source, head }: { source: SourceText; head: string }) {
  const { hash, query } = usePlace();
  const [selected, setSelected] = useState<string | null>(null);
  const kind = query.get("kind") ?? "";
  const [corrected, setCorrecting] = useState<PlacedFact | null>(null);
  const correcting = corrected && (source.facts.find((fact) => fact.id === corrected.id) ?? corrected);
  const page = useRef<HTMLDivElement>(null);
  const target = useMemo<Range | null>(() => {
    const found = /^q(\d+)-(\d+)$/.exec(hash);
    if (!found) return null;
    const [start, end] = utf16(source.text, [Number(found[1]), Number(found[2])]);
    return { start: start!, end: end! };
  }, [hash, source.text]);
  const pages = Math.max(0, ...source.blocks.map((block) => block.page ?? 0));
  const drawn = pages > 0 && query.get("pages") === "1";
  const pageOf = (start: number) => source.blocks.find((block) => block.start <= start && start < block.end)?.page ?? 0;
  const kinds = [...new Set(source.facts.map((fact) => fact.kind))];
  const shown = source.facts.filter((fact) => !kind || fact.kind === kind);

  // The address may name a fact, or words: those of a fact choose it.
  useEffect(() => {
    const fact = /^f[0-9a-f]{6,}$/.test(hash)
      ? source.facts.find((one) => one.id.startsWith(hash.slice(1)))
      : target && source.facts.find((one) => one.start === target.start && one.end === target.end);
    if (fact) setSelected(fact.id);
    setTimeout(() => {
      const place = fact
        ? page.current?.querySelector(`[data-facts~="${fact.id}"]`)
        : page.current?.querySelector("mark, .aimed");
      place?.scrollIntoView({ block: "center" });
      if (fact) inList(fact.id);
    });
  }, [hash, source.sha256]);

  // The fact that was just added is chosen as soon as the desk tells of it.
  const added = useRef<string | null>(null);
  useEffect(() => {
    const fact = added.current && source.facts.find((one) => one.id === added.current);
    if (!fact) return;
    added.current = null;
    choose(fact.id, "list");
  }, [source.facts]);

  function inList(id: string) {
    const row = page.current?.querySelector<HTMLElement>(`#f${id}`);
    const list = row?.closest<HTMLElement>(".facts");
    if (row && list && list.scrollHeight > list.clientHeight) list.scrollTop = row.offsetTop - list.clientHeight / 3;
  }
  function choose(id: string, from: "text" | "list") {
    setSelected(id);
    history.replaceState(history.state, "", `#f${id.slice(0, 12)}`);
    setTimeout(() => {
      if (from === "text") inList(id);
      else {
        const place = page.current?.querySelector(`[data-facts~="${id}"]`);
        const box = place?.getBoundingClientRect();
        if (place && box && (box.top < 60 || box.bottom > innerHeight - 60)) place.scrollIntoView({ block: "center" });
        page.current?.querySelector<HTMLElement>(`#f${id} > button`)?.focus({ preventScroll: true });
        inList(id);
      }
    });
  }
  const step = (by: number) => () => {
    const at = shown.findIndex((fact) => fact.id === selected);
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next) choose(next.id, "list");
  };
  const words = useSelected(page, source.text);
  const [adding, setAdding] = useState<{ range: Range | null } | null>(null);
  const current = source.facts.find((fact) => fact.id === selected);
  const after = async (verdict: "confirm" | "reject", fact: PlacedFact) => {
    if (await decide(verdict, { id: fact.id, text: fact.quote.text }, head)) step(1)();
  };
  useKeys({
    j: step(1),
    k: step(-1),
    ...(may("fact-add") ? { a: () => setAdding({ range: words }) } : {}),
    ...(current && may("confirm")
      ? {
          y: () => void after("confirm", current),
          n: () => void after("reject", current),
          e: () => mayCorrect(current.kind) && setCorrecting(current),
        }
      : {}),
  });

  return (
    <div ref={page}>
      <p class="kicker">
        <a href="/sources">{t("nav.sources")}</a> · {word("source_kind", source.kind)}
      </p>
      <h1 tabIndex={-1}>
        <Said>{source.title ?? source.file_name}</Said>
      </h1>
      <p class="byline">
        {source.publisher ? word("party", source.publisher) : t("source.unsigned")}
        {source.published && <>, {day(source.published)}</>}.{" "}
        {source.excerpt ? t("source.is_excerpt") : t("source.is_whole")}
        {source.origin && (
          <>
            {" "}
            {t("source.from")} <span class="address">{source.origin}</span>
          </>
        )}{" "}
        <Mark kind="source" which={source.sha256} head={head} />
      </p>
      {pages > 0 && (
        <p class="actions">
          <button
            type="button"
            aria-expanded={drawn}
            onClick={() => go(asking({ pages: drawn ? null : "1" }) + (hash && `#${hash}`), true)}
          >
            {t("source.as_published")}
          </button>
        </p>
      )}
      {drawn && (
        <PageImages
          source={source.sha256}
          pages={pages}
          at={current ? pageOf(current.start) : target ? pageOf(target.start) : 0}
        />
      )}
      <div class="columns reading">
        <MarkedText
          source={source}
          facts={shown}
          selected={selected}
          target={target}
          choose={(id) => choose(id, "text")}
        />
        <section class="beside" aria-labelledby="facts-title">
          <div class="facts-head">
            <h2 id="facts-title">{t("source.facts", { n: shown.length })}</h2>
            <label>
              <span class="aside">{t("source.kind")}</span>
              <select value={kind} onChange={(event) => go(asking({ kind: event.currentTarget.value }), true)}>
                <option value="">{t("source.all_kinds")}</option>
                {kinds.map((one) => (
                  <option key={one} value={one}>
                    {word("fact", one)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {may("fact-add") && (
            <p class="from">
              <button type="button" class="plain" onClick={() => setAdding({ range: words })}>
                {t("fact_add.by_hand")} <kbd>a</kbd>
              </button>{" "}
              {t("fact_add.select")}
            </p>
          )}
          {source.facts.length === 0 && <Empty>{t("source.no_facts")}</Empty>}
          <ol class="facts">
            {shown.map((fact) => {
              const open = fact.id === selected;
              return (
                <li key={fact.id} id={`f${fact.id}`} class={`${fact.standing}${open ? " chosen" : ""}`}>
                  <button type="button" class="row" aria-expanded={open} onClick={() => choose(fact.id, "list")}>
                    <span class="fact-kind">{word("fact", fact.kind)}</span> <Said>{fact.quote.text}</Said>
                  </button>
                  {open && (
                    <div class="detail">
                      <FactFields values={fact.fields} />
                      <p class="from">
                        {word("standing", fact.standing)}
                        {fact.author && (
                          <>
                            {" "}
                            · <Said>{fact.author}</Said>
                          </>
                        )}{" "}
                        ·{" "}
                        {fact.rule === "by hand" ? (
                          t("source.by_hand")
                        ) : (
                          <>
                            <code>{fact.rule}</code> · {t("source.certainty", { n: fact.certainty })}
                          </>
                        )}
                        {fact.issue !== null && (
                          <>
                            {" · "}
                            <a href={`/issues/${fact.issue}`}>{t("issue.n", { n: fact.issue })}</a>
                          </>
                        )}
                      </p>
                      <p class="actions">
                        <Do operation="confirm" onClick={() => void after("confirm", fact)}>
                          {t("decide.yes")} <kbd>y</kbd>
                        </Do>
                        {mayCorrect(fact.kind) && (
                          <Do operation="correct" onClick={() => setCorrecting(fact)}>
                            {t("decide.edit")} <kbd>e</kbd>
                          </Do>
                        )}
                        <Do operation="reject" onClick={() => void after("reject", fact)}>
                          {t("decide.no")} <kbd>n</kbd>
                        </Do>
                        <Mark kind="fact" which={fact.id} head={head} />
                      </p>
                    </div>
                  )}
                </li>
              );
            })}
          </ol>
        </section>
      </div>
      {words && !adding && may("fact-add") && (
        <div class="selected-words">
          <p>
            <Said as="q">{shortly(source.text.slice(words.start, words.end))}</Said>{" "}
            {/* The selection has to outlive the press. */}
            <button
              type="button"
              class="main"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => setAdding({ range: words })}
            >
              {t("fact_add.from_these")} <kbd>a</kbd>
            </button>
          </p>
        </div>
      )}
      {adding && (
        <AddFact
          source={source}
          range={adding.range}
          head={head}
          close={() => setAdding(null)}
          done={(id) => {
            setAdding(null);
            getSelection()?.removeAllRanges();
            added.current = id;
          }}
        />
      )}
      {correcting && (
        <Correct
          fact={{ id: correcting.id, kind: correcting.kind, text: correcting.quote.text }}
          values={correcting.fields}
          head={head}
          close={() => setCorrecting(null)}
        />
      )}
    </div>
  );
}

function shortly(words: string): string {
  const text = words.replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 58)}…` : text;
}
