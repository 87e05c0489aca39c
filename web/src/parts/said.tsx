// Words of the record, in their own language, each with the way back to the place in the source where they stand.
import { type ComponentChildren, Fragment } from "preact";
import type { Quote, Redline as RedlineOf, Source } from "../answers";
import { useAsk } from "../ask";
import { day } from "../time";
import { joined, languageOf, t, word } from "../words";

export function Said({
  children,
  as: As = "span",
  ...rest
}: { children: string; as?: "span" | "q" | "p" | "b"; class?: string }) {
  return (
    <As lang={languageOf(children)} {...rest}>
      {children}
    </As>
  );
}

const none = new Map<string, Source>();
let last: Source[] | undefined;
let byHash = none;

/** Of a desk with more than these, the last published are asked for at once and others one by one. */
export const named = 2000;

/** The sources by their SHA-256. */
export function useSources(): Map<string, Source> {
  const { value } = useAsk("sources", { newest: true, limit: named });
  if (!value) return none;
  if (value !== last) {
    last = value;
    byHash = new Map(value.map((one) => [one.sha256, one]));
  }
  return byHash;
}

/** One source; asked for by itself where it is none of those that all pages share. */
export function useSource(sha256: string): Source | undefined {
  const all = useSources();
  const apart = useAsk("sources", all.size >= named && !all.has(sha256) ? { which: [sha256] } : null);
  return all.get(sha256) ?? apart.value?.[0];
}

export function sourceAddress(sha256: string, from?: number, to?: number): string {
  return `/sources/${sha256.slice(0, 8)}${from === undefined ? "" : `#q${from}-${to}`}`;
}

/** "USA, 31 Jul 2024". */
export function sourceName(source: Source | undefined): string {
  if (!source) return t("source.a");
  return joined([
    source.publisher ?? (source.kind === "joint_statement" ? t("source.joint") : t("source.unsigned")),
    day(source.published, true),
  ]);
}

/** One click to the place in the source. */
export function Trail({
  quote,
  source,
  children,
}: { quote: Pick<Quote, "start" | "end">; source: string; children?: ComponentChildren }) {
  const found = useSource(source);
  return (
    <a class="trail" href={sourceAddress(source, quote.start, quote.end)} title={found?.title ?? undefined}>
      {children ?? sourceName(found)}
    </a>
  );
}

export function Party({ code }: { code: string }) {
  const name = word("party", code);
  return name === code ? <>{code}</> : <abbr title={name}>{code}</abbr>;
}

/** Old words struck out, new ones underlined. */
export function Redline({
  redline,
  brief = false,
  children,
}: { redline: RedlineOf; brief?: boolean; children?: ComponentChildren }) {
  const whole = redline.runs.map((run) => run.text).join("");
  const runs = redline.runs;
  return (
    <p class="redline" lang={languageOf(whole)}>
      {runs.map((run, i) => {
        if (run.kind === "keep") {
          const text = brief ? shortened(run.text, i === 0, i === runs.length - 1) : run.text;
          return <span key={i}>{text}</span>;
        }
        const words = run.text.trimEnd();
        const As = run.kind === "insert" ? "ins" : "del";
        return (
          <Fragment key={i}>
            <As>
              <span class="aside">{run.kind === "insert" ? t("redline.added") : t("redline.removed")}</span>
              {words}
            </As>
            {run.text.slice(words.length)}
          </Fragment>
        );
      })}
      {children}
    </p>
  );
}

// In a list, what stayed is there to place what changed: of a long stretch, the words beside the change.
function shortened(text: string, first: boolean, final: boolean): string {
  const keep = languageOf(text) === "ja" ? 14 : 44;
  if (text.length <= keep * 2 + 10) return text;
  const head = first ? "" : cut(text, keep, false);
  const tail = final ? "" : cut(text, keep, true);
  return `${head}…${tail}`;
}

function cut(text: string, length: number, fromEnd: boolean): string {
  if (!fromEnd) {
    const at = text.lastIndexOf(" ", length);
    return `${text.slice(0, at > length / 2 ? at : length)} `;
  }
  const at = text.indexOf(" ", text.length - length);
  return ` ${text.slice(at > 0 && at < text.length - length / 2 ? at + 1 : text.length - length)}`;
}

/** Does it change words at all? */
export function changes(redline: RedlineOf | undefined): boolean {
  return redline?.runs.some((run) => run.kind !== "keep") ?? false;
}
