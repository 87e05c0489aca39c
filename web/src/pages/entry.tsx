// One entry: its fields, who set each and when, its mark; edited and marked here.
import { useState } from "preact/hooks";
import type { Asks, Entry } from "../answers";
import type { Operation } from "../api";
import { useAsk } from "../ask";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { EntryFields, entryName } from "../parts/entry";
import { Form, type Values } from "../parts/form";
import { Mark, MarkWords } from "../parts/mark";
import { Said } from "../parts/said";
import { Failed, Waiting } from "../parts/states";
import { moment } from "../time";
import { t, word } from "../words";

interface Edit {
  operation: Operation;
  fixed: Record<string, unknown>;
  values?: Values;
  only?: string[];
}

export function EntryPage({ noun, number }: { noun: string; number: number }) {
  const asked = useAsk("entry", { noun: noun as Asks["entry"]["noun"], number });
  if (asked.refusal && !asked.value)
    return (
      <>
        <h1 tabIndex={-1}>{t("entry.unknown")}</h1>
        <Failed refusal={asked.refusal} />
      </>
    );
  if (asked.value) return <One entry={asked.value} head={asked.answer?.head ?? ""} />;
  return (
    <>
      <h1 tabIndex={-1}>{word("noun", noun)}</h1>
      <Waiting />
    </>
  );
}

/** What changes an entry of this kind. */
function editing(entry: Entry, values: Values): Edit | null {
  const { number } = entry;
  switch (entry.noun) {
    case "round":
    case "contact":
    case "paper":
    case "body":
    case "measure":
      return { operation: `${entry.noun}-set` as Operation, fixed: { number }, values };
    case "meeting":
      return { operation: "body-meet", fixed: { number: Number(entry.fields.body), meeting: number }, values };
    case "person":
      return { operation: "person-set", fixed: { name: entry.fields.name ?? "" }, values };
    default:
      return null;
  }
}

const steps: { operation: Operation; from: string[]; only: string[] }[] = [
  {
    operation: "round-confirm",
    from: ["planned", "postponed"],
    only: ["start", "end", "time", "zone", "place", "because"],
  },
  { operation: "round-hold", from: ["planned", "confirmed"], only: ["start", "end", "place", "because"] },
  { operation: "round-postpone", from: ["planned", "confirmed"], only: ["window-start", "window-end", "because"] },
  { operation: "round-cancel", from: ["planned", "confirmed", "postponed"], only: ["because"] },
];

function One({ entry, head }: { entry: Entry; head: string }) {
  const [edit, setEdit] = useState<Edit | null>(null);
  const values = Object.fromEntries(
    Object.entries(entry.fields).map(([name, value]) => [name.replaceAll("_", "-"), value]),
  );
  const ownEdit = editing(entry, values);
  const which = String(entry.number);
  return (
    <>
      <p class="kicker">
        <a href={`/entries/${entry.noun}`}>{word("noun", entry.noun)}</a> · {t("entry.n", { n: entry.number })}
      </p>
      <h1 tabIndex={-1}>
        <Said>{entryName(entry)}</Said>
      </h1>
      <p class="byline">
        {t("entry.entered", {
          author: entry.author ?? Object.values(entry.set_by)[0]?.author ?? "",
          when: moment(entry.time),
        })}
        {entry.mark && entry.audience && (
          <>
            {" "}
            <MarkWords mark={entry.mark} audience={entry.audience} />
          </>
        )}
      </p>
      <p class="actions">
        {ownEdit && (
          <Do operation={ownEdit.operation} onClick={() => setEdit(ownEdit)}>
            {t("entry.edit")}
          </Do>
        )}
        {entry.noun === "round" &&
          steps
            .filter((step) => step.from.includes(entry.fields.state ?? ""))
            .map((step) => (
              <Do
                key={step.operation}
                operation={step.operation}
                onClick={() =>
                  setEdit({ operation: step.operation, fixed: { number: entry.number }, values, only: step.only })
                }
              >
                {word("do", step.operation)}
              </Do>
            ))}
        {entry.noun === "body" && (
          <Do
            operation="body-meet"
            onClick={() => setEdit({ operation: "body-meet", fixed: { number: entry.number } })}
          >
            {t("bodies.meet")}
          </Do>
        )}
        {entry.noun === "round" && (
          <a class="button" href={`/agenda?round=${entry.number}`}>
            {t("nav.agenda")}
          </a>
        )}
        <Mark kind={entry.noun} which={which} head={head} />
      </p>
      <div class="columns">
        <section>
          <EntryFields entry={entry} />
        </section>
        <div class="beside">
          {entry.attachments.length > 0 && (
            <section aria-labelledby="files">
              <h2 id="files">{t("entry.files")}</h2>
              <ul class="plain">
                {entry.attachments.map((file) => (
                  <li key={file.sha256}>
                    {file.file_name ?? file.name ?? ""} <code>{file.sha256.slice(0, 12)}</code>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="who">
            <h2 id="who">{t("entry.who")}</h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("entry.field")}</th>
                  <th scope="col">{t("entries.by")}</th>
                  <th scope="col">{t("entries.when")}</th>
                </tr>
              </thead>
              <tbody>
                {Object.entries(entry.set_by).map(([name, by]) => (
                  <tr key={name}>
                    <th scope="row">{word("field", name)}</th>
                    <td>{by.author}</td>
                    <td>
                      <a href={`/history#e${by.event.slice(0, 8)}`}>{moment(by.time)}</a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      </div>
      {edit && (
        <Dialog
          title={edit.operation.endsWith("-set") ? t("entry.edit") : word("do", edit.operation)}
          close={() => setEdit(null)}
        >
          <Form
            operation={edit.operation}
            fixed={edit.fixed}
            values={edit.values && values}
            only={edit.only}
            head={head}
            done={() => setEdit(null)}
          />
        </Dialog>
      )}
    </>
  );
}
