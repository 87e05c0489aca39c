// Everything that was entered by hand, by kind; made here, edited on its own page.
import { useState } from "preact/hooks";
import type { Entry, Marked, Note } from "../answers";
import type { Operation } from "../api";
import { useAsk } from "../ask";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { entryAddress, entryName } from "../parts/entry";
import { Form } from "../parts/form";
import { Mark, MarkWords } from "../parts/mark";
import { Said } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { Export, Import, mayImport } from "../parts/tracker";
import { Wide } from "../parts/wide";
import { asking, go, usePlace } from "../route";
import { day, moment } from "../time";
import { languageOf, t, word } from "../words";

/** What makes an entry of each kind, and which fields a list of them shows. */
const nouns: Record<string, { make?: Operation; only?: string[]; columns: string[] }> = {
  round: { make: "round-plan", columns: ["state", "start", "place"] },
  issue: { make: "issue-new", columns: ["lead", "objective"] },
  paper: { make: "paper-add", columns: ["kind", "from", "to", "date", "issues"] },
  contact: { make: "contact-add", columns: ["kind", "with", "date", "issues"] },
  measure: { make: "measure-add", columns: ["country", "status", "comments_due", "issues"] },
  body: { make: "body-new", columns: ["stage", "lead", "issues"] },
  meeting: { make: "body-meet", columns: ["state", "start", "place"] },
  person: { make: "person-set", columns: ["party", "office"] },
  report: { make: "commitment-status", columns: ["party", "status", "date"] },
  link: { make: "issue-link", only: ["issue", "relation", "to", "because"], columns: [] },
  note: { make: "note-add", columns: [] },
  agenda: { columns: [] },
  import: { columns: [] },
};

export function EntriesPage({ noun }: { noun: string | null }) {
  const asked = useAsk("entries", {});
  const notes = useAsk("notes", {});
  const { query } = usePlace();
  const making = query.get("new") === "1";
  const [exporting, setExporting] = useState(false);
  const [importing, setImporting] = useState(false);
  const kind = noun ? nouns[noun] : undefined;
  const counts = new Map<string, number>();
  for (const entry of asked.value ?? []) counts.set(entry.noun, (counts.get(entry.noun) ?? 0) + 1);
  counts.set("note", notes.value?.length ?? 0);
  const close = () => go(asking({ new: null }), true);
  if (noun && !kind)
    return (
      <>
        <h1 tabIndex={-1}>{t("state.no_page")}</h1>
        <p>
          <a href="/entries">{t("nav.entries")}</a>
        </p>
      </>
    );
  return (
    <>
      <h1 tabIndex={-1}>{noun && kind ? word("noun", noun) : t("nav.entries")}</h1>
      <nav class="switch" aria-label={t("entries.kinds")}>
        <a href="/entries" aria-current={noun === null ? "true" : undefined}>
          {t("entries.all")}
        </a>
        {Object.keys(nouns).map((one) => (
          <a key={one} href={`/entries/${one}`} aria-current={noun === one ? "true" : undefined}>
            {word("noun", one)} <span class="number">{counts.get(one) ?? 0}</span>
          </a>
        ))}
      </nav>
      <p class="actions">
        {noun && kind?.make && (
          <Do operation={kind.make} class="main" onClick={() => go(asking({ new: "1" }))}>
            {t("entries.new")}
          </Do>
        )}
        {!noun && (
          <button type="button" onClick={() => setExporting(true)}>
            {t("entries.export")}
          </button>
        )}
        {!noun && mayImport && (
          <Do operation="import" onClick={() => setImporting(true)}>
            {t("tracker.import")}
          </Do>
        )}
      </p>
      {noun === "note" ? (
        <Show asked={notes}>{(list) => <Notes list={list} head={notes.answer?.head ?? ""} />}</Show>
      ) : (
        <Show asked={asked}>
          {(entries) => {
            const shown = entries.filter((entry) => (noun ? entry.noun === noun : entry.noun !== "item"));
            if (shown.length === 0) return <Empty>{t("entries.none")}</Empty>;
            return noun ? <Table entries={shown} columns={kind?.columns ?? []} /> : <Overview entries={shown} />;
          }}
        </Show>
      )}
      {making && noun && kind?.make && (
        <Dialog title={t("entries.new_one", { what: word("thing", noun) })} close={close}>
          <Form operation={kind.make} only={kind.only} head={asked.answer?.head} done={close} />
        </Dialog>
      )}
      {exporting && <Export close={() => setExporting(false)} />}
      {importing && <Import close={() => setImporting(false)} />}
    </>
  );
}

