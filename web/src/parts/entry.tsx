// What an officer entered, as it stands: each field with who set it.
import type { Entry } from "../answers";
import { day, moment } from "../time";
import { t, word } from "../words";
import { Said } from "./said";

/** The order in which a reader wants them; what is not here follows. */
const order = [
  ...[
    "ordinal",
    "state",
    "title",
    "summary",
    "name",
    "kind",
    "status",
    "from",
    "to",
    "with",
    "date",
    "start",
    "end",
    "time",
    "zone",
    "place",
  ],
  ...["lead", "agency", "objective", "position", "their_position", "points", "if_raised", "red_lines", "background"],
];

/** Which field says what the entry is called. */
export function entryName(entry: Entry): string {
  const { fields } = entry;
  if (entry.noun === "round") return fields.ordinal ? t("round.n", { n: fields.ordinal }) : t("entry.a_round");
  if (entry.noun === "meeting") return t("entry.meeting", { when: day(fields.start) });
  if (entry.noun === "link")
    return t("entry.link", { from: fields.from ?? "", relation: word("choice", fields.relation), to: fields.to ?? "" });
  if (entry.noun === "issue" && !fields.name) return t("issue.n", { n: entry.number });
  if (entry.noun === "commitment") return t("follow_ups.n", { n: entry.number });
  if (entry.noun === "agenda")
    return fields.round
      ? t("entry.agenda_round", { n: fields.round })
      : t("entry.agenda_body", { n: fields.body ?? "" });
  return (
    fields.title ?? fields.name ?? fields.summary ?? fields.words ?? `${word("thing", entry.noun)} ${entry.number}`
  );
}

export function entryAddress(noun: string, number: number, fields?: Record<string, string>): string {
  if (noun === "issue") return `/issues/${number}`;
  if (noun === "agenda") return `/agenda?n=${number}`;
  if (noun === "item") return `/agenda?n=${fields?.agenda ?? ""}#i${number}`;
  if (noun === "commitment") return `/follow-ups#f${number}`;
  return `/entries/${noun}/${number}`;
}

function value(name: string, text: string) {
  if (/^\d{4}(-\d\d){1,2}$/.test(text)) return day(text);
  if (["state", "kind", "status", "relation", "instrument", "stage"].includes(name)) return word("choice", text);
  if (["issues", "issue"].includes(name))
    return text.split(/[,\s]+/).map((one, i) => (
      <span key={one}>
        {i > 0 && t("list.comma")}
        <a href={`/issues/${one}`}>{t("issue.n", { n: one })}</a>
      </span>
    ));
  if (["from", "to", "with", "party", "country", "owner"].includes(name)) return word("party", text);
  if (/^https?:\/\//.test(text)) return <code>{text}</code>;
  return <Said>{text}</Said>;
}

export function EntryFields({ entry, without = [] }: { entry: Entry; without?: string[] }) {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const names = Object.keys(entry.fields)
    .filter((name) => !without.includes(name))
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  return (
    <dl class="entry">
      {names.map((name) => {
        const by = entry.set_by[name];
        const lines = (entry.fields[name] ?? "").split("\n");
        return (
          <div key={name}>
            <dt>{word("field", name)}</dt>
            <dd title={by ? `${by.author}, ${moment(by.time)}` : undefined}>
              {lines.length > 1 ? (
                <ul>
                  {lines.map((line) => (
                    <li key={line}>
                      <Said>{line}</Said>
                    </li>
                  ))}
                </ul>
              ) : (
                value(name, lines[0]!)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export function EntryLine({ entry }: { entry: Entry }) {
  const when = entry.fields.date ?? entry.fields.start ?? entry.fields.comments_due;
  return (
    <li>
      <span class="noun">{word("thing", entry.noun)}</span>{" "}
      <a href={entryAddress(entry.noun, entry.number, entry.fields)}>
        <Said>{entryName(entry)}</Said>
      </a>
      {when && <span class="soft"> {day(when, true)}</span>}
    </li>
  );
}
