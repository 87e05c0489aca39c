// Two sources side by side: what one changes against the other, or where two sides tell one round differently.
import type { Comparison, Redline as RedlineOf, Source } from "../answers";
import { useAsk } from "../ask";
import { Redline, Said, Trail, changes, named, sourceAddress, sourceName } from "../parts/said";
import { Empty, Failed, Waiting } from "../parts/states";
import { StepKinds } from "../parts/steps";
import { asking, go, usePlace } from "../route";
import { useDialogue, useRounds } from "../threads";
import { t, word } from "../words";

interface Difference {
  what: string;
  kind: string;
  sentence: string;
  left_source: string | null;
  left: { start: number; end: number; text: string } | null;
  right_source: string | null;
  right: { start: number; end: number; text: string } | null;
}

export function ComparePage() {
  const { query } = usePlace();
  const sources = [...(useAsk("sources", { newest: true, limit: named }).value ?? [])].reverse();
  const { one: first } = useDialogue();
  const { rounds } = useRounds(first?.name);
  const find = (text: string | null) =>
    sources.find((one) => text && (one.sha256.startsWith(text) || one.file_name === text));
  // Without a choice: the last two rounds of the desk's first dialogue.
  const read = rounds.filter((one) => one.sources.length > 0);
  const a = find(query.get("a") ?? read.at(-2)?.sources[0] ?? null);
  const b = find(query.get("b") ?? read.at(-1)?.sources[0] ?? null);
  const asked = useAsk("compare", a && b && a !== b ? { a: a.sha256, b: b.sha256, standing: true } : null);
  const choose = (name: "a" | "b", chosen: Source | undefined) => (
    <label>
      {name === "a" ? t("compare.a") : t("compare.b")}
      <select
        value={chosen?.sha256 ?? ""}
        onChange={(event) =>
          go(
            asking({
              a: a?.sha256.slice(0, 8) ?? null,
              b: b?.sha256.slice(0, 8) ?? null,
              [name]: event.currentTarget.value.slice(0, 8),
            }),
            true,
          )
        }
      >
        <option value="" />
        {sources.map((one) => (
          <option key={one.sha256} value={one.sha256}>
            {sourceName(one)} – {one.title ?? one.file_name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.compare")}</h1>
      <div class="filters two-sources">
        {choose("a", a)}
        {choose("b", b)}
        {a && b && (
          <button type="button" onClick={() => go(asking({ a: b.sha256.slice(0, 8), b: a.sha256.slice(0, 8) }), true)}>
            {t("compare.swap")}
          </button>
        )}
      </div>
      {sources.length > 0 && (!a || !b) && <Empty>{t("compare.choose")}</Empty>}
      {a && a === b && <Empty>{t("compare.same")}</Empty>}
      {asked.refusal && <Failed refusal={asked.refusal} />}
      {asked.loading && a && b && !asked.value && <Waiting />}
      {asked.value && <Result value={asked.value} />}
    </>
  );
}

function Result({ value }: { value: Comparison }) {
  const differences = (value.differences as Difference[] | undefined) ?? [];
  const standing = value.standing as { redline?: RedlineOf } | undefined;
  const issues = value.issues ?? [];
  const changed = issues.filter((one) => changes(one.redline));
  const rest = issues.filter((one) => !changes(one.redline));
  return (
    <>
      <p class="lede">{value.same_round ? t("compare.one_round") : t("compare.two_rounds", { n: changed.length })}</p>
      {differences.length > 0 && (
        <table class="differences">
          <thead>
            <tr>
              <th scope="col">{t("compare.finding")}</th>
              <th scope="col">
                <a href={sourceAddress(value.a.sha256)}>{sourceName(value.a)}</a>
              </th>
              <th scope="col">
                <a href={sourceAddress(value.b.sha256)}>{sourceName(value.b)}</a>
              </th>
            </tr>
          </thead>
          <tbody>
            {differences.map((one) => {
              const cell = (source: string | null, quote: Difference["left"]) =>
                source && quote ? (
                  <Trail source={source} quote={quote}>
                    <Said as="q">{quote.text}</Said>
                  </Trail>
                ) : (
                  <span class="soft">–</span>
                );
              return (
                <tr key={one.sentence}>
                  <th scope="row">
                    <b class={one.kind === "both" ? "soft" : "late"}>{word("difference", one.kind)}</b>{" "}
                    <span lang="en">{one.sentence}</span>
                  </th>
                  <td>{cell(one.left_source, one.left)}</td>
                  <td>{cell(one.right_source, one.right)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {changed.length > 0 && (
        <section class="changes" aria-labelledby="reworded">
          <h2 id="reworded">{t("compare.reworded")}</h2>
          <ol>
            {changed.map((one) => (
              <li key={one.issue + one.because}>
                <p class="what">
                  <span class="issue">
                    <Said>{one.issue}</Said>
                  </span>
                  <span class="kind">
                    <StepKinds kinds={one.kinds} />
                  </span>
                </p>
                {one.redline && <Redline redline={one.redline} />}
              </li>
            ))}
          </ol>
        </section>
      )}
      {standing?.redline && changes(standing.redline) && (
        <section aria-labelledby="standing">
          <h2 id="standing">{t("compare.standing")}</h2>
          <Redline redline={standing.redline} />
        </section>
      )}
      {rest.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">{t("compare.others")}</h2>
          <table>
            <thead class="aside">
              <tr>
                <th scope="col">{t("issues.issue")}</th>
                <th scope="col">{t("issues.state")}</th>
                <th scope="col">{t("compare.because")}</th>
              </tr>
            </thead>
            <tbody>
              {rest.map((one) => (
                <tr key={one.issue + one.because}>
                  <th scope="row">
                    <Said>{one.issue}</Said>
                  </th>
                  <td>
                    <StepKinds kinds={one.kinds} />
                  </td>
                  <td class="soft" lang="en">
                    {one.because}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