function Overview({ entries }: { entries: Entry[] }) {
  const recent = [...entries].sort((a, b) => (b.time ?? "").localeCompare(a.time ?? ""));
  return (
    <Wide label={t("nav.entries")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("entries.kind")}</th>
            <th scope="col">{t("entries.what")}</th>
            <th scope="col">{t("entries.by")}</th>
            <th scope="col">{t("entries.when")}</th>
          </tr>
        </thead>
        <tbody>
          {recent.map((entry) => (
            <tr key={entry.noun + entry.number}>
              <td>{word("thing", entry.noun)}</td>
              <th scope="row">
                <a href={entryAddress(entry.noun, entry.number, entry.fields)}>
                  <Said>{entryName(entry)}</Said>
                </a>
              </th>
              <td>{author(entry)}</td>
              <td class="when">{moment(newest(entry))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function newest(entry: Entry): string {
  return Object.values(entry.set_by).reduce((last, one) => (one.time > last ? one.time : last), entry.time ?? "");
}

function author(entry: Entry): string {
  return entry.author ?? Object.values(entry.set_by)[0]?.author ?? "";
}

function Table({ entries, columns }: { entries: Entry[]; columns: string[] }) {
  const marks = new Map((useAsk("marks", {}).value ?? []).map((one) => [one.subject, one]));
  return (
    <Wide label={word("noun", entries[0]!.noun)}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              {t("follow_ups.number")}
            </th>
            <th scope="col">{t("entries.what")}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {word("field", name)}
              </th>
            ))}
            <th scope="col">{t("entry.mark_word")}</th>
            <th scope="col">{t("entries.by")}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.number}>
              <td class="number">{entry.number}</td>
              <th scope="row">
                <a href={entryAddress(entry.noun, entry.number, entry.fields)}>
                  <Said>{entryName(entry)}</Said>
                </a>
              </th>
              {columns.map((name) => {
                const value = entry.fields[name] ?? "";
                return (
                  <td key={name} lang={languageOf(value)}>
                    {/^\d{4}-\d\d/.test(value)
                      ? day(value, true)
                      : ["kind", "state", "status", "stage"].includes(name)
                        ? word("choice", value)
                        : value}
                  </td>
                );
              })}
              <td>
                <Marking found={marks.get(`${entry.noun}:${entry.number}`)} />
              </td>
              <td>{author(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Marking({ found }: { found: Marked | undefined }) {
  return found ? <MarkWords {...found} /> : null;
}

function Notes({ list, head }: { list: Note[]; head: string }) {
  const [edited, setEditing] = useState<string | null>(null);
  const editing = list.find((note) => note.id === edited);
  if (list.length === 0) return <Empty>{t("entries.none")}</Empty>;
  return (
    <>
      {list.map((note) => (
        <div key={note.id} class="officer" id={`n${note.id.slice(0, 12)}`}>
          <Said as="p">{note.text}</Said>
          <p class="from">
            {note.author}, {moment(note.time)}
            {note.issue !== null && (
              <>
                {" · "}
                <a href={`/issues/${note.issue}`}>{t("issue.n", { n: note.issue })}</a>
              </>
            )}{" "}
            <Mark kind="note" which={note.id} head={head} what={note.text.slice(0, 40)} />
            <Do operation="note-set" class="plain" onClick={() => setEditing(note.id)}>
              {t("entry.edit")}
              <span class="aside"> {note.text.slice(0, 40)}</span>
            </Do>
          </p>
        </div>
      ))}
      {editing && (
        <Dialog title={t("entry.edit")} close={() => setEditing(null)}>
          <Form
            operation="note-set"
            fixed={{ note: editing.id }}
            values={{ text: editing.text }}
            only={["text", "because"]}
            head={head}
            done={() => setEditing(null)}
          />
        </Dialog>
      )}
    </>
  );
}
