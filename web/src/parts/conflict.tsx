// An edit of something that moved on: what changed since, by whom, and the choice between looking again and sending anyway.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { moment } from "../time";
import type { Changed, Refusal } from "../wire";
import { languageOf, t, word } from "../words";
import { Refused } from "./states";
import { Subject } from "./subject";

function movedOn(refusal: Refusal): boolean {
  return refusal.code === "desk.moved_on";
}

/** "10 Mar, 09:00 · R. Blake: entry set, Paper 1" */
function Since({ changed }: { changed: Changed[] }) {
  return (
    <ul class="plain since">
      {changed.slice(0, 6).map((one) => (
        <li key={one.time + one.kind + one.subject}>
          <span class="soft">{moment(one.time)}</span> <b lang={languageOf(one.author_name)}>{one.author_name}</b>{" "}
          {word("event", one.kind.replace(".", "_"))}
          {one.subject && (
            <>
              {": "}
              <Subject subject={one.subject} />
            </>
          )}
        </li>
      ))}
      {changed.length > 6 && (
        <li>
          <a href="/history">{t("desk.more", { n: changed.length - 6 })}</a>
        </li>
      )}
    </ul>
  );
}

interface Properties {
  refusal: Refusal;
  /** Takes the new state in; what was typed stays. */
  look: () => void;
  /** Sends it on top of what changed. */
  send: () => void;
}

function Conflict({ refusal, look, send }: Properties) {
  const { changed, message } = refusal.problem;
  return (
    <div class="failed" role="alert">
      <Refused refusal={refusal} />
      {changed?.length ? <Since changed={changed} /> : <p lang={languageOf(message)}>{message}</p>}
      <p>{t("conflict.kept")}</p>
      <p class="actions">
        <button type="button" onClick={look}>
          {t("conflict.look")}
        </button>
        <button type="button" onClick={send}>
          {t("conflict.send")}
        </button>
      </p>
    </div>
  );
}

/** Why a form was not taken, if so; where what it was opened on moved on, with the choice. */
export function Hindered({ refusal, look, send }: Omit<Properties, "refusal"> & { refusal: Refusal | null }) {
  if (!refusal) return null;
  if (movedOn(refusal)) return <Conflict refusal={refusal} look={look} send={send} />;
  return (
    <div class="failed" role="alert">
      <Refused refusal={refusal} />
    </div>
  );
}

export type Values = Record<string, string>;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a form was opened on. An edit by somebody else meanwhile is for the desk to refuse, not for the form to take in unseen:
 *  only `look` does, into the fields that nobody touched. */
export function useOpened(now: Values, newestHead: string | undefined, names: string[]) {
  const form = useRef<HTMLFormElement>(null);
  const [{ values, head }, setOpened] = useState({ values: now, head: newestHead });
  const [theirs, setTheirs] = useState<[name: string, value: string][]>([]);
  const kept = useRef<{ typed: Values; was: Values } | null>(null);
  const field = (name: string) => form.current?.elements.namedItem(name) as Field | null;
  function look() {
    const typed: Values = {};
    for (const name of names) typed[name] = field(name)?.value ?? "";
    kept.current = { typed, was: values };
    setOpened({ values: now, head: newestHead });
  }
  useLayoutEffect(() => {
    if (!kept.current) return;
    const { typed, was } = kept.current;
    kept.current = null;
    const others: [string, string][] = [];
    for (const name of names) {
      const [before, after, mine] = [was[name] ?? "", values[name] ?? "", typed[name] ?? ""];
      const control = field(name);
      if (!control || control.type === "file" || control.type === "checkbox") continue;
      control.value = mine === before ? after : mine;
      if (mine !== before && after !== before && after !== mine) others.push([name, after]);
    }
    setTheirs(others);
  }, [values]);
  return { form, values, head, look, theirs };
}

/** What somebody else wrote into fields that were typed into here. */
export function Theirs({ list, family }: { list: [name: string, value: string][]; family: string }) {
  if (list.length === 0) return null;
  return (
    <div class="remark" role="status">
      <p>{t("conflict.theirs")}</p>
      <ul class="plain">
        {list.map(([name, value]) => (
          <li key={name}>
            <span class="soft">{word(family, name)}:</span> <span lang={languageOf(value)}>{value || "–"}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
