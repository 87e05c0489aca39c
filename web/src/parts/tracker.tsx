// The tracker goes out as a workbook or one sheet of it, and comes back edited: each edit is looked at before it is made.
import { useState } from "preact/hooks";
import { type Operation, forms } from "../api";
import { change } from "../ask";
import { Refusal, paper, upload } from "../call";
import { t, word } from "../words";
import { Dialog } from "./dialog";
import { Said } from "./said";
import { Empty, Failed, Waiting } from "./states";
import { complain, say } from "./toast";

const sheets = [
  "issue",
  "follow-up",
  "round",
  "link",
  "contact",
  "paper",
  "body",
  "meeting",
  "measure",
  "report",
  "person",
  "note",
];

export function Export({ close }: { close: () => void }) {
  const [sheet, setSheet] = useState("");
  const [profile, setProfile] = useState("");
  const get = (format: string) =>
    paper(
      "export",
      { ...(sheet ? { sheet: [sheet] } : {}), ...(profile ? { profile, "leave-out": true } : {}) },
      format,
    ).catch(complain);
  return (
    <Dialog title={t("entries.export")} close={close}>
      <div class="form">
        <div class="fields">
          <p class="field">
            <label for="sheet">{t("entries.sheet")}</label>
            <select id="sheet" value={sheet} onChange={(event) => setSheet(event.currentTarget.value)}>
              <option value="">{t("entries.all")}</option>
              {sheets.map((one) => (
                <option key={one} value={one}>
                  {word("noun", one)}
                </option>
              ))}
            </select>
          </p>
          <p class="field">
            <label for="export-profile">{t("paper.profile")}</label>
            <select id="export-profile" value={profile} onChange={(event) => setProfile(event.currentTarget.value)}>
              <option value="">{word("choice", "own delegation")}</option>
              <option value="both sides">{word("choice", "both sides")}</option>
              <option value="public">{word("choice", "public")}</option>
            </select>
          </p>
        </div>
        <p class="actions">
          <button type="button" class="main" onClick={() => void get("xlsx")}>
            XLSX
          </button>
          {sheet && (
            <button type="button" onClick={() => void get("csv")}>
              CSV
            </button>
          )}
        </p>
      </div>
    </Dialog>
  );
}

// Not every server lends the operation to the page.
const operation = "import" as Operation;
export const mayImport = operation in forms;

interface Edits {
  changes: {
    place: string;
    operations: string[];
    key: string;
    new: boolean;
    fields: { field: string; was: string | null; value: string | null }[];
  }[];
  unchanged: number;
  said: string[];
}

export function Import({ close }: { close: () => void }) {
  const [file, setFile] = useState<string | null>(null);
  const [edits, setEdits] = useState<Edits | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  async function run(work: () => Promise<void>) {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      setRefusal(error instanceof Refusal ? error : null);
    }
    setBusy(false);
  }
  const look = (chosen: File) =>
    run(async () => {
      const lent = await upload(chosen);
      setFile(lent);
      setEdits((await change(operation, { file: lent, "dry-run": true } as never)).value as Edits);
    });
  const make = () =>
    run(async () => {
      const answer = await change(operation, { file } as never);
      say(t("tracker.made", { n: edits?.changes.length ?? 0 }), answer.head);
      close();
    });
  return (
    <Dialog title={t("tracker.import")} close={close}>
      <p>{t("tracker.help")}</p>
      <p class="field">
        <label for="tracker">{t("health.paper")}</label>
        <input
          id="tracker"
          type="file"
          accept=".xlsx,.csv"
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen) void look(chosen);
          }}
        />
      </p>
      {busy && <Waiting />}
      {refusal && <Failed refusal={refusal} again={() => setRefusal(null)} />}
      {edits && edits.changes.length === 0 && <Empty>{t("tracker.nothing")}</Empty>}
      {edits && edits.changes.length > 0 && (
        <>
          <ul class="plain">
            {edits.changes.map((one) => (
              <li key={one.place}>
                <span class="soft">{one.place}</span>
                {one.fields.map((field) => (
                  <p key={field.field} class="edit">
                    {word("field", field.field.replaceAll(" ", "_"))}: {field.was && <del>{field.was}</del>}{" "}
                    {field.value && <ins>{field.value}</ins>}
                  </p>
                ))}
              </li>
            ))}
          </ul>
          {edits.said.map((one) => (
            <p key={one} class="hint">
              <Said>{one}</Said>
            </p>
          ))}
          <p class="actions">
            <button type="button" class="main" disabled={busy} onClick={() => void make()}>
              {t("tracker.make", { n: edits.changes.length })}
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}
