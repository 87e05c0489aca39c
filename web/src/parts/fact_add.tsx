// A fact by hand: words of a source that somebody selected, or typed, and what they say.
import { useEffect, useState } from "preact/hooks";
import type { Asks, SourceText } from "../answers";
import type { Operation } from "../api";
import { change } from "../ask";
import { type Refusal, refusalOf } from "../wire";
import { joined, languageOf, t, word } from "../words";
import { Hindered, useOpened } from "./conflict";
import { factFields } from "./decide";
import { Dialog } from "./dialog";
import { fieldsOf } from "./form";
import type { Range } from "./marked_text";
import { Said } from "./said";
import { say } from "./toast";

/** What is selected within the element, as offsets of the source's text; whitespace at its ends is nobody's words. */
function chosen(within: HTMLElement, text: string): Range | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.startContainer) || !within.contains(range.endContainer)) return null;
  const place = (node: Node, offset: number) => {
    const block = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
    if (!block || !within.contains(block)) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return Number(block.dataset.start) + before.toString().length;
  };
  let start = place(range.startContainer, range.startOffset);
  let end = place(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  while (start < end && /\s/.test(text[start]!)) ++start;
  while (end > start && /\s/.test(text[end - 1]!)) --end;
  return end > start ? { start, end } : null;
}

/** The words that are selected in the text of a source, as long as they are. */
export function useSelected(page: { current: HTMLElement | null }, text: string): Range | null {
  const [range, setRange] = useState<Range | null>(null);
  useEffect(() => {
    const look = () => {
      const within = page.current?.querySelector<HTMLElement>(".source-text");
      const next = within ? chosen(within, text) : null;
      setRange((last) => (last?.start === next?.start && last?.end === next?.end ? last : next));
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [text]);
  return range;
}

/** Every place at which the text says the words; blanks and line ends are one as good as another. */
function placesOf(text: string, words: string): Range[] {
  const parts = words.trim().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [];
  const pattern = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "g");
  return [...text.matchAll(pattern)].slice(0, 20).map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
}

interface Added {
  id?: string;
  issue?: number | null;
  follow_up?: number | null;
}

/** What a text is, whose and of when, is said when it is read, and is no fact by hand. */
const read = ["title", "published", "dateline", "publisher"];

function kindsByHand(): string[] {
  const said = fieldsOf("fact-add" as Operation).find((field) => field.name === "kind")?.choices ?? [];
  return said.length > 0 ? said : Object.keys(factFields).filter((one) => !read.includes(one));
}

interface Properties {
  source: SourceText;
  /** What was selected; without, the words are typed. */
  range: Range | null;
  head: string;
  /** The id of the fact, where the desk tells it. */
  done: (id: string | null) => void;
  close: () => void;
}

export function AddFact({ source, range, head: newestHead, done, close }: Properties) {
  const [kind, setKind] = useState("issue");
  const [typed, setTyped] = useState("");
  const [which, setWhich] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const names = factFields[kind] ?? [];
  const { form, head, look } = useOpened({}, newestHead, names);
  const places = range ? [range] : placesOf(source.text, typed);
  const place = places[which] ?? places[0];
  const around = (one: Range) =>
    `…${source.text.slice(Math.max(0, one.start - 30), Math.min(source.text.length, one.end + 30)).replace(/\s+/g, " ")}…`;
  async function send(on: string | undefined) {
    if (!place) return;
    const get = (name: string) => (form.current!.elements.namedItem(name) as HTMLInputElement).value.trim();
    const because = get("because");
    setBusy(true);
    setRefusal(null);
    try {
      const request = {
        source: source.sha256,
        start: place.start,
        end: place.end,
        kind,
        fields: names.flatMap((name) => (get(name) ? [`${name}=${get(name)}`] : [])),
        ...(because ? { because } : {}),
      };
      const answer = await change("fact-add", request as Asks["fact-add"], on);
      const { id, issue, follow_up } = (answer.value ?? {}) as Added;
      const became = [
        issue ? t("issue.n", { n: issue }) : null,
        follow_up ? t("follow_ups.n", { n: follow_up }) : null,
      ];
      say(joined([t("fact_add.added"), ...became], " "), answer.head);
      done(id ?? null);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setBusy(false);
  }
  return (
    <Dialog title={t("fact_add.title")} close={close}>
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
          send={() => void send(refusal?.head ?? newestHead)}
        />
        {range ? (
          <blockquote>
            <Said as="q">{source.text.slice(range.start, range.end)}</Said>
          </blockquote>
        ) : (
          <>
            <p class="field">
              <label for="fact-words">{t("fact_add.words")}</label>
              <textarea
                id="fact-words"
                rows={2}
                required
                value={typed}
                onInput={(event) => {
                  setTyped(event.currentTarget.value);
                  setWhich(0);
                }}
              />
            </p>
            <p class="hint" role="status">
              {typed.trim() &&
                (places.length === 0 ? t("fact_add.nowhere") : t("fact_add.places", { n: places.length }))}
            </p>
            {places.length > 1 && (
              <fieldset>
                <legend class="soft">{t("fact_add.which")}</legend>
                {places.map((one, i) => (
                  <p key={one.start} class="field flag">
                    <input
                      id={`place-${i}`}
                      type="radio"
                      name="place"
                      checked={i === which}
                      onChange={() => setWhich(i)}
                    />
                    <label for={`place-${i}`} lang={languageOf(around(one))}>
                      {around(one)}
                    </label>
                  </p>
                ))}
              </fieldset>
            )}
          </>
        )}
        <div class="fields">
          <p class="field">
            <label for="fact-kind">{t("fact_add.kind")}</label>
            <select id="fact-kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
              {kindsByHand().map((one) => (
                <option key={one} value={one}>
                  {word("fact", one)}
                </option>
              ))}
            </select>
          </p>
          {names.map((name) => (
            <p key={`${kind}-${name}`} class="field">
              <label for={`fact-${name}`}>{word("fact_field", name)}</label>
              <input id={`fact-${name}`} name={name} autocomplete="off" />
            </p>
          ))}
          <p class="field">
            <label for="fact-because">{word("field", "because")}</label>
            <input id="fact-because" name="because" autocomplete="off" />
          </p>
        </div>
        <p class="actions">
          <button type="submit" class="main" disabled={busy || !place}>
            {busy ? t("form.saving") : t("fact_add.do")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
