// The briefing for the next round, as it will be printed: each sentence shows what it rests on and leads there.
import { Fragment } from "preact";
import type { Brief, BriefBlock, BriefRun, BriefTable } from "../answers";
import { useAsk } from "../ask";
import { paper } from "../call";
import { settings } from "../look";
import { ChooseDialogue } from "../parts/choose";
import { sourceAddress } from "../parts/said";
import { Empty, Failed, Problems, Waiting } from "../parts/states";
import { complain } from "../parts/toast";
import { asking, go, usePlace } from "../route";
import { useDialogue, useRounds } from "../threads";
import { t, word } from "../words";

export function BriefingPage() {
  const { query } = usePlace();
  const { all, one, asked: dialogues } = useDialogue();
  const { rounds } = useRounds(one?.name);
  const profile = (query.get("profile") ?? "delegation") as "delegation" | "minister" | "public";
  const language = query.get("language") ?? settings.language;
  const leave = query.get("leave") === "1";
  const round = query.get("round") ?? "";
  const request = {
    profile,
    language,
    ...(one ? { dialogue: one.name } : {}),
    ...(leave ? { "leave-out": true } : {}),
    ...(round ? { round } : {}),
  };
  const asked = useAsk("brief", one ? request : null);
  const hidden = (query.get("without") ?? "").split(",").filter(Boolean);
  const set = (name: string) => (event: { currentTarget: HTMLSelectElement }) =>
    go(asking({ [name]: event.currentTarget.value }), true);
  const brief = asked.value;
  return (
    <>
      <div class="no-print">
        <h1 tabIndex={-1}>{t("nav.briefing")}</h1>
        <div class="filters">
          <ChooseDialogue all={all} chosen={one} choose={(d) => go(asking({ d }), true)} />
          <label>
            {t("round.word")}
            <select value={round} onChange={set("round")}>
              <option value="">{t("briefing.next")}</option>
              {rounds
                .filter((each) => each.sources.length > 0)
                .map((each) => (
                  <option key={each.start} value={each.ordinal}>
                    {each.ordinal}
                  </option>
                ))}
            </select>
          </label>
          <label>
            {t("paper.profile")}
            <select value={profile} onChange={set("profile")}>
              {["delegation", "minister", "public"].map((each) => (
                <option key={each} value={each}>
                  {word("choice", each)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {word("field", "language")}
            <select value={language} onChange={set("language")}>
              <option value="en">{word("choice", "en")}</option>
              <option value="ja">{word("choice", "ja")}</option>
            </select>
          </label>
          <label class="flag">
            <input
              type="checkbox"
              checked={leave}
              onChange={(event) => go(asking({ leave: event.currentTarget.checked ? "1" : null }), true)}
            />{" "}
            {t("briefing.leave_out")}
          </label>
        </div>
        <p class="actions">
          {["html", "docx", "md", "json"].map((format) => (
            <button key={format} type="button" onClick={() => void paper("brief", request, format).catch(complain)}>
              {format.toUpperCase()}
            </button>
          ))}
          <button type="button" onClick={() => print()}>
            {t("briefing.print")}
          </button>
        </p>
        <Problems remark={asked.answer?.remark} errors={asked.answer?.errors} />
        {dialogues.refusal && !one && <Failed refusal={dialogues.refusal} />}
        {dialogues.value && !one && <Empty>{t("desk.no_round")}</Empty>}
        {asked.refusal && <Failed refusal={asked.refusal} />}
        {asked.loading && !brief && <Waiting />}
      </div>
      {brief && (
        <div class="columns book">
          <Paper brief={brief} hidden={hidden} />
          <nav class="beside no-print" aria-labelledby="sections">
            <h2 id="sections">{t("briefing.sections")}</h2>
            <p class="hint">{t("briefing.sections_help")}</p>
            <ul class="plain">
              {brief.sections.map((section) => (
                <li key={section.id}>
                  <input
                    id={`show-${section.id}`}
                    type="checkbox"
                    checked={!hidden.includes(section.id)}
                    onChange={(event) =>
                      go(
                        asking({
                          without: (event.currentTarget.checked
                            ? hidden.filter((id) => id !== section.id)
                            : [...hidden, section.id]
                          ).join(","),
                        }),
                        true,
                      )
                    }
                  />
                  <label for={`show-${section.id}`} lang={brief.meta.language}>
                    {named(section.title)}
                  </label>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      )}
    </>
  );
}

/** A title without the small letters behind it. */
function named(runs: BriefRun[]): string {
  return runs
    .filter((run) => run.look !== "mark" && run.text !== "\u2009")
    .map((run) => run.text)
    .join("")
    .trim();
}

function Paper({ brief, hidden }: { brief: Brief; hidden: string[] }) {
  return (
    <article class="paper" lang={brief.meta.language}>
      <header>
        <p class="kicker">
          <Runs runs={brief.head.kicker} />
        </p>
        <h2 class="title">
          <Runs runs={brief.head.title} />
        </h2>
        <p class="byline">
          <Runs runs={brief.head.byline} />
        </p>
      </header>
      {brief.sections
        .filter((section) => !hidden.includes(section.id))
        .map((section) => (
          <section key={section.id} id={`s-${section.id}`}>
            <h2>
              <Runs runs={section.title} />
            </h2>
            <Blocks blocks={section.blocks} />
          </section>
        ))}
    </article>
  );
}

function Runs({ runs = [] }: { runs?: BriefRun[] }) {
  return (
    <>
      {runs.map((run, i) => (
        <One key={i} run={run} />
      ))}
    </>
  );
}

function One({ run }: { run: BriefRun }) {
  if (run.look === "mark") {
    const { source, start, end } = run.args ?? {};
    const address = source ? sourceAddress(source, Number(start), Number(end)) : (run.link ?? "");
    return (
      <sup>
        <a href={address.replace(/^#/, "#b-")}>{run.text}</a>
      </sup>
    );
  }
  if (run.rests_on === "quote" && run.source)
    return (
      <a class="quote" href={sourceAddress(run.source, run.start, run.end)}>
        {run.text}
      </a>
    );
  switch (run.look) {
    case "strong":
      return <b>{run.text}</b>;
    case "soft":
      return <span class="soft">{run.text}</span>;
    case "erased":
      return <del>{run.text}</del>;
    case "inserted":
      return <ins>{run.text}</ins>;
    case "code":
      return <code>{run.text}</code>;
    default:
      return run.rests_on === "officer" ? <i>{run.text}</i> : <>{run.text}</>;
  }
}

function Blocks({ blocks }: { blocks: BriefBlock[] }) {
  const groups: BriefBlock[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === "list_item" && last?.[0]?.kind === "list_item") last.push(block);
    else groups.push([block]);
  }
  return (
    <>
      {groups.map((group, i) => (
        <Fragment key={i}>
          {group[0]!.kind === "list_item" ? (
            <ul>
              {group.map((block, j) => (
                <li key={j} class={block.style === "officer" ? "own" : ""}>
                  <Runs runs={block.runs} />
                </li>
              ))}
            </ul>
          ) : (
            <Block block={group[0]!} />
          )}
        </Fragment>
      ))}
    </>
  );
}

function Block({ block }: { block: BriefBlock }) {
  const id = block.anchor ? `b-${block.anchor}` : undefined;
  switch (block.kind) {
    case "heading":
      return block.level && block.level > 3 ? (
        <h4 id={id}>
          <Runs runs={block.runs} />
        </h4>
      ) : (
        <h3 id={id}>
          <Runs runs={block.runs} />
        </h3>
      );
    case "quote":
      return (
        <blockquote id={id}>
          <Runs runs={block.runs} />
        </blockquote>
      );
    case "redline":
      return (
        <p class="redline" id={id}>
          <Runs runs={block.runs} />
        </p>
      );
    case "note":
      return (
        <p class="note" id={id}>
          <Runs runs={block.runs} />
        </p>
      );
    case "table":
      return block.table ? <Table table={block.table} small={block.style === "small"} /> : null;
    case "figure":
      return block.figure ? (
        <figure id={id}>
          <figcaption class="soft">
            <Runs runs={block.figure.title} />
          </figcaption>
          <Table table={block.figure.table} small />
        </figure>
      ) : null;
    default:
      return (
        <p
          id={id}
          class={
            block.style === "lede"
              ? "lede"
              : block.style === "officer"
                ? "officer"
                : block.style === "legend"
                  ? "hint"
                  : block.style === "small" || block.style === "thread"
                    ? "from"
                    : ""
          }
        >
          <Runs runs={block.runs} />
        </p>
      );
  }
}

function Table({ table, small }: { table: BriefTable; small?: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <div class="wide" tabIndex={0}>
      <table class={small ? "small" : ""}>
        <thead>
          <tr>
            {table.head.map((cell, i) => (
              <th key={i} scope="col">
                <Runs runs={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>
                  <Runs runs={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
