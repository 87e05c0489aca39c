// A person's word on a fact: right, wrong, or right in other words. It outlives every later reading.
import { useState } from "preact/hooks";
import { change, newest } from "../ask";
import { type Refusal, refusalOf } from "../wire";
import { joined, t, word } from "../words";
import { Hindered, Theirs, useOpened } from "./conflict";
import { Dialog } from "./dialog";
import { Said } from "./said";
import { complain, say } from "./toast";

/** What a fact of each kind may say; `correct` knows them too. */
export const factFields: Record<string, string[]> = {
  published: ["date"],
  dateline: ["place"],
  publisher: ["party"],
  dialogue: ["name", "short"],
  launched: ["date", "occasion"],
  party: ["code"],
  round: ["ordinal"],
  meeting: ["start", "end", "place", "virtual", "zone", "imprecise"],
  session: ["start", "end"],
  head: ["party", "name", "title"],
  area: ["heading", "kind"],
  item: ["area", "acts", "topics"],
  issue: ["kind", "acts", "topics"],
  list: ["open"],
  commitment: ["actor", "due", "due_text"],
  established: ["name", "kind", "date"],
  body: ["name", "relation", "stage", "next_meeting"],
  next_round: ["date", "place"],
};

export function mayCorrect(kind: string): boolean {
  return (factFields[kind]?.length ?? 0) > 0;
}

/** Says yes or no to a fact. */
export async function decide(
  verdict: "confirm" | "reject",
  fact: { id: string; text: string },
  head?: string,
): Promise<boolean> {
  try {
    const answer = await change(verdict, { fact: fact.id }, head);
    say(
      t(verdict === "confirm" ? "decide.confirmed" : "decide.rejected", { what: fact.text.slice(0, 60) }),
      answer.head,
    );
    return true;
  } catch (error) {
    complain(error, (head) => decide(verdict, fact, head));
    return false;
  }
}

export function FactFields({ values }: { values: Record<string, string> }) {
  const names = Object.keys(values);
  if (names.length === 0) return null;
  return (
    <dl class="fact-fields">
      {names.map((name) => (
        <div key={name}>
          <dt>{word("fact_field", name)}</dt>
          <dd>{spoken(name, values[name] ?? "")}</dd>
        </div>
      ))}
    </dl>
  );
}

function spoken(name: string, value: string): string {
  const parts = value.split(/[\s,]+/).filter(Boolean);
  if (name === "acts") return joined(parts.map((one) => word("act", one)));
  if (name === "topics") return joined(parts.map((one) => word("topic", one)));
  if (name === "party" || name === "code" || name === "actor") return word("party", value);
  return value;
}

export function Correct({
  fact,
  values: now,
  head: newestHead,
  close,
}: {
  fact: { id: string; kind: string; text: string };
  values: Record<string, string>;
  head?: string;
  close: () => void;
}) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const names = [...new Set([...(factFields[fact.kind] ?? []), ...Object.keys(now)])];
  const { form, values, head, look, theirs } = useOpened(now, newestHead, names);
  async function send(on: string | undefined) {
    const get = (name: string) => (form.current!.elements.namedItem(name) as HTMLInputElement).value.trim();
    const changed = names.filter((name) => get(name) !== (values[name] ?? "")).map((name) => `${name}=${get(name)}`);
    const because = get("because");
    try {
      const answer = await change("correct", { fact: fact.id, fields: changed, ...(because ? { because } : {}) }, on);
      say(t("decide.corrected"), answer.head);
      close();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  }
  return (
    <Dialog title={t("decide.correct")} close={close}>
      <form
        class="form"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void send(head);
        }}
      >
        <blockquote>
          <Said as="q">{fact.text}</Said>
        </blockquote>
        <Hindered
          refusal={refusal}
          look={() => {
            look();
            setRefusal(null);
          }}
          send={() => void send(refusal?.head ?? newest())}
        />
        <Theirs list={theirs} family="fact_field" />
        <div class="fields">
          {names.map((name) => (
            <p key={name} class="field">
              <label for={`c-${name}`}>{word("fact_field", name)}</label>
              <input id={`c-${name}`} name={name} defaultValue={values[name] ?? ""} autocomplete="off" />
            </p>
          ))}
          <p class="field">
            <label for="c-because">{word("field", "because")}</label>
            <input id="c-because" name="because" autocomplete="off" />
          </p>
        </div>
        <p class="actions">
          <button type="submit" class="main">
            {t("form.save")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
