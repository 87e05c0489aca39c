// One round: when, where, who led, what changed, and each side's text of it.
import type { Round, Source, Thread } from "../answers";
import { useAsk } from "../ask";
import { useKeys } from "../keys";
import { Changes } from "../parts/changes";
import { Promises } from "../parts/promises";
import { Party, Said, Trail, sourceAddress, sourceName, useSources } from "../parts/said";
import { Empty, Show, Waiting } from "../parts/states";
import { Wide } from "../parts/wide";
import { go } from "../route";
import { roundAddress, stepAt, useDialogue, useRounds, useThreads } from "../threads";
import { days } from "../time";
import { t, word } from "../words";

export function RoundPage({ dialogue: id, ordinal }: { dialogue: string | null; ordinal: string }) {
  const { all, asked } = useDialogue();
  const dialogue = id ? all.find((one) => one.id === id) : all[0];
  const { rounds, asked: list } = useRounds(dialogue?.name);
  const round = rounds.find((one) => String(one.ordinal) === ordinal);
  if (!asked.value || (dialogue && !list.value))
    return (
      <>
        <h1 tabIndex={-1}>{t("round.n", { n: ordinal })}</h1>
        {asked.value ? <Show asked={list}>{() => <Waiting />}</Show> : <Show asked={asked}>{() => <Waiting />}</Show>}
      </>
    );
  if (!dialogue || !round)
    return (
      <>
        <h1 tabIndex={-1}>{t("round.unknown")}</h1>
        <p>
          <a href="/rounds">{t("round.all")}</a>
        </p>
      </>
    );
  return <One round={round} rounds={rounds} />;
}

function One({ round, rounds }: { round: Round; rounds: Round[] }) {
  const { all } = useDialogue();
  const sources = useSources();
  const { threads, loading } = useThreads(round.dialogue);
  const read = rounds.filter((one) => one.sources.length > 0);
  const i = read.indexOf(round);
  const before = read[i - 1];
  const after = read[i + 1];
  const to = (one: Round | undefined) => () => one && go(roundAddress(one, all));
  useKeys({ "[": to(before), "]": to(after) });
  const texts = round.sources.flatMap((hash) => sources.get(hash) ?? []);
  // Each heading once, where it stands.
  const areas = [
    ...new Map(
      threads
        .flatMap((thread) => stepAt(thread, round)?.mentions ?? [])
        .flatMap((mention) => (mention.heading ? [[mention.heading, mention] as const] : [])),
    ).values(),
  ];
  const owed = (useAsk("follow-ups", { dialogue: round.dialogue, all: true }).value ?? []).filter(
    (one) => one.round === round.ordinal,
  );
  return (
    <>
      <p class="kicker">
        <Said>{round.dialogue}</Said>
      </p>
      <h1 tabIndex={-1}>
        {t("round.n", { n: round.ordinal ?? "" })}
        <span class="when">{days(round.start, round.end)}</span>
      </h1>
      <nav class="pager" aria-label={t("round.others")}>
        {before ? (
          <a href={roundAddress(before, all)} rel="prev">
            ← {t("round.n", { n: before.ordinal ?? "" })}
          </a>
        ) : (
          <span />
        )}
        {after && (
          <a href={roundAddress(after, all)} rel="next">
            {t("round.n", { n: after.ordinal ?? "" })} →
          </a>
        )}
      </nav>
      <div class="columns">
        <section aria-labelledby="changed">
          <h2 id="changed">{before ? t("round.changed", { n: before.ordinal ?? "" }) : t("round.first")}</h2>
          {loading ? <Waiting /> : <Changes threads={threads} round={round} brief={false} />}
          <Sides threads={threads} round={round} texts={texts} />
        </section>
        <div class="beside">
          <section aria-labelledby="facts">
            <h2 id="facts">{t("round.facts")}</h2>
            <dl class="entry">
              {(round.dates ?? []).map((one) => (
                <div key={one.quote.source}>
                  <dt>{t("rounds.when")}</dt>
                  <dd>
                    {days(one.start, one.end)} {one.zone && <span class="soft">{one.zone} </span>}
                    {one.week && <span class="soft">{t("round.week")} </span>}
                    <Trail quote={one.quote} source={one.quote.source} />
                  </dd>
                </div>
              ))}
              <div>
                <dt>{t("rounds.where")}</dt>
                <dd>
                  {round.place ? (
                    <Said>{round.place}</Said>
                  ) : round.virtual ? (
                    t("rounds.virtual")
                  ) : (
                    <span class="soft">{t("rounds.no_place")}</span>
                  )}
                </dd>
              </div>
              {round.heads.map((head) => (
                <div key={head.name}>
                  <dt>
                    <Party code={head.party} />
                  </dt>
                  <dd>
                    <Trail quote={head.quote} source={head.quote.source}>
                      <Said>{head.name}</Said>
                    </Trail>
                    {head.title && (
                      <span class="soft">
                        {t("list.comma")}
                        <Said>{head.title}</Said>
                      </span>
                    )}
                  </dd>
                </div>
              ))}
              {areas.length > 0 && (
                <div>
                  <dt>{t("round.areas")}</dt>
                  <dd>
                    {areas.map((mention, i) => (
                      <span key={mention.fact}>
                        {i > 0 && t("list.semicolon")}
                        <Trail quote={mention.quote} source={mention.source}>
                          <Said>{mention.heading ?? ""}</Said>
                        </Trail>
                      </span>
                    ))}
                  </dd>
                </div>
              )}
              {(round.head_unknown ?? []).map((code) => (
                <div key={code}>
                  <dt>
                    <Party code={code} />
                  </dt>
                  <dd class="soft">{t("round.head_unknown")}</dd>
                </div>
              ))}
            </dl>
          </section>
          <Texts texts={texts} />
          <section aria-labelledby="owed">
            <h2 id="owed">{t("round.promised")}</h2>
            {owed.length === 0 && <Empty>{t("round.nothing_promised")}</Empty>}
            <Promises all={owed} />
          </section>
          <p class="actions">
            <a class="button" href={`/readout?round=${round.ordinal}`}>
              {t("round.draft")}
            </a>
          </p>
        </div>
      </div>
    </>
  );
}

