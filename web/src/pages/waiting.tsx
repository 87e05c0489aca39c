// What the machine was unsure of, put to a person: facts (j/k, y/n/e), questions, and what a readout seems to report on.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Fact, Proposal, Question, Review, SourceText } from "../answers";
import { change, useAsk, useAskAll } from "../ask";
import { utf16 } from "../bytes";
import { useKeys } from "../keys";
import { Correct, FactFields, decide, mayCorrect } from "../parts/decide";
import { Do, WhyNot } from "../parts/do";
import { Said, Trail, sourceAddress, sourceName, useSources } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { complain, say } from "../parts/toast";
import { asking, go, usePlace } from "../route";
import { may } from "../session";
import { languageOf, t, word } from "../words";

export function WaitingPage() {
  const { query } = usePlace();
  const every = query.get("facts") === "all";
  const source = query.get("source") ?? "";
  const asked = useAsk("facts", every ? (source ? { source } : {}) : { waiting: true });
  const questions = useAsk("questions", {});
  const review = useAsk("review", {});
  const status = useAsk("status", {}).value;
  const sources = useSources();
  const [shown, setShown] = useState(40);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.waiting")}</h1>
      <WhyNot operation="confirm" />
      <section aria-labelledby="facts">
        <h2 id="facts">{t("waiting.facts")}</h2>
        <div class="filters">
          <label>
            {t("waiting.which")}
            <select
              value={every ? source || "all" : ""}
              onChange={(event) => {
                const value = event.currentTarget.value;
                setShown(40);
                go(asking({ facts: value ? "all" : null, source: value && value !== "all" ? value : null }), true);
              }}
            >
              <option value="">{t("waiting.unsure")}</option>
              <option value="all">{t("waiting.undecided")}</option>
              {Object.entries(status?.unconfirmed ?? {}).map(([hash, n]) => (
                <option key={hash} value={hash.slice(0, 8)}>
                  {sourceName(sources.get(hash))} ({n})
                </option>
              ))}
            </select>
          </label>
          <span>
            <kbd>j</kbd> <kbd>k</kbd> {t("help.move")}
            {may("confirm") && (
              <>
                {" "}
                · <kbd>y</kbd> {t("help.yes")} · <kbd>n</kbd> {t("help.no")} · <kbd>e</kbd> {t("help.edit")}
              </>
            )}
          </span>
        </div>
        <Show asked={asked}>
          {(facts) => {
            const open = every ? facts.filter((fact) => fact.standing === "read") : facts;
            return open.length === 0 ? (
              <Empty>{every ? t("waiting.all_decided") : t("waiting.none")}</Empty>
            ) : (
              <>
                <Facts facts={open.slice(0, shown)} head={asked.answer?.head ?? ""} />
                {open.length > shown && (
                  <p>
                    <button type="button" onClick={() => setShown(shown + 100)}>
                      {t("desk.more", { n: open.length - shown })}
                    </button>
                  </p>
                )}
              </>
            );
          }}
        </Show>
      </section>
      <section aria-labelledby="review">
        <h2 id="review">{t("waiting.review")}</h2>
        <Show asked={review}>
          {(texts) =>
            texts.length === 0 ? (
              <Empty>{t("waiting.no_review")}</Empty>
            ) : (
              <>
                {texts.map((text) => (
                  <Reported key={text.source} text={text} head={review.answer?.head ?? ""} />
                ))}
              </>
            )
          }
        </Show>
      </section>
      <section aria-labelledby="questions">
        <h2 id="questions">{t("waiting.questions")}</h2>
        <Show asked={questions}>
          {(list) => (list.length === 0 ? <Empty>{t("waiting.no_questions")}</Empty> : <Questions list={list} />)}
        </Show>
      </section>
    </>
  );
}

