// A draft, sentence by sentence: each with what it rests on, and open to be written otherwise before it is exported.
import { useRef, useState } from "preact/hooks";
import type { Draft, Sentence } from "../answers";
import { keep } from "../call";
import { useKeys } from "../keys";
import { settings } from "../look";
import { moment } from "../time";
import { languageOf, t } from "../words";
import { type Edits, draftKey, editedText, keepEdits, paragraphsOf, readEdits } from "./edited";
import { Said, Trail, sourceName, useSources } from "./said";
import { Subject } from "./subject";
import { complain, say } from "./toast";

export function EditedDraft({ draft, sentences, request }: { draft: Draft; sentences: Sentence[]; request: object }) {
  const key = draftKey(request);
  const [edits, setEdits] = useState<Edits>(() => readEdits(key));
  const [at, setAt] = useState<number | null>(null);
  const article = useRef<HTMLElement>(null);
  const paragraphs = paragraphsOf(draft.text, sentences);
  const all = paragraphs.flatMap((one) => ("text" in one ? [] : one.sentences));
  const lost = Object.entries(edits).filter(([was]) => !all.some((one) => one.text === was));
  const count = Object.keys(edits).length;

  function set(was: string, now: string | null) {
    const next = { ...edits };
    if (now === null || now === was) delete next[was];
    else next[was] = now;
    setEdits(next);
    if (!keepEdits(key, next)) complain(new Error(t("draft.not_kept")));
  }
  const choose = (index: number | null) => {
    setAt(index);
    if (index !== null) setTimeout(() => article.current?.querySelector<HTMLElement>(`#s${index}`)?.focus());
  };
  const move = (by: number) => () => choose(at === null ? 0 : Math.max(0, Math.min(all.length - 1, at + by)));
  useKeys({
    j: move(1),
    k: move(-1),
    ...(at === null ? {} : { e: () => article.current?.querySelector("textarea")?.focus() }),
  });
  // What is exported is in its file: the browser keeps it no longer, and the page until it is left.
  function take(format: "txt" | "html") {
    const parts = editedText(paragraphs, edits, draft.language);
    const name = `readout-${draft.round}-${draft.side}-${draft.language}.${format}`;
    const text =
      format === "txt" ? `${parts.map((one) => one.text).join("\n\n")}\n` : asHtml(parts, draft.language, draft.round);
    keep(new Blob([text], { type: format === "txt" ? "text/plain" : "text/html" }), name);
    keepEdits(key, {});
    say(t("draft.exported", { name }));
  }

  let index = 0;
  let number = 0;
  return (
    <>
      <p class="hint">
        {t("draft.help")} <kbd>j</kbd> <kbd>k</kbd> <kbd>e</kbd>
      </p>
      {count > 0 && (
        <div class="remark">
          <p role="status">{t("draft.edited", { n: count })}</p>
          <p class="actions">
            <button type="button" onClick={() => take("txt")}>
              {t("draft.take", { format: "TXT" })}
            </button>
            <button type="button" onClick={() => take("html")}>
              {t("draft.take", { format: "HTML" })}
            </button>
            <button
              type="button"
              class="plain"
              onClick={() => {
                setEdits({});
                keepEdits(key, {});
                setAt(null);
              }}
            >
              {t("draft.discard")}
            </button>
          </p>
        </div>
      )}
      <article class="paper draft" lang={draft.language} ref={article}>
        {paragraphs.map((one, i) => {
          if ("text" in one) return <p key={i}>{one.text}</p>;
          const from = index;
          index += one.sentences.length;
          const open = at !== null && at >= from && at < index ? all[at] : undefined;
          return (
            <div key={i}>
              <p class={one.item ? "bullet" : ""}>
                {one.before}
                {one.sentences.map((sentence, j) => {
                  const now = edits[sentence.text];
                  const place = sentence.rests_on.find((each) => "source" in each);
                  const name = `sentence${now === undefined ? "" : now === "" ? " dropped" : " edited"}`;
                  if (place) number += 1;
                  return (
                    <span key={sentence.text}>
                      {/* A button would be set as a block of its own: a sentence runs on with its neighbours. */}
                      <span
                        id={`s${from + j}`}
                        role="button"
                        tabIndex={0}
                        class={name}
                        aria-expanded={at === from + j}
                        onClick={() => choose(at === from + j ? null : from + j)}
                        onKeyDown={(event) => {
                          if (event.key !== "Enter" && event.key !== " ") return;
                          event.preventDefault();
                          choose(at === from + j ? null : from + j);
                        }}
                      >
                        {now || sentence.text}
                      </span>
                      {place && "source" in place && (
                        <sup>
                          <Trail source={place.source} quote={place}>
                            <span class="aside">{t("draft.rests_on")} </span>
                            {number}
                          </Trail>
                        </sup>
                      )}
                      {place || draft.language === "ja" ? "" : " "}
                    </span>
                  );
                })}
                {one.behind}
              </p>
              {open && (
                <Panel
                  key={open.text}
                  sentence={open}
                  now={edits[open.text] ?? open.text}
                  set={(now) => set(open.text, now)}
                  close={() => choose(null)}
                />
              )}
            </div>
          );
        })}
      </article>
      {lost.length > 0 && (
        <section aria-labelledby="lost">
          <h2 id="lost">{t("draft.lost")}</h2>
          <p class="hint">{t("draft.lost_help")}</p>
          <ul class="plain">
            {lost.map(([was, now]) => (
              <li key={was}>
                <del lang={languageOf(was)}>{was}</del> <ins lang={languageOf(now)}>{now}</ins>{" "}
                <button type="button" class="plain" onClick={() => set(was, null)}>
                  {t("draft.forget")}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Panel({
  sentence,
  now,
  set,
  close,
}: { sentence: Sentence; now: string; set: (now: string | null) => void; close: () => void }) {
  const sources = useSources();
  return (
    <div class="sentence-panel" lang={settings.language}>
      <label for="sentence-words">{t("draft.words")}</label>
      <textarea
        id="sentence-words"
        lang={languageOf(sentence.text)}
        rows={Math.min(8, 2 + Math.floor(sentence.text.length / 70))}
        value={now}
        onInput={(event) => set(event.currentTarget.value.replace(/\s*\n\s*/g, " "))}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
        }}
      />
      {now !== sentence.text && (
        <p class="from">
          {t("draft.as_drafted")} <Said as="q">{sentence.text}</Said>
        </p>
      )}
      <p class="from">{sentence.rests_on.length > 0 ? t("draft.rests_on") : t("draft.own_words")}</p>
      <ul class="plain from">
        {sentence.rests_on.map((one, i) =>
          "source" in one ? (
            <li key={i}>
              <Trail source={one.source} quote={one}>
                <Said as="q">{one.text}</Said>
              </Trail>{" "}
              {sourceName(sources.get(one.source))}
            </li>
          ) : (
            <li key={i}>
              <Subject subject={one.entry} /> {one.author} {moment(one.time)}
            </li>
          ),
        )}
      </ul>
      <p class="actions">
        <button type="button" onClick={close}>
          {t("draft.done")}
        </button>
        {now !== sentence.text && (
          <button type="button" class="plain" onClick={() => set(null)}>
            {t("draft.restore")}
          </button>
        )}
        {now !== "" && (
          <button type="button" class="plain" onClick={() => set("")}>
            {t("draft.leave_out")}
          </button>
        )}
      </p>
    </div>
  );
}

function asHtml(parts: { text: string; item: boolean }[], language: string, title: string): string {
  const safe = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const body = parts.map((one) => `<p${one.item ? ' style="margin-left:1.4em"' : ""}>${safe(one.text)}</p>`).join("\n");
  return `<!doctype html>\n<html lang="${language}">\n<meta charset="utf-8">\n<title>${safe(title)}</title>\n${body}\n</html>\n`;
}
