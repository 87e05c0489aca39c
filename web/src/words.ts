// The page's own words, in the reader's language. What the record says stays in the record's words.
import { settings } from "./look";
import type en from "./words/en.json";
import english from "./words/en.json?url";
import japanese from "./words/ja.json?url";

export type Key = keyof typeof en;
const addresses = { en: english, ja: japanese };
let table: Record<string, string> = {};

/** Fetches the words of a language; the page draws nothing before it has them. */
export async function load(language: keyof typeof addresses): Promise<void> {
  const response = await fetch(addresses[language]);
  if (!response.ok) throw new Error(`no words: ${response.status}`);
  table = (await response.json()) as Record<string, string>;
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The words of a key; with n = 1 those of `key_one` where there are some. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const one = values.n === 1 ? table[`${key}_one`] : undefined;
  return fill(one ?? table[key] ?? key, values);
}

/** What a value of the record is called, such as ("step", "first seen"); a value without words is shown as it is. */
export function word(family: string, value: string | null | undefined): string {
  if (!value) return "";
  return table[`${family}.${value.replaceAll(" ", "_").replaceAll("-", "_")}`] ?? value.replaceAll("_", " ");
}

/** The language that a text of the record is written in, as far as its letters tell. */
export function languageOf(text: string): string {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  if (/[\u3400-\u9fff]/.test(text)) return "ja";
  return "en";
}

export function joined(parts: (string | null | undefined | false)[], by?: string): string {
  return parts.filter(Boolean).join(by ?? (settings.language === "ja" ? "、" : ", "));
}
