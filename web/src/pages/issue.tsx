// One issue: its thread, the redline between any two mentions, and what one's own side has entered.
import { useState } from "preact/hooks";
import type { Asks, Step, Thread } from "../answers";
import type { Operation } from "../api";
import { useAsk } from "../ask";
import { settings } from "../look";
import { Between } from "../parts/between";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { EntryFields, EntryLine } from "../parts/entry";
import { Form } from "../parts/form";
import { Mark } from "../parts/mark";
import { Promises } from "../parts/promises";
import { Redline, Said, Trail, changes, sourceName, useSources } from "../parts/said";
import { Failed, Waiting } from "../parts/states";
import { StepKinds } from "../parts/steps";
import { roundAddress, useDialogue } from "../threads";
import { day, moment } from "../time";
import { joined, t, word } from "../words";

export function IssuePage({ issue }: { issue: string }) {
  const asked = useAsk("issue", { issue });
  if (asked.refusal && !asked.value)
    return (
      <>
        <h1 tabIndex={-1}>{t("issue.unknown")}</h1>
        <Failed refusal={asked.refusal} />
        <p>
          <a href="/issues">{t("issue.all")}</a>
        </p>
      </>
    );
  if (asked.value) return <One thread={asked.value} head={asked.answer?.head ?? ""} />;
  return (
    <>
      <h1 tabIndex={-1}>{t("issue.n", { n: issue })}</h1>
      <Waiting />
    </>
  );
}

function One({ thread, head }: { thread: Thread; head: string }) {
  const { all } = useDialogue();
  const round = (step: Step) => (step.round === null ? day(step.start) : t("round.n", { n: step.round }));
  const named = new RegExp(`(?:^|\\n)${settings.language}=(.*)`).exec(thread.entered.page?.fields.name_in ?? "")?.[1];
  const spoken = thread.steps.filter((step) => step.mentions.length > 0);
  return (
    <>
      <p class="kicker">
        <a href="/issues">{t("issue.n", { n: thread.number })}</a>
        {thread.kind && <> · {word("kind", thread.kind)}</>}
      </p>
      <h1 tabIndex={-1}>
        <Said>{thread.name}</Said>
        {named && named !== thread.name && (
          <span class="when">
            <Said>{named}</Said>
          </span>
        )}
      </h1>
      <p class="byline">
        <span lang="en">{thread.state}</span>
        {thread.topics.length > 0 && (
          <>
            {" "}
            {t("issue.topics")}{" "}
            {thread.topics.map((topic, i) => (
              <span key={topic}>
                {i > 0 && t("list.comma")}
                <a href={`/issues?topic=${topic}`}>{word("topic", topic)}</a>
              </span>
            ))}
            {t("desk.stop")}
          </>
        )}
        {thread.also.length > 0 && <> {t("issue.also", { list: joined(thread.also.map(String)) })}</>}
      </p>
      <Actions thread={thread} head={head} />
      <div class="columns">
        <section aria-labelledby="thread">
          <h2 id="thread">{t("issue.thread")}</h2>
          {spoken.length > 1 && <Between steps={spoken} name={round} />}
          {thread.steps.length === 0 && <p class="empty">{t("issue.no_text")}</p>}
          <ol class="thread">
            {[...thread.steps].reverse().map((step) => (
              <li
                key={`${step.round}${step.start}`}
                id={`r${step.round ?? step.start}`}
                class={step.mentions.length === 0 ? "silent" : ""}
              >
                <p class="what">
                  <a
                    href={
                      thread.dialogue && step.round !== null
                        ? roundAddress({ dialogue: thread.dialogue, ordinal: step.round }, all)
                        : "/rounds"
                    }
                  >
                    {round(step)}
                  </a>
                  <span class="soft">{day(step.start, true)}</span>
                  <StepKinds kinds={step.kinds} />
                </p>
                <Mentions step={step} />
                <p class="because">
                  <span lang="en">{step.because}</span>
                  {step.with.length > 0 && (
                    <>
                      {" "}
                      {t("changes.with")} <Said>{step.with.join("; ")}</Said>.
                    </>
                  )}
                  {step.runner_up && <> {t("issue.runner_up", { name: step.runner_up, n: step.margin })}</>}
                </p>
              </li>
            ))}
          </ol>
        </section>
        <Own thread={thread} />
      </div>
    </>
  );
}

