// Forms for the operations that write. Their fields come from the operation table, their words from words/.
import { useId, useState } from "preact/hooks";
import type { Asks } from "../answers";
import { type Operation, forms } from "../api";
import { change, newest, useAsk } from "../ask";
import { type Answer, upload } from "../call";
import { may } from "../session";
import { type Refusal, refusalOf } from "../wire";
import { t, word } from "../words";
import { Hindered, Theirs, type Values, useOpened } from "./conflict";
import { WhyNot } from "./do";
import { Problems } from "./states";
import { say } from "./toast";

interface Field {
  name: string;
  required: boolean;
  kind: string;
  choices: string[];
}

export function fieldsOf(operation: Operation): Field[] {
  const text = forms[operation] ?? "";
  if (!text) return [];
  return text.split(/,(?![^(]*\))/).map((part) => {
    const found = /^([a-z-]+)(!?):([a-z]+)(?:\((.*)\))?$/.exec(part);
    if (!found) throw new Error(part);
    return { name: found[1]!, required: found[2] === "!", kind: found[3]!, choices: found[4]?.split("|") ?? [] };
  });
}

const long = new Set([
  ...[
    "objective",
    "position",
    "their-position",
    "points",
    "if-raised",
    "red-lines",
    "background",
    "text",
    "summary",
    "name-in",
  ],
  ...["biography", "agenda", "outcome", "words", "response", "delegation"],
]);
const dates = new Set([
  ...["start", "end", "date", "due", "window-start", "window-end", "published", "proposed", "adopted", "in-force"],
  ...["withdrawn", "comments-due", "response-due", "established"],
]);
const parties = new Set(["from", "to", "with", "owner", "next", "raised-by", "answered-by", "party", "publisher"]);
/** What a form does not ask unless it is told to. */
const aside = new Set(["edit", "unfenced", "mark", "audience", "because", "file"]);

export type { Values };

interface Properties {
  operation: Operation;
  /** What is given and not asked, such as the number of the thing. */
  fixed?: Record<string, unknown>;
  /** What stands there now; only what differs is sent. */
  values?: Values;
  /** Only these fields, in this order. */
  only?: string[];
  /** Not these. */
  without?: string[];
  head?: string;
  submit?: string;
  done: (answer: Answer<unknown>) => void;
}

export function Form({
  operation,
  fixed = {},
  values: now = {},
  only,
  without = [],
  head: newestHead,
  submit,
  done,
}: Properties) {
  const all = fieldsOf(operation).filter(
    (one) => !(one.name in fixed) && !without.includes(one.name) && one.name !== "edit" && one.name !== "unfenced",
  );
  const main = only
    ? only.flatMap((name) => all.filter((one) => one.name === name))
    : all.filter((one) => !aside.has(one.name));
  const more = only ? [] : all.filter((one) => aside.has(one.name));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [remark, setRemark] = useState<Answer<unknown> | null>(null);
  const [busy, setBusy] = useState(false);
  const { form, values, head, look, theirs } = useOpened(
    now,
    newestHead,
    [...main, ...more].map((one) => one.name),
  );
  const dialogues = useAsk("dialogues", {}).value ?? [];

  async function send(withHead: string | undefined) {
    const element = form.current!;
    setBusy(true);
    setRefusal(null);
    try {
      const request: Record<string, unknown> = { ...fixed };
      for (const field of [...main, ...more]) {
        const control = element.elements.namedItem(field.name);
        if (field.name === "file") {
          const file = (control as HTMLInputElement).files?.[0];
          if (file) request.file = await upload(file);
          continue;
        }
        if (field.kind === "flag") {
          if ((control as HTMLInputElement).checked) request[field.name] = true;
          continue;
        }
        const value = (control as HTMLInputElement).value.replaceAll("\r\n", "\n").trim();
        const before = values[field.name] ?? "";
        if (value === before) {
          if (field.required) request[field.name] = typed(field, value);
          continue;
        }
        request[field.name] = typed(field, value);
      }
      const answer = await change(operation, request as Asks[Operation], withHead);
      if (answer.remark || answer.errors.length) setRemark(answer);
      say(answer.remark ?? t("form.saved"), answer.head);
      done(answer);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setBusy(false);
  }

  const draw = (field: Field) => (
    <Control
      key={field.name}
      field={field}
      value={values[field.name] ?? ""}
      parties={[...new Set(dialogues.flatMap((one) => one.parties))]}
      dialogues={dialogues.map((one) => one.name)}
    />
  );
  return (
    <form
      ref={form}
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send(head);
      }}
    >
      <Hindered
        refusal={refusal}
        look={() => {
          look();
          setRefusal(null);
        }}
        send={() => void send(refusal?.head ?? newest())}
      />
      <Theirs list={theirs} family="field" />
      <Problems remark={remark?.remark} errors={remark?.errors} />
      <div class="fields">{main.map(draw)}</div>
      {more.length > 0 && (
        <details class="more">
          <summary>{t("form.more")}</summary>
          <div class="fields">{more.map(draw)}</div>
        </details>
      )}
      <p class="actions">
        <button type="submit" class="main" disabled={busy || !may(operation)}>
          {busy ? t("form.saving") : (submit ?? t("form.save"))}
        </button>
      </p>
      <WhyNot operation={operation} />
    </form>
  );
}

