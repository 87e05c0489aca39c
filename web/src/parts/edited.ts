// A draft that somebody edits: kept by this browser, sentence by sentence, until it is exported. The desk holds no part of it.
import type { Sentence } from "../answers";
import { who } from "../session";

/** What a sentence of the draft says now; "" leaves it out. */
export type Edits = Record<string, string>;

const prefix = "breadcrumb.readout ";

/** One draft of one person; another request is another draft. */
export function draftKey(request: object): string {
  return `${prefix}${who().name ?? ""} ${JSON.stringify(request)}`;
}

export function readEdits(key: string): Edits {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Edits;
  } catch {
    return {};
  }
}

/** Says whether the browser kept them. */
export function keepEdits(key: string, edits: Edits): boolean {
  try {
    if (Object.keys(edits).length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(edits));
    return true;
  } catch {
    return false;
  }
}

/** A paragraph of the draft: its sentences, or, where it is the paper's own such as its heading, a text. */
export type Paragraph =
  | { text: string }
  | {
      item: boolean;
      /** What stands before its sentences, such as "• ", and behind them. */
      before: string;
      behind: string;
      sentences: Sentence[];
    };

/** The draft's text again, with its sentences where they stand in it. */
export function paragraphsOf(text: string, sentences: Sentence[]): Paragraph[] {
  const blocks: Sentence[][] = [];
  for (const one of sentences) {
    const last = blocks.at(-1);
    if (last && last[0]!.block === one.block) last.push(one);
    else blocks.push([one]);
  }
  const out: Paragraph[] = [];
  let next = 0;
  for (const part of text.split(/\n{2,}/)) {
    if (!part.trim()) continue;
    const block = blocks[next];
    const first = block?.[0]!.text.trim();
    const at = first ? part.indexOf(first) : -1;
    if (!block || at < 0) out.push({ text: part.trim() });
    else {
      const last = block.at(-1)!.text.trim();
      const end = part.lastIndexOf(last);
      out.push({
        item: block[0]!.item,
        before: part.slice(0, at).trimStart(),
        behind: end < 0 ? "" : part.slice(end + last.length).trimEnd(),
        sentences: block,
      });
      next += 1;
    }
  }
  // What the text does not hold as it stands is still shown.
  for (const block of blocks.slice(next)) out.push({ item: block[0]!.item, before: "", behind: "", sentences: block });
  return out;
}

/** What the draft says with its edits, paragraph by paragraph; nothing is left of one whose sentences are all left out. */
export function editedText(paragraphs: Paragraph[], edits: Edits, language: string): { text: string; item: boolean }[] {
  return paragraphs.flatMap((one) => {
    if ("text" in one) return [{ text: one.text, item: false }];
    const said = one.sentences.map((each) => (edits[each.text] ?? each.text).trim()).filter(Boolean);
    if (said.length === 0) return [];
    const text = said.join(language === "ja" ? "" : " ");
    return [{ text: one.before + text + one.behind, item: one.item }];
  });
}