function Mentions({ step }: { step: Step }) {
  const sources = useSources();
  const [redlined, setRedlined] = useState(true);
  const lines = step.redlines ?? (step.redline ? [{ side: "", redline: step.redline }] : []);
  const marked = lines.filter((one) => changes(one.redline));
  return (
    <>
      {marked.length > 0 && redlined && marked.map((one) => <Redline key={one.side} redline={one.redline} />)}
      {step.mentions.map((mention, i) => (
        <div key={mention.fact} class="mention">
          {(!redlined || marked.length === 0 || step.mentions.length > 1) && (
            <blockquote>
              <Trail source={mention.source} quote={mention.words[0] ?? mention.quote}>
                <Said>{mention.text}</Said>
              </Trail>
            </blockquote>
          )}
          <p class="from">
            <Trail source={mention.source} quote={mention.words[0] ?? mention.quote}>
              {sourceName(sources.get(mention.source))}
            </Trail>
            {mention.heading && (
              <>
                {" "}
                · <Said>{mention.heading}</Said>
              </>
            )}
            {mention.acts.length > 0 && <> · {joined(mention.acts.map((act) => word("act", act)))}</>}
            {i === step.mentions.length - 1 && marked.length > 0 && (
              <button type="button" class="plain" aria-pressed={!redlined} onClick={() => setRedlined(!redlined)}>
                {redlined ? t("issue.plain") : t("issue.redlined")}
              </button>
            )}
          </p>
        </div>
      ))}
    </>
  );
}

type Action = {
  title: string;
  operation: Operation;
  fixed: Record<string, unknown>;
  only?: string[];
};

function Actions({ thread, head }: { thread: Thread; head: string }) {
  const [action, setAction] = useState<Action | null>(null);
  const [splitting, setSplitting] = useState(false);
  const [merging, setMerging] = useState(false);
  const issue = String(thread.number);
  const page = thread.entered.page?.fields ?? {};
  const values = {
    ...Object.fromEntries(Object.entries(page).map(([name, value]) => [name.replaceAll("_", "-"), value])),
    topics: page.topics ?? thread.topics.join(", "),
  };
  return (
    <>
      <p class="actions">
        <Do
          operation="issue-set"
          onClick={() => setAction({ title: t("issue.edit"), operation: "issue-set", fixed: { issue } })}
        >
          {t("issue.edit")}
        </Do>
        <Do
          operation="note-add"
          onClick={() => setAction({ title: t("issue.note"), operation: "note-add", fixed: { issue }, only: ["text"] })}
        >
          {t("issue.note")}
        </Do>
        <Do
          operation="rename"
          onClick={() =>
            setAction({
              title: t("issue.rename"),
              operation: "rename",
              fixed: { issue },
              only: ["name", "because"],
            })
          }
        >
          {t("issue.rename")}
        </Do>
        <Do
          operation="issue-link"
          onClick={() =>
            setAction({
              title: t("issue.link"),
              operation: "issue-link",
              fixed: { issue },
              only: ["relation", "to", "off", "because"],
            })
          }
        >
          {t("issue.link")}
        </Do>
        <Do operation="merge" class="plain" onClick={() => setMerging(true)}>
          {t("issue.merge")}
        </Do>
        {thread.steps.flatMap((step) => step.mentions).length > 1 && (
          <Do operation="split" class="plain" onClick={() => setSplitting(true)}>
            {t("issue.split")}
          </Do>
        )}
        <Mark kind="issue" which={issue} head={head} />
      </p>
      {action && (
        <Dialog title={action.title} close={() => setAction(null)}>
          <Form
            operation={action.operation}
            fixed={action.fixed}
            values={
              action.operation === "issue-set" ? values : action.operation === "rename" ? { name: thread.name } : {}
            }
            only={action.only}
            head={head}
            done={() => setAction(null)}
          />
        </Dialog>
      )}
      {splitting && <Split thread={thread} head={head} close={() => setSplitting(false)} />}
      {merging && <Merge thread={thread} head={head} close={() => setMerging(false)} />}
    </>
  );
}

