// The redline between any two mentions of an issue. What the thread does not hold is asked: both mentions' sources, compared.
import type { Mention, Step } from "../answers";
import { useAsk } from "../ask";
import { asking, go, usePlace } from "../route";
import { t } from "../words";
import { Redline, Said, Trail, changes, sourceName, useSources } from "./said";
import { Failed, Waiting } from "./states";

interface Place {
  step: Step;
  mention: Mention;
  key: string;
}

export function Between({ steps, name }: { steps: Step[]; name: (step: Step) => string }) {
  const sources = useSources();
  const places: Place[] = steps.flatMap((step) =>
    step.mentions.map((mention) => ({ step, mention, key: mention.fact })),
  );
  // The address names both, so that a redline can be sent to somebody.
  const { query } = usePlace();
  const named = (name: string) => {
    const key = query.get(name);
    return key ? places.find((one) => one.key.startsWith(key)) : undefined;
  };
  const shown = query.has("from") || query.has("to");
  const a = named("from") ?? places[0]!;
  const b = named("to") ?? places.at(-1)!;
  const show = (from: string, to: string) => go(asking({ from: from.slice(0, 12), to: to.slice(0, 12) }), true);
  const label = (one: Place) => `${name(one.step)} – ${sourceName(sources.get(one.mention.source))}`;
  const choose = (id: string, text: string, value: string, set: (key: string) => void) => (
    <label for={id}>
      {text}{" "}
      <select id={id} value={value} onChange={(event) => set(event.currentTarget.value)}>
        {places.map((one) => (
          <option key={one.key} value={one.key}>
            {label(one)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div class="between">
      <p class="filters">
        {choose("redline-from", t("between.from"), a.key, (key) => show(key, b.key))}
        {choose("redline-to", t("between.to"), b.key, (key) => show(a.key, key))}
        <button
          type="button"
          aria-expanded={shown}
          onClick={() => (shown ? go(asking({ from: null, to: null }), true) : show(a.key, b.key))}
        >
          {shown ? t("between.hide") : t("between.show")}
        </button>
      </p>
      {shown && <Lines a={a} b={b} />}
    </div>
  );
}

function Lines({ a, b }: { a: Place; b: Place }) {
  const same = a.key === b.key;
  const asked = useAsk("redline", same ? null : { from: a.key, to: b.key });
  if (same) return <p class="soft">{t("between.same")}</p>;
  if (asked.value)
    return (
      <div class="between-lines">
        {changes(asked.value) ? <Redline redline={asked.value} /> : <p class="soft">{t("between.same")}</p>}
        <p class="from">
          <Ends a={a} b={b} />
        </p>
      </div>
    );
  if (asked.refusal?.code === "http.no_operation") return <Compared a={a} b={b} />;
  return asked.refusal ? <Failed refusal={asked.refusal} /> : <Waiting />;
}

function Ends({ a, b }: { a: Place; b: Place }) {
  const end = ({ mention }: Place) => <Trail source={mention.source} quote={mention.words[0] ?? mention.quote} />;
  return (
    <>
      {t("between.from")} {end(a)} {t("between.to")} {end(b)}
    </>
  );
}

/** Where the desk makes no redline of any two: its comparison of their sources may hold the line, else side by side. */
function Compared({ a, b }: { a: Place; b: Place }) {
  const same = a.mention.text === b.mention.text;
  const compared = useAsk(
    "compare",
    same || a.mention.source === b.mention.source ? null : { a: a.mention.source, b: b.mention.source },
  );
  const found = compared.value?.issues.find((one) => {
    const runs = one.redline?.runs ?? [];
    const after = runs
      .filter((run) => run.kind !== "erase")
      .map((run) => run.text)
      .join("");
    const before = runs
      .filter((run) => run.kind !== "insert")
      .map((run) => run.old ?? run.text)
      .join("");
    return after === b.mention.text && before === a.mention.text;
  });
  if (same) return <p class="soft">{t("between.same")}</p>;
  if (found?.redline) return <Redline redline={found.redline} />;
  if (compared.loading) return <Waiting />;
  return (
    <>
      {compared.refusal && <Failed refusal={compared.refusal} />}
      <p class="soft">{t("between.side_by_side")}</p>
      <div class="two">
        {[a, b].map((one) => (
          <blockquote key={one.key}>
            <Trail source={one.mention.source} quote={one.mention.words[0] ?? one.mention.quote}>
              <Said>{one.mention.text}</Said>
            </Trail>
          </blockquote>
        ))}
      </div>
    </>
  );
}