function Facts({ facts, head }: { facts: Fact[]; head: string }) {
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

function thing(about: string): string {
  const [noun = "", number = ""] = about.split(":");
  return noun === "follow_up"
    ? `/follow-ups#f${number}`
    : noun === "issue"
      ? `/issues/${number}`
      : `/entries/${noun}/${number}`;
}

function Reported({ text, head }: { text: Review; head: string }) {
  const sources = useSources();
  const act = async (operation: "review-confirm" | "review-dismiss", one: Proposal, on = head): Promise<void> => {
    try {
      const as =
        one.becomes === "done" || one.becomes === "under way" ? { as: one.becomes as "done" | "under way" } : {};
      const answer =
        operation === "review-confirm"
          ? await change(operation, { thing: one.about, source: text.source, ...as }, on)
          : await change(operation, { thing: one.about, source: text.source }, on);
      say(
        t(operation === "review-confirm" ? "decide.confirmed" : "decide.rejected", { what: one.called.slice(0, 60) }),
        answer.head,
      );
    } catch (error) {
      complain(error, (now) => act(operation, one, now));
    }
  };
  const row = (one: Proposal, open: boolean) => (
    <li key={one.about}>
      <div>
        <p class="what">
          <a href={thing(one.about)}>
            <Said>{one.called}</Said>
          </a>{" "}
          <span class="soft">
            {word("thing", one.about.split(":")[0])}
            {open && <> · {t("waiting.becomes", { what: word("choice", one.becomes), n: one.score })}</>}
          </span>
        </p>
        {one.quote && (
          <p class="context">
            <Trail quote={one.quote} source={text.source}>
              <Said as="q">{one.quote.text}</Said>
            </Trail>
          </p>
        )}
        {one.why.length > 0 && <p class="from">{one.why.join(" ")}</p>}
      </div>
      <p class="actions">
        <Do operation="review-confirm" onClick={() => void act("review-confirm", one)}>
          {t("decide.yes")}
          <span class="aside"> {one.called}</span>
        </Do>
        <Do operation="review-dismiss" onClick={() => void act("review-dismiss", one)}>
          {t("waiting.dismiss")}
          <span class="aside"> {one.called}</span>
        </Do>
      </p>
    </li>
  );
  return (
    <div class="review">
      <h3>
        <a href={sourceAddress(text.source)}>
          <Said>{sources.get(text.source)?.title ?? text.file_name}</Said>
        </a>
      </h3>
      {text.reports_on.length === 0 ? (
        <Empty>{t("waiting.reports_nothing")}</Empty>
      ) : (
        <>
          <p class="hint">{t("waiting.reports_on")}</p>
          <ol class="decisions">{text.reports_on.map((one) => row(one, true))}</ol>
        </>
      )}
      {text.leaves_out.length > 0 && (
        <details class="more">
          <summary>{t("waiting.leaves_out", { n: text.leaves_out.length })}</summary>
          {!text.concludes && <p class="hint">{t("source.is_excerpt")}</p>}
          <ol class="decisions">{text.leaves_out.map((one) => row(one, false))}</ol>
        </details>
      )}
    </div>
  );
}

function Questions({ list }: { list: Question[] }) {
  const dialogues = [...new Set(list.map((one) => one.dialogue))];
  return (
    <>
      {dialogues.map((dialogue) => (
        <div key={dialogue}>
          {dialogues.length > 1 && (
            <h3>
              <Said>{dialogue}</Said>
            </h3>
          )}
          <ul class="questions">
            {list
              .filter((one) => one.dialogue === dialogue)
              .map((one) => (
                <li key={one.number}>
                  <p lang="en">{one.sentence}</p>
                  <ul class="plain">
                    {one.answers.map((answer) => (
                      <li key={answer.command}>
                        <Answer when={answer.when} command={answer.command} />
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}

// What is answered on a page of its own leads there; the rest is said as one would type it.
function Answer({ when, command }: { when: string; command: string }) {
  const words = command.match(/"[^"]*"|\S+/g)?.map((one) => one.replace(/^"|"$/g, "")) ?? [];
  const [, operation, first = "", second = ""] = words;
  const fact = ["confirm", "reject", "correct"].includes(operation ?? "");
  const address =
    operation === "compare"
      ? `/compare?a=${encodeURIComponent(first)}&b=${encodeURIComponent(second)}`
      : operation === "read"
        ? "/read"
        : operation === "issue" || operation === "merge" || operation === "split" || operation === "rename"
          ? `/issues/${encodeURIComponent(first)}`
          : null;
  return (
    <>
      <span class="soft" lang="en">
        {when}:{" "}
      </span>
      {address ? (
        <a href={address}>{word("do", operation)}</a>
      ) : fact && operation !== "correct" ? (
        <Do
          operation="confirm"
          onClick={() =>
            change(operation as "confirm" | "reject", { fact: first }).then(
              (answer) => say(t("waiting.answered"), answer.head),
              (error: unknown) => complain(error),
            )
          }
        >
          {word("do", operation)}
        </Do>
      ) : (
        <code>{command}</code>
      )}
    </>
  );
}
