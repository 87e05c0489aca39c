// What changed at a round against the one before: the first thing that somebody new to the file asks.
import type { Round, Step, Thread } from "../answers";
import { stepAt } from "../threads";
import { joined, t, word } from "../words";
import { Redline, Said, Trail, changes, useSources } from "./said";
import { Empty } from "./states";
import { StepMark, leading } from "./steps";

const quiet = new Set(["continued", "unknown", "not mentioned"]);

export function Changes({
  threads,
  round,
  brief = true,
}: { threads: Thread[]; round: Pick<Round, "ordinal" | "start">; brief?: boolean }) {
  const steps = threads.flatMap((thread) => {
    const step = stepAt(thread, round);
    return step ? [{ thread, step, kind: leading(step.kinds) }] : [];
  });
  const loud = steps.filter(({ kind }) => !quiet.has(kind));
  const rest = ["not mentioned", "continued", "unknown"].map((kind) => ({
    kind,
    steps: steps.filter((one) => one.kind === kind),
  }));
  if (steps.length === 0) return <Empty>{t("changes.none")}</Empty>;
  return (
    <div class="changes">
      {loud.length === 0 && <p>{t("changes.nothing")}</p>}
      <ol>
        {loud.map(({ thread, step, kind }) => (
          <li key={thread.number}>
            <p class="what">
              <span class="number">{thread.number}</span>
              <a class="issue" href={`/issues/${thread.number}#r${step.round ?? step.start}`}>
                <Said>{thread.name}</Said>
              </a>
              <span class="kind">
                <StepMark kind={kind} />{" "}
                {joined(
                  step.kinds
                    .filter((one) => one !== "continued" || step.kinds.length === 1)
                    .map((one) => word("step", one)),
                )}
                {step.with.length > 0 && (
                  <>
                    {" "}
                    {t("changes.with")} <Said>{step.with.join("; ")}</Said>
                  </>
                )}
              </span>
            </p>
            {(step.redlines ?? (step.redline ? [{ side: "", redline: step.redline }] : []))
              .filter((one) => changes(one.redline))
              .map((one) => (
                <Redline key={one.side} redline={one.redline} brief={brief}>
                  <From step={step} side={one.side} />
                </Redline>
              ))}
            {!step.redline && !step.redlines && step.mentions[0] && (
              <p class="quoted">
                <Trail source={step.mentions[0].source} quote={step.mentions[0].words[0] ?? step.mentions[0].quote}>
                  <Said as="q">{step.mentions[0].text}</Said>
                </Trail>
              </p>
            )}
          </li>
        ))}
      </ol>
      {rest.map(
        ({ kind, steps: these }) =>
          these.length > 0 && (
            <p key={kind} class="rest">
              <span class="kind">
                <StepMark kind={kind} /> {word("change", kind)}
              </span>{" "}
              {these.map(({ thread }, i) => (
                <span key={thread.number}>
                  {i > 0 && t("list.semicolon")}
                  <a href={`/issues/${thread.number}`}>
                    <Said>{thread.name}</Said>
                  </a>
                </span>
              ))}
            </p>
          ),
      )}
    </div>
  );
}

/** Where the words of a redline stand: the text of the side that it is of. */
function From({ step, side }: { step: Step; side: string }) {
  const sources = useSources();
  const said =
    step.mentions.find((one) => side !== "" && sources.get(one.source)?.publisher === side) ??
    (side === "" ? step.mentions[0] : undefined);
  return said ? (
    <span class="from">
      {" "}
      <Trail source={said.source} quote={said.words[0] ?? said.quote} />
    </span>
  ) : null;
}
