// What the machine was unsure of, put to a person: facts (j/k, y/n/e), questions, and what a readout seems to report on.
import { useState } from "preact/hooks";
import type { Proposal, Question, Review } from "../answers";
import { change, useAsk } from "../ask";
import { useKeys } from "../keys";
import { settings } from "../look";
import { Do, WhyNot } from "../parts/do";
import { Facts } from "../parts/facts";
import { Said, Trail, sourceAddress, sourceName, useSources } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { complain, say } from "../parts/toast";
import { asking, go, usePlace } from "../route";
import { may } from "../session";
import { t, word } from "../words";

/** As many facts as a person looks at in a day, and more. */
const most = 2000;

export function WaitingPage() {
  const { query } = usePlace();
  const every = query.get("facts") === "all";
  const source = query.get("source") ?? "";
  const asked = useAsk("facts", every ? (source ? { source } : { limit: most }) : { waiting: true, limit: most });
  const questions = useAsk("questions", { language: settings.language, limit: 200 });
  const review = useAsk("review", {});
  const status = useAsk("status", {}).value;
  const sources = useSources();
  const [shown, setShown] = useState(40);
  // Where no fact wants the keys, the proposals have them.
  const none = !(asked.value ?? []).some((fact) => !every || fact.standing === "read");
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
                  <Reported
                    key={text.source}
                    text={text}
                    head={review.answer?.head ?? ""}
                    keys={none && text === texts.find((one) => one.reports_on.length > 0)}
                  />
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

function thing(about: string): string {
  const [noun = "", number = ""] = about.split(":");
  return noun === "follow_up"
    ? `/follow-ups#f${number}`
    : noun === "issue"
      ? `/issues/${number}`
      : `/entries/${noun}/${number}`;
}

function Reported({ text, head, keys }: { text: Review; head: string; keys: boolean }) {
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
  const [at, setAt] = useState(0);
  const current = keys ? text.reports_on[Math.min(at, text.reports_on.length - 1)] : undefined;
  const decides = current && may("review-confirm");
  useKeys({
    ...(current
      ? { j: () => setAt(Math.min(at + 1, text.reports_on.length - 1)), k: () => setAt(Math.max(at - 1, 0)) }
      : {}),
    ...(decides ? { y: () => void act("review-confirm", current), n: () => void act("review-dismiss", current) } : {}),
  });
  const row = (one: Proposal, open: boolean) => (
    <li key={one.about} aria-current={one === current ? "true" : undefined}>
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
        {one.why.length > 0 && (
          <p class="from" lang="en">
            {one.why.join(" ")}
          </p>
        )}
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
