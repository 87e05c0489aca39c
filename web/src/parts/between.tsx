// The redline between any two mentions of an issue. What the thread does not hold is asked: both mentions' sources, compared.
import { useState } from "preact/hooks";
import type { Mention, Step } from "../answers";
import { useAsk } from "../ask";
import { t } from "../words";
import { Redline, Said, Trail, sourceName, useSources } from "./said";
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
  const [from, setFrom] = useState(places[0]!.key);
  const [to, setTo] = useState(places.at(-1)!.key);
  const [shown, setShown] = useState(false);
  const a = places.find((one) => one.key === from) ?? places[0]!;
  const b = places.find((one) => one.key === to) ?? places.at(-1)!;
  const label = (one: Place) => `${name(one.step)} – ${sourceName(sources.get(one.mention.source))}`;
  const choose = (id: string, text: string, value: string, set: (key: string) => void) => (
    <label for={id}>
      {text}{" "}
      <select
        id={id}
        value={value}
        onChange={(event) => {
          set(event.currentTarget.value);
          setShown(true);
        }}
      >
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
        {choose("redline-from", t("between.from"), from, setFrom)}
        {choose("redline-to", t("between.to"), to, setTo)}
        <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t("between.hide") : t("between.show")}
        </button>
      </p>
      {shown && <Lines a={a} b={b} />}
    </div>
  );
}

function Lines({ a, b }: { a: Place; b: Place }) {
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