/** What each side's text says of each issue, beside the other's. */
function Sides({ threads, round, texts }: { threads: Thread[]; round: Round; texts: Source[] }) {
  const sides = [...new Set(texts.map((one) => one.publisher ?? ""))].sort();
  const publisher = new Map(texts.map((one) => [one.sha256, one.publisher ?? ""]));
  const rows = threads.flatMap((thread) => {
    const mentions = stepAt(thread, round)?.mentions ?? [];
    return mentions.length > 0 ? [{ thread, mentions }] : [];
  });
  if (sides.length < 2 || rows.length === 0) return null;
  return (
    <div>
      <h2>{t("round.sides")}</h2>
      <Wide label={t("round.sides")}>
        <table class="sides">
          <thead>
            <tr>
              <th scope="col">{t("issues.issue")}</th>
              {sides.map((side) => (
                <th key={side} scope="col">
                  {side ? word("party", side) : t("source.unsigned")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ thread, mentions }) => (
              <tr key={thread.number}>
                <th scope="row">
                  <a href={`/issues/${thread.number}`}>
                    <Said>{thread.name}</Said>
                  </a>
                </th>
                {sides.map((side) => {
                  const said = mentions.filter((one) => publisher.get(one.source) === side);
                  return (
                    <td key={side}>
                      {said.map((one) => (
                        <p key={one.fact}>
                          <Trail source={one.source} quote={one.words[0] ?? one.quote}>
                            <Said as="q">{one.text}</Said>
                          </Trail>
                        </p>
                      ))}
                      {said.length === 0 && <span class="soft">–</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

function Texts({ texts }: { texts: Source[] }) {
  const sides = new Set(texts.map((one) => one.publisher));
  return (
    <section aria-labelledby="texts">
      <h2 id="texts">{t("round.texts")}</h2>
      <ul class="plain">
        {texts.map((one) => (
          <li key={one.sha256}>
            <a href={sourceAddress(one.sha256)}>
              <Said>{one.title ?? one.file_name}</Said>
            </a>{" "}
            <span class="soft">
              {sourceName(one)}
              {one.excerpt && ` · ${t("source.excerpt")}`}
            </span>
          </li>
        ))}
      </ul>
      {texts.length > 1 && sides.size > 1 && (
        <p>
          <a href={`/compare?a=${texts[0]!.sha256.slice(0, 8)}&b=${texts[1]!.sha256.slice(0, 8)}`}>
            {t("round.compare")}
          </a>
        </p>
      )}
    </section>
  );
}
