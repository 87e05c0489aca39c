// All rounds of all dialogues: one line in time, and a table.
import type { Dialogue, Round } from "../answers";
import { Calendar } from "../parts/calendar";
import { useParts } from "../parts/more";
import { Party, Said } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { Wide } from "../parts/wide";
import { may } from "../session";
import { roundAddress, useDialogue } from "../threads";
import { days } from "../time";
import { t, word } from "../words";

const page = 500;
/** So many dialogues are shown even where they have no round yet. */
const few = 50;

export function RoundsPage() {
  const { asked, more } = useParts("rounds", {}, page);
  const { all: every } = useDialogue();
  const shown = new Set(asked.value?.map((round) => round.dialogue));
  const all = every.length > few ? every.filter((one) => shown.has(one.name)) : every;
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.rounds")}</h1>
      <p class="actions">
        {may("round-plan") && (
          <a class="button" href="/entries/round?new=1">
            {t("rounds.plan")}
          </a>
        )}
        <Calendar />
      </p>
      <Show asked={asked}>
        {(rounds) =>
          rounds.length === 0 ? (
            <Empty>{t("rounds.none")}</Empty>
          ) : (
            <>
              <Timeline rounds={rounds} all={all} />
              {all.map((dialogue) => (
                <section key={dialogue.id}>
                  <h2>
                    <Said>{dialogue.name}</Said>
                  </h2>
                  <Table
                    rounds={rounds.filter((round) => round.dialogue === dialogue.name)}
                    all={all}
                    name={dialogue.name}
                  />
                </section>
              ))}
              {more}
            </>
          )
        }
      </Show>
    </>
  );
}

export function address(round: Round, all: Dialogue[]): string {
  if (round.kind === "round" && round.ordinal !== undefined && round.sources.length > 0)
    return roundAddress(round, all);
  if (round.entered) return `/entries/round/${round.entered.number}`;
  return `/sources/${round.sources[0]?.slice(0, 8) ?? ""}`;
}

export function nameOf(round: Round): string {
  return round.kind === "round"
    ? round.ordinal === undefined
      ? t("entry.a_round")
      : t("round.n", { n: round.ordinal })
    : word("occasion", round.kind);
}

function Table({ rounds, all, name }: { rounds: Round[]; all: Dialogue[]; name: string }) {
  const sorted = [...rounds].sort((a, b) => (a.start ?? "9").localeCompare(b.start ?? "9"));
  return (
    <Wide label={name}>
      <table class="rounds">
        <thead>
          <tr>
            <th scope="col">{t("rounds.what")}</th>
            <th scope="col">{t("rounds.when")}</th>
            <th scope="col">{t("rounds.where")}</th>
            <th scope="col">{t("rounds.led")}</th>
            <th scope="col">{t("rounds.texts")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((round) => (
            <tr key={round.kind + round.start}>
              <th scope="row">
                <a href={address(round, all)}>{nameOf(round)}</a>
              </th>
              <td class="when">{days(round.start, round.end, true)}</td>
              <td>
                {round.place ? (
                  <Said>{round.place}</Said>
                ) : round.virtual ? (
                  t("rounds.virtual")
                ) : (
                  <span class="soft">{t("rounds.no_place")}</span>
                )}
              </td>
              <td>
                {round.heads.map((head) => (
                  <span key={head.name} class="head">
                    <Said>{head.name}</Said> <Party code={head.party} />
                  </span>
                ))}
                {round.heads.length === 0 && round.entered && (
                  <span class="soft">{word("round_state", round.entered.fields.state)}</span>
                )}
              </td>
              <td class="number">{round.sources.length || ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

const width = 1000;
const left = 14;

function Timeline({ rounds, all }: { rounds: Round[]; all: Dialogue[] }) {
  const dated = rounds.filter((round) => round.start);
  const at = (text: string) =>
    Date.parse(text.length === 7 ? `${text}-15` : text.length === 4 ? `${text}-07-01` : text);
  if (dated.length === 0) return null;
  const first = Math.min(...dated.map((round) => at(round.start!)));
  const final = Math.max(...dated.map((round) => at(round.end ?? round.start!)));
  const span = Math.max(1, final - first);
  const x = (text: string) => left + ((at(text) - first) / span) * (width - 2 * left);
  const years: number[] = [];
  for (let year = new Date(first).getUTCFullYear(); year <= new Date(final).getUTCFullYear(); ++year) years.push(year);
  const row = 62;
  return (
    <figure class="timeline wide" aria-label={t("rounds.timeline")}>
      <svg viewBox={`0 0 ${width} ${all.length * row + 30}`} role="group" aria-label={t("rounds.timeline")}>
        {years.map((year) => {
          const where = x(`${year}-01-01`);
          return where < 0 ? null : (
            <g key={year}>
              <path class="grid" d={`M${where} 0V${all.length * row + 8}`} />
              <text class="small middle" x={Math.max(16, where)} y={all.length * row + 24}>
                {year}
              </text>
            </g>
          );
        })}
        {all.map((dialogue, i) => {
          const y = i * row + 42;
          return (
            <g key={dialogue.id}>
              <text class="small" x={left - 12} y={y - 22} lang="en">
                {dialogue.short_name ?? dialogue.name}
              </text>
              <path class="axis" d={`M${left - 12} ${y}H${width - left + 12}`} />
              {dated
                .filter((round) => round.dialogue === dialogue.name)
                .map((round) => {
                  const where = x(round.start!);
                  const held = round.sources.length > 0;
                  return (
                    <a
                      key={round.kind + round.start}
                      href={address(round, all)}
                      aria-label={`${nameOf(round)}, ${days(round.start, round.end)}`}
                    >
                      <title>{`${nameOf(round)}, ${days(round.start, round.end)}`}</title>
                      {round.kind === "round" ? (
                        <>
                          <circle class={held ? "full" : "ring"} cx={where} cy={y} r="11.5" />
                          <text class={`middle strong ${held ? "inverse" : ""}`} x={where} y={y + 4.5}>
                            {round.ordinal}
                          </text>
                        </>
                      ) : (
                        <path class="full" d={`M${where} ${y - 7}l7 7-7 7-7-7z`} />
                      )}
                    </a>
                  );
                })}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
