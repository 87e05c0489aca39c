// The matrix: issues down, rounds across.
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import type { Issue, Round, Thread } from "../answers";
import { ChooseDialogue } from "../parts/choose";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { Form } from "../parts/form";
import { Said, useSources } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { Legend, StepMark, leading } from "../parts/steps";
import { Wide } from "../parts/wide";
import { asking, go, usePlace } from "../route";
import { roundAddress, stepAt, useDialogue, useRounds, useThreads } from "../threads";
import { month } from "../time";
import { joined, languageOf, t, word } from "../words";

export function IssuesPage() {
  const { all, one, asked: dialogues } = useDialogue();
  const { rounds } = useRounds(one?.name);
  const { threads, issues, asked, loading } = useThreads(one?.name);
  const { query } = usePlace();
  const [entering, setEntering] = useState(false);
  const topic = query.get("topic") ?? "";
  const kind = query.get("kind") ?? "";
  const side = query.get("side") ?? "";
  const area = query.get("area") ?? "";
  const moved = query.get("moved") === "1";
  const acts = query.get("show") === "acts";
  const last = rounds.filter((round) => round.sources.length > 0).at(-1);
  const byNumber = new Map(threads.map((thread) => [thread.number, thread]));
  const topics = [...new Set(issues.flatMap((issue) => issue.topics))].sort();
  const sources = useSources();
  const sides = [...new Set([...sources.values()].flatMap((source) => source.publisher ?? []))].sort();
  const saidBy = (issue: Issue) =>
    byNumber
      .get(issue.number)
      ?.steps.some((step) => step.mentions.some((mention) => sources.get(mention.source)?.publisher === side));
  const under = (issue: { number: number }) =>
    byNumber.get(issue.number)?.steps.flatMap((step) => step.mentions.flatMap((mention) => mention.heading ?? [])) ??
    [];
  const areas = [...new Set(issues.flatMap(under))].sort();
  const shown = issues.filter((issue) => {
    if (area && !under(issue).includes(area)) return false;
    if (side && !saidBy(issue)) return false;
    if (topic && !issue.topics.includes(topic)) return false;
    if (kind && issue.kind !== kind) return false;
    if (!moved || !last) return true;
    const thread = byNumber.get(issue.number);
    const step = thread && stepAt(thread, last);
    return step !== undefined && !["continued", "unknown", "not mentioned"].includes(leading(step.kinds));
  });
  const used = [...new Set(threads.flatMap((thread) => thread.steps.map((step) => leading(step.kinds))))];
  const ask = (changes: Record<string, string | null>) => go(asking(changes), true);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.issues")}</h1>
      <div class="filters">
        <ChooseDialogue all={all} chosen={one} choose={(d) => ask({ d: d === all[0]?.id ? null : d })} />
        <label>
          {t("issues.kind")}
          <select value={kind} onChange={(event) => ask({ kind: event.currentTarget.value })}>
            <option value="">{t("issues.any")}</option>
            <option value="common">{word("choice", "common")}</option>
            <option value="bilateral">{word("choice", "bilateral")}</option>
          </select>
        </label>
        {(areas.length > 1 || area) && (
          <label>
            {t("issues.area")}
            <select value={area} onChange={(event) => ask({ area: event.currentTarget.value })}>
              <option value="">{t("issues.any")}</option>
              {[...new Set([...areas, ...(area ? [area] : [])])].map((name) => (
                <option key={name} value={name} lang={languageOf(name)}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t("issues.topic")}
          <select value={topic} onChange={(event) => ask({ topic: event.currentTarget.value })}>
            <option value="">{t("issues.any")}</option>
            {topics.map((name) => (
              <option key={name} value={name}>
                {word("topic", name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("issues.side")}
          <select value={side} onChange={(event) => ask({ side: event.currentTarget.value })}>
            <option value="">{t("issues.any")}</option>
            {sides.map((code) => (
              <option key={code} value={code}>
                {word("party", code)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("issues.show")}
          <select value={acts ? "acts" : ""} onChange={(event) => ask({ show: event.currentTarget.value })}>
            <option value="">{t("issues.steps")}</option>
            <option value="acts">{t("issues.acts")}</option>
          </select>
        </label>
        <label class="flag">
          <input
            type="checkbox"
            checked={moved}
            onChange={(event) => ask({ moved: event.currentTarget.checked ? "1" : null })}
          />{" "}
          {t("issues.moved")}
        </label>
        <Do operation="issue-new" onClick={() => setEntering(true)}>
          {t("issues.new")}
        </Do>
      </div>
      {!one ? (
        <Show asked={dialogues}>{() => <Empty>{t("issues.none")}</Empty>}</Show>
      ) : (
        <Show asked={asked}>
          {() =>
            issues.length === 0 ? (
              <Empty>{t("issues.none")}</Empty>
            ) : shown.length === 0 ? (
              <Empty>{t("issues.none_fit")}</Empty>
            ) : (
              <>
                <Matrix
                  issues={shown}
                  byNumber={byNumber}
                  rounds={rounds}
                  acts={acts}
                  address={(round) => roundAddress(round, all)}
                  busy={loading}
                />
                <Legend kinds={used} />
              </>
            )
          }
        </Show>
      )}
      {entering && (
        <Dialog title={t("issues.new")} close={() => setEntering(false)}>
          <Form operation="issue-new" values={one ? { dialogue: one.name } : {}} done={() => setEntering(false)} />
        </Dialog>
      )}
    </>
  );
}

interface MatrixProperties {
  issues: Issue[];
  byNumber: Map<number, Thread>;
  rounds: Round[];
  acts: boolean;
  busy: boolean;
  address: (round: Round) => string;
}

function Matrix({ issues, byNumber, rounds, acts, busy, address }: MatrixProperties) {
  const kinds = [...new Set(issues.map((issue) => issue.kind ?? ""))];
  return (
    <Wide label={t("issues.matrix")} busy={busy}>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t("issues.issue")}
            </th>
            {rounds.map((round) => (
              <th key={round.start} scope="col" class="round">
                {round.sources.length > 0 ? (
                  <a href={address(round)}>
                    <span class="aside">{t("round.word")} </span>
                    {round.ordinal}
                  </a>
                ) : (
                  <a class="planned" href={`/entries/round/${round.entered?.number}`}>
                    <span class="aside">{t("round.word")} </span>
                    {round.ordinal}
                  </a>
                )}
                <span class="when">{round.start ? month(round.start) : ""}</span>
              </th>
            ))}
            <th scope="col">{t("issues.state")}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <Fragment key={kind}>
              {kinds.length > 1 && (
                <tr class="kind">
                  <th colSpan={rounds.length + 3} scope="rowgroup">
                    {kind ? word("kind", kind) : t("issues.no_kind")}
                  </th>
                </tr>
              )}
              {issues
                .filter((issue) => (issue.kind ?? "") === kind)
                .map((issue) => (
                  <Row
                    key={issue.number}
                    issue={issue}
                    thread={byNumber.get(issue.number)}
                    rounds={rounds}
                    acts={acts}
                  />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Row({
  issue,
  thread,
  rounds,
  acts,
}: { issue: Issue; thread: Thread | undefined; rounds: Round[]; acts: boolean }) {
  return (
    <tr>
      <td class="number">{issue.number}</td>
      <th scope="row">
        <a href={`/issues/${issue.number}`}>
          <Said>{issue.name}</Said>
        </a>
      </th>
      {rounds.map((round) => {
        const step = thread && stepAt(thread, round);
        if (!step) return <td key={round.start} class={round.sources.length > 0 ? "cell" : "cell planned"} />;
        const kind = leading(step.kinds);
        const said = step.mentions.flatMap((mention) => mention.acts).map((act) => word("act", act));
        const what = joined(step.kinds.map((one) => word("step", one)));
        return (
          <td key={round.start} class="cell">
            <a href={`/issues/${issue.number}#r${step.round ?? step.start}`} title={[what, ...said].join("; ")}>
              {acts && said.length > 0 ? (
                <span class="act">{joined([...new Set(said)])}</span>
              ) : (
                <>
                  <StepMark kind={kind} />
                  <span class="aside">{what}</span>
                </>
              )}
            </a>
          </td>
        );
      })}
      <td class="state">{state(issue)}</td>
    </tr>
  );
}

function state(issue: Issue): string {
  if (issue.last_step.length === 0) return t("issues.entered");
  if (issue.silence > 0) return t("issues.silence", { n: issue.silence });
  if (issue.streak > 1) return t("issues.streak", { n: issue.streak });
  return word("step", leading(issue.last_step));
}
