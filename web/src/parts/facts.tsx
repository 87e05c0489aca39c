// Facts that wait for a person, one below the other: j and k move, y confirms, n rejects, e corrects.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Fact, SourceText } from "../answers";
import { useAskAll } from "../ask";
import { utf16 } from "../bytes";
import { useKeys } from "../keys";
import { may } from "../session";
import { languageOf, t, word } from "../words";
import { Correct, FactFields, decide, mayCorrect } from "./decide";
import { Do } from "./do";
import { Said, Trail } from "./said";

/** Facts for a person to decide, by mouse or by keyboard. */
export function Facts({ facts, head }: { facts: Fact[]; head: string }) {
  const [at, setAt] = useState<string | null>(facts[0]?.id ?? null);
  const [corrected, setCorrecting] = useState<Fact | null>(null);
  const correcting = corrected && (facts.find((fact) => fact.id === corrected.id) ?? corrected);
  const list = useRef<HTMLOListElement>(null);
  const hashes = [...new Set(facts.map((fact) => fact.source))];
  const texts = useAskAll(
    "source",
    hashes.slice(0, 12).map((source) => ({ source })),
  );
  const byHash = new Map(texts.flatMap((one) => (one.value ? [[one.value.sha256, one.value] as const] : [])));
  const place = Math.max(
    0,
    facts.findIndex((fact) => fact.id === at),
  );
  const current = facts[place];
  const last = useRef(place);
  // The fact that was decided leaves the list: the one that takes its place is next.
  useEffect(() => {
    if (!facts.some((fact) => fact.id === at)) setAt(facts[Math.min(last.current, facts.length - 1)]?.id ?? null);
    else last.current = place;
  }, [facts, at]);
  const move = (by: number) => () => {
    const next = facts[Math.max(0, Math.min(facts.length - 1, place + by))];
    if (!next) return;
    setAt(next.id);
    setTimeout(() => list.current?.querySelector(`[data-fact="${next.id}"]`)?.scrollIntoView({ block: "nearest" }));
  };
  const answer = (verdict: "confirm" | "reject", fact: Fact) =>
    void decide(verdict, { id: fact.id, text: fact.quote.text }, head);
  useKeys({
    j: move(1),
    k: move(-1),
    ...(current && may("confirm")
      ? {
          y: () => answer("confirm", current),
          n: () => answer("reject", current),
          e: () => mayCorrect(current.kind) && setCorrecting(current),
        }
      : {}),
  });
  return (
    <>
      <ol class="decisions" ref={list}>
        {facts.map((fact) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: j and k, and the buttons inside, are the way for the keyboard
          <li
            key={fact.id}
            data-fact={fact.id}
            aria-current={fact.id === current?.id ? "true" : undefined}
            onClick={() => setAt(fact.id)}
          >
            <p class="fact-kind">{word("fact", fact.kind)}</p>
            <div>
              <Context fact={fact} source={byHash.get(fact.source)} />
              <FactFields values={fact.fields} />
              <p class="from">
                <Trail quote={fact.quote} source={fact.source} /> · <code>{fact.rule}</code> ·{" "}
                {t("source.certainty", { n: fact.certainty })}
                {fact.anchor !== "exact" && <> · {word("anchor", fact.anchor)}</>}
              </p>
            </div>
            <p class="actions">
              <Do operation="confirm" onClick={() => answer("confirm", fact)}>
                {t("decide.yes")}
                <span class="aside"> {fact.quote.text.slice(0, 60)}</span>
              </Do>
              {mayCorrect(fact.kind) && (
                <Do operation="correct" onClick={() => setCorrecting(fact)}>
                  {t("decide.edit")}
                  <span class="aside"> {fact.quote.text.slice(0, 60)}</span>
                </Do>
              )}
              <Do operation="reject" onClick={() => answer("reject", fact)}>
                {t("decide.no")}
                <span class="aside"> {fact.quote.text.slice(0, 60)}</span>
              </Do>
            </p>
          </li>
        ))}
      </ol>
      {correcting && (
        <Correct
          fact={{ id: correcting.id, kind: correcting.kind, text: correcting.quote.text }}
          values={correcting.fields}
          head={head}
          close={() => setCorrecting(null)}
        />
      )}
    </>
  );
}

/** The quote with the words around it, so that most facts need no look at the source. */
function Context({ fact, source }: { fact: Fact; source: SourceText | undefined }) {
  if (!source) return <Said as="p">{fact.quote.text}</Said>;
  const [start = 0, end = 0] = utf16(source.text, [fact.quote.start, fact.quote.end]);
  const block = source.blocks.find((one) => one.start <= start && one.end >= end) ?? { start, end };
  const from = Math.max(block.start, start - 140);
  const to = Math.min(block.end, end + 140);
  return (
    <p class="context" lang={languageOf(source.text.slice(start, end))}>
      {from > block.start && "…"}
      {source.text.slice(from, start)}
      <mark>{source.text.slice(start, end)}</mark>
      {source.text.slice(end, to)}
      {to < block.end && "…"}
    </p>
  );
}