function Split({ thread, head, close }: { thread: Thread; head: string; close: () => void }) {
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <Dialog title={t("issue.split")} close={close}>
      <fieldset>
        <legend>{t("issue.split_which")}</legend>
        {thread.steps.flatMap((step) =>
          step.mentions.map((mention) => (
            <p key={mention.fact} class="field flag">
              <input
                id={`m-${mention.fact}`}
                type="checkbox"
                checked={chosen.includes(mention.fact)}
                onChange={(event) =>
                  setChosen(
                    event.currentTarget.checked
                      ? [...chosen, mention.fact]
                      : chosen.filter((one) => one !== mention.fact),
                  )
                }
              />
              <label for={`m-${mention.fact}`}>
                {step.round === null ? day(step.start) : t("round.n", { n: step.round })}:{" "}
                <Said as="q">{mention.text}</Said>
              </label>
            </p>
          )),
        )}
      </fieldset>
      {chosen.length > 0 && (
        <Form
          key={chosen.join()}
          operation="split"
          fixed={{ issue: String(thread.number), mentions: chosen } satisfies Asks["split"]}
          only={["name", "because"]}
          head={head}
          done={close}
        />
      )}
    </Dialog>
  );
}

function Merge({ thread, head, close }: { thread: Thread; head: string; close: () => void }) {
  const issues = useAsk("issues", thread.dialogue ? { dialogue: thread.dialogue } : {}).value ?? [];
  const [other, setOther] = useState("");
  return (
    <Dialog title={t("issue.merge")} close={close}>
      <p class="field">
        <label for="merge-with">{t("issue.merge_with")}</label>
        <select id="merge-with" value={other} onChange={(event) => setOther(event.currentTarget.value)}>
          <option value="" />
          {issues
            .filter((one) => one.number !== thread.number)
            .map((one) => (
              <option key={one.number} value={one.number}>
                {one.number} {one.name}
              </option>
            ))}
        </select>
      </p>
      {other && (
        <Form
          key={other}
          operation="merge"
          fixed={{ issues: [String(thread.number), other] }}
          only={["because"]}
          head={head}
          submit={t("issue.merge")}
          done={close}
        />
      )}
    </Dialog>
  );
}

function Own({ thread }: { thread: Thread }) {
  const { page, links, papers, contacts, measures, bodies, follow_ups } = thread.entered;
  const open = useAsk("follow-ups", thread.dialogue ? { dialogue: thread.dialogue, all: true } : null).value ?? [];
  const facts = new Set(thread.steps.flatMap((step) => step.mentions.map((mention) => mention.fact)));
  const numbers = new Set(follow_ups.map((one) => (typeof one === "number" ? one : one.number)));
  const owed = open.filter((one) => numbers.has(one.number) || (one.fact && facts.has(one.fact)));
  const nothing =
    !page && [links, papers, contacts, measures, bodies, owed, thread.notes].every((list) => list.length === 0);
  return (
    <div class="beside own">
      {nothing && <p class="empty">{t("issue.nothing_own")}</p>}
      {page && (
        <section aria-labelledby="own">
          <h2 id="own">{t("issue.own")}</h2>
          <p class="from">
            <Mark kind="page" which={String(thread.number)} what={t("issue.own")} />
          </p>
          <EntryFields entry={page} />
        </section>
      )}
      {owed.length > 0 && (
        <section aria-labelledby="owed">
          <h2 id="owed">{t("nav.follow_ups")}</h2>
          <Promises all={owed} />
        </section>
      )}
      <section aria-labelledby="evidence">
        <h2 id="evidence">{t("issue.evidence")}</h2>
        {measures.length === 0 ? (
          <p class="empty">{t("issue.evidence_none")}</p>
        ) : (
          <ul class="plain">
            {measures.map((one) => (
              <EntryLine key={one.number} entry={one} />
            ))}
          </ul>
        )}
      </section>
      {[...papers, ...contacts, ...bodies, ...links].length > 0 && (
        <section aria-labelledby="linked">
          <h2 id="linked">{t("issue.linked")}</h2>
          <ul class="plain">
            {[...papers, ...contacts, ...bodies].map((one) => (
              <EntryLine key={one.noun + one.number} entry={one} />
            ))}
            {links.map((one) => {
              const outward = one.fields.from === String(thread.number);
              return (
                <li key={`l${one.number}`}>
                  {outward
                    ? word("choice", one.fields.relation)
                    : t("issue.linked_from", { relation: word("choice", one.fields.relation) })}{" "}
                  <a href={`/issues/${outward ? one.fields.to : one.fields.from}`}>
                    {t("issue.n", { n: (outward ? one.fields.to : one.fields.from) ?? "" })}
                  </a>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {thread.notes.length > 0 && (
        <section aria-labelledby="notes">
          <h2 id="notes">{t("issue.notes")}</h2>
          {thread.notes.map((note) => (
            <div key={note.id} class="officer">
              <Said as="p">{note.text}</Said>
              <p class="from">
                {note.author}, {moment(note.time)}
              </p>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
