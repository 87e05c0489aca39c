// Days as people write them. A day of the record has no clock: it is never shifted by a time zone.
import { settings } from "./look";
import { t } from "./words";

type Unit = Intl.DateTimeFormatOptions;
const made = new Map<string, Intl.DateTimeFormat>();

function format(options: Unit): Intl.DateTimeFormat {
  const language = settings.language === "ja" ? "ja-JP" : "en-GB";
  const key = language + JSON.stringify(options);
  let one = made.get(key);
  if (!one) {
    one = new Intl.DateTimeFormat(language, options);
    made.set(key, one);
  }
  return one;
}

const dayForm: Unit = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
const shortForm: Unit = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };

function parsed(text: string): { date: Date; form: Unit } | null {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(text);
  if (!found) return null;
  const [, year, month, one] = found;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(one ?? 1)));
  const form: Unit = one
    ? dayForm
    : month
      ? { month: "long", year: "numeric", timeZone: "UTC" }
      : { year: "numeric", timeZone: "UTC" };
  return { date, form };
}

/** "29 July 2024", "July 2024", "2024", as far as the text says. */
export function day(text: string | null | undefined, short = false): string {
  if (!text) return "";
  const one = parsed(text);
  if (!one) return text;
  const form =
    short && one.form === dayForm
      ? shortForm
      : short && one.form.month
        ? { ...one.form, month: "short" as const }
        : one.form;
  return format(form).format(one.date);
}

/** "29–30 July 2024". */
export function days(from: string | null | undefined, to: string | null | undefined, short = false): string {
  if (!from) return "";
  if (!to || to === from) return day(from, short);
  const a = parsed(from);
  const b = parsed(to);
  if (!a || !b || a.form !== dayForm || b.form !== dayForm) return `${day(from, short)} – ${day(to, short)}`;
  if (settings.language === "ja") {
    // 2024年7月29日～30日; what both days share is said once.
    const shared = from.slice(0, 8) === to.slice(0, 8) ? /^.*月/ : from.slice(0, 5) === to.slice(0, 5) ? /^.*年/ : /^/;
    return `${day(from)}～${day(to).replace(shared, "")}`;
  }
  // Within a month the numbers stand close: 29–30 July.
  const text = format(short ? shortForm : dayForm).formatRange(a.date, b.date);
  return text.replace(/^(\d+)\s–\s(\d+\s)/, "$1–$2");
}

export function month(text: string): string {
  const one = parsed(text);
  return one ? format({ month: "short", year: "numeric", timeZone: "UTC" }).format(one.date) : text;
}

/** A moment of the log, on the reader's own clock. */
export function moment(text: string | null | undefined): string {
  if (!text) return "";
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  return format({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(date);
}

export function number(value: number): string {
  return value.toLocaleString(settings.language === "ja" ? "ja-JP" : "en-GB");
}

export function between(from: string, to: string): number | null {
  const a = parsed(from);
  const b = parsed(to);
  return a && b ? Math.round((b.date.getTime() - a.date.getTime()) / 86_400_000) : null;
}

/** "in 71 days", "today", "223 days ago": how far a day is from the desk's own. */
export function distance(from: string, to: string): string {
  const count = between(from, to);
  if (count === null) return "";
  if (count === 0) return t("day.today");
  return count > 0 ? t("day.ahead", { n: count }) : t("day.ago", { n: -count });
}

/** "0:27", "12:05": seconds that somebody waits for. */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