function typed(field: Field, value: string): unknown {
  if (field.kind === "number") return value === "" ? undefined : Number(value);
  if (field.kind === "texts") return value.split("\n").filter(Boolean);
  return value;
}

function Control({
  field,
  value,
  parties: known,
  dialogues,
}: { field: Field; value: string; parties: string[]; dialogues: string[] }) {
  const { name, required } = field;
  const id = `${useId()}-${name}`;
  const common = { id, name, required, defaultValue: value };
  const label = (
    <label for={id}>
      {word("field", name)}
      {required && <span class="soft"> {t("form.required")}</span>}
    </label>
  );
  if (field.kind === "flag")
    return (
      <p class="field flag">
        <input id={id} name={name} type="checkbox" /> {label}
      </p>
    );
  const choices =
    name === "dialogue" ? dialogues : name === "mark" ? marks : name === "audience" ? audiences : field.choices;
  if (choices.length > 0) {
    const offered = value && !choices.includes(value) ? [value, ...choices] : choices;
    return (
      <p class="field">
        {label}
        <select id={id} name={name} required={required}>
          {!(required && value) && <option value="" />}
          {offered.map((one) => (
            <option key={one} value={one} selected={one === value}>
              {name === "dialogue" ? one : word("choice", one)}
            </option>
          ))}
        </select>
      </p>
    );
  }
  if (field.kind === "texts" || long.has(name))
    return (
      <p class="field wide">
        {label}
        <textarea {...common} rows={Math.min(10, Math.max(2, value.split("\n").length + 1))} />
      </p>
    );
  if (name === "file")
    return (
      <p class="field">
        {label}
        <input id={id} name={name} type="file" />
      </p>
    );
  if (field.kind === "number")
    return (
      <p class="field short">
        {label}
        <input {...common} type="number" min={0} />
      </p>
    );
  if (dates.has(name))
    return (
      <p class="field short">
        {label}
        <input
          {...common}
          placeholder={t("form.date")}
          pattern="\d{4}(-\d\d){0,2}"
          title={t("form.date_help")}
          autocomplete="off"
        />
      </p>
    );
  if (parties.has(name))
    return (
      <p class="field short">
        {label}
        <input {...common} list={`${id}-list`} autocomplete="off" />
        <datalist id={`${id}-list`}>
          {known.map((one) => (
            <option key={one} value={one}>
              {word("party", one)}
            </option>
          ))}
        </datalist>
      </p>
    );
  return (
    <p class="field">
      {label}
      <input {...common} autocomplete="off" />
    </p>
  );
}

// The installed lists; a desk may have its own, which no operation tells yet.
const marks = ["unmarked", "sensitive", "restricted"];
const audiences = ["public", "both sides", "own delegation"];
