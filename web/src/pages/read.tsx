// Reading texts into the record: files that were dropped or chosen, an address, or a text that was pasted.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Asks } from "../answers";
import { change, useAsk } from "../ask";
import { type Problem, Refusal, upload } from "../call";
import { WhyNot } from "../parts/do";
import { take } from "../parts/drop";
import { Said, sourceAddress } from "../parts/said";
import { Problems, message } from "../parts/states";
import { may } from "../session";
import { t, word } from "../words";

interface Work {
  id: number;
  name: string;
  state: "waits" | "sent" | "reading" | "read" | "failed";
  refusal?: Refusal;
  remark?: string | null;
  errors?: Problem[];
  reading?: Reading;
}

interface Reading {
  source?: { sha256: string; title: string | null; publisher: string | null; published: string | null };
  round?: { ordinal: number | null } | null;
  issues?: unknown[];
  areas?: { items: unknown[] }[];
  commitments?: unknown[];
  problems?: { code: string; message?: string }[];
}

let count = 0;

export function ReadPage() {
  const [works, setWorks] = useState<Work[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const dialogues = useAsk("dialogues", {}).value ?? [];

  const update = (id: number, changes: Partial<Work>) =>
    setWorks((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));

  function settings(): Omit<Asks["read"], "files"> {
    const given: Record<string, string | boolean> = {};
    for (const name of ["publisher", "published", "kind", "dialogue", "origin", "language"]) {
      const value = (form.current?.elements.namedItem(name) as HTMLInputElement | null)?.value.trim();
      if (value) given[name] = value;
    }
    if ((form.current?.elements.namedItem("excerpt") as HTMLInputElement | null)?.checked) given.excerpt = true;
    return given;
  }

  // One after the other: the record has one writer, and the reader sees what is under way.
  function add(name: string, what: File, options: Omit<Asks["read"], "files">) {
    const id = ++count;
    setWorks((all) => [{ id, name, state: "waits" }, ...all]);
    queue.current = queue.current.then(async () => {
      try {
        update(id, { state: "sent" });
        const file = await upload(what);
        update(id, { state: "reading" });
        const answer = await change("read", { files: [file], ...options });
        const value = answer.value as Reading | Reading[];
        update(id, {
          state: "read",
          reading: Array.isArray(value) ? value[0] : value,
          remark: answer.remark,
          errors: answer.errors,
        });
      } catch (error) {
        update(id, { state: "failed", refusal: error instanceof Refusal ? error : undefined });
      }
    });
  }
  const files = (list: Iterable<File>) => {
    if (!may("read")) return;
    for (const file of list) add(file.name, file, settings());
  };
  useEffect(() => {
    const dropped = () => files(take());
    dropped();
    addEventListener("breadcrumb-drop", dropped);
    return () => removeEventListener("breadcrumb-drop", dropped);
  }, []);

  return (
    <>
      <h1 tabIndex={-1}>{t("nav.read")}</h1>
      <p class="lede">{t("read.help")}</p>
      <WhyNot operation="read" />
      <div class="columns" hidden={!may("read")}>
        <form
          ref={form}
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            const element = event.currentTarget;
            const text = element.elements.namedItem("text") as HTMLTextAreaElement;
            if (text.value.trim()) {
              const first = text.value.trim().split("\n")[0]!.slice(0, 60);
              const name = `${first.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "pasted"}.txt`;
              add(first, new File([text.value], name, { type: "text/plain" }), settings());
              text.value = "";
            }
          }}
        >
          <div class="fields">
            <p class="field">
              <label for="files">{t("read.files")}</label>
              <input
                id="files"
                type="file"
                multiple
                onChange={(event) => {
                  files(event.currentTarget.files ?? []);
                  event.currentTarget.value = "";
                }}
              />
            </p>
            <p class="field wide">
              <label for="text">{t("read.text")}</label>
              <textarea id="text" name="text" rows={8} />
            </p>
          </div>
          <p class="hint">
            {t("read.by_command")} <code>breadcrumb read https://…</code>
          </p>
          <h2>{t("read.about")}</h2>
          <p class="hint">{t("read.about_help")}</p>
          <div class="fields">
            <p class="field">
              <label for="origin">{word("field", "origin")}</label>
              <input id="origin" name="origin" autocomplete="off" />
            </p>
            <p class="field">
              <label for="published">{word("field", "published")}</label>
              <input
                id="published"
                name="published"
                placeholder={t("form.date")}
                pattern="\d{4}-\d\d-\d\d"
                title={t("form.date")}
                autocomplete="off"
              />
            </p>
            <p class="field">
              <label for="publisher">{word("field", "publisher")}</label>
              <input id="publisher" name="publisher" list="publishers" autocomplete="off" />
              <datalist id="publishers">
                {[...new Set(dialogues.flatMap((one) => one.parties))].map((code) => (
                  <option key={code} value={code}>
                    {word("party", code)}
                  </option>
                ))}
              </datalist>
            </p>
            <Choice
              name="kind"
              choices={["readout", "joint_statement", "announcement", "agreement", "notice", "minutes", "other"]}
            />
            <Choice name="language" choices={["en", "ja"]} />
            <p class="field">
              <label for="dialogue">{word("field", "dialogue")}</label>
              <select id="dialogue" name="dialogue">
                <option value="">{t("read.as_read")}</option>
                {dialogues.map((one) => (
                  <option key={one.id} value={one.name}>
                    {one.name}
                  </option>
                ))}
              </select>
            </p>
            <p class="field flag">
              <input id="excerpt" name="excerpt" type="checkbox" />
              <label for="excerpt">{t("read.excerpt")}</label>
            </p>
          </div>
          <p class="actions">
            <button type="submit" class="main">
              {t("read.do")}
            </button>
          </p>
        </form>
        <section class="beside" aria-labelledby="works" aria-live="polite">
          <h2 id="works">{t("read.results")}</h2>
          {works.length === 0 && <p class="empty">{t("read.nothing")}</p>}
          <ol class="works">
            {works.map((work) => (
              <li key={work.id}>
                <One work={work} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  );
}

function Choice({ name, choices }: { name: string; choices: string[] }) {
  return (
    <p class="field">
      <label for={name}>{word("field", name)}</label>
      <select id={name} name={name}>
        <option value="">{t("read.as_read")}</option>
        {choices.map((one) => (
          <option key={one} value={one}>
            {word("choice", one)}
          </option>
        ))}
      </select>
    </p>
  );
}

function One({ work }: { work: Work }) {
  const { reading } = work;
  const source = reading?.source;
  const issues =
    (reading?.issues?.length ?? 0) + (reading?.areas?.reduce((sum, area) => sum + area.items.length, 0) ?? 0);
  return (
    <>
      <p class="what">
        {source ? (
          <a href={sourceAddress(source.sha256)}>
            <Said>{source.title ?? work.name}</Said>
          </a>
        ) : (
          <Said>{work.name}</Said>
        )}
      </p>
      {work.state === "failed" ? (
        <p class="late" role="alert">
          <Said>{work.refusal ? message(work.refusal) : t("state.no_answer")}</Said>{" "}
          {work.refusal && <code>{work.refusal.code}</code>}
        </p>
      ) : work.state === "read" ? (
        <p class="from">
          {source?.publisher ? word("party", source.publisher) : t("source.unsigned")}
          {reading?.round?.ordinal ? ` · ${t("round.n", { n: reading.round.ordinal })}` : ""} ·{" "}
          {t("read.found", { n: issues })} · {t("read.promised", { n: reading?.commitments?.length ?? 0 })}
        </p>
      ) : (
        <>
          <p class="from">
            {t(work.state === "waits" ? "read.waits" : work.state === "sent" ? "read.sent" : "read.reading")}
          </p>
          {work.state !== "waits" && <progress aria-label={work.name} />}
        </>
      )}
      {reading?.problems && reading.problems.length > 0 && (
        <p class="from" lang="en">
          {reading.problems.map((one) => one.message ?? one.code).join(" ")}
        </p>
      )}
      <Problems remark={work.remark} errors={work.errors} />
    </>
  );
}
