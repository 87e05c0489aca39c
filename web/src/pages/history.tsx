// The log: what happened on the desk, newest first; every command can be taken back, which is itself an event.
import { useEffect, useState } from "preact/hooks";
import type { LogEvent } from "../answers";
import { change, useAsk } from "../ask";
import { Do } from "../parts/do";
import { Said } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { complain, say } from "../parts/toast";
import { usePlace } from "../route";
import { moment } from "../time";
import { t, word } from "../words";

export function HistoryPage() {
  const [limit, setLimit] = useState(200);
  const asked = useAsk("log", { limit, payload: true });
  const { hash } = usePlace();
  // An older event than those that are shown at first: once, all are asked for.
  const lacks = hash !== "" && asked.value && !asked.value.some((event) => `e${event.id.slice(0, 8)}` === hash);
  useEffect(() => {
    if (lacks && asked.value?.length === limit && limit < 10_000) setLimit(10_000);
  }, [lacks]);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.history")}</h1>
      <p class="lede">{t("history.help")}</p>
      <Show asked={asked}>
        {(events) => {
          if (events.length === 0) return <Empty>{t("history.none")}</Empty>;
          // What one command wrote stands together.
          const commands: LogEvent[][] = [];
          for (const event of events) {
            const last = commands.at(-1);
            if (last?.[0] && last[0].command === event.command) last.push(event);
            else commands.push([event]);
          }
          return (
            <>
              <ol class="history">
                {commands.map((list) => (
                  <Command key={list[0]!.id} events={list} hash={hash} head={asked.answer?.head ?? ""} />
                ))}
              </ol>
              {events.length >= limit && (
                <p>
                  <button type="button" onClick={() => setLimit(limit * 4)}>
                    {t("history.more")}
                  </button>
                </p>
              )}
            </>
          );
        }}
      </Show>
    </>
  );
}

/** What an event says, in a few words. */
function what(event: LogEvent): string {
  const payload = event.payload ?? {};
  const text = (name: string) => (typeof payload[name] === "string" ? (payload[name] as string) : "");
  const quote = payload.quote as { text?: string } | undefined;
  switch (event.kind) {
    case "entry.set":
      return `${word("thing", text("noun"))} ${String(payload.number ?? "")}: ${Object.entries(
        (payload.fields as Record<string, string>) ?? {},
      )
        .map(([name, value]) => `${word("field", name)} ${value || "–"}`)
        .join("; ")}`;
    case "fact.decided":
      return `${word("decision", text("decision"))}: ${quote?.text ?? text("fact")}`;
    case "thread.decided":
      return `${word("decision", text("decision"))} ${text("name")}`;
    case "source.added":
    case "reading.stored":
      return text("title") || text("file_name");
    case "mark.set":
      return `${word("thing", text("kind") || text("about"))} ${String(payload.which ?? payload.number ?? "")}: ${word("choice", text("mark"))}, ${word("choice", text("audience"))}`;
    case "issue.numbered":
    case "followup.numbered":
      return `${String(payload.number ?? "")} ${quote?.text ?? ""}`;
    case "note.added":
    case "note.reworded":
    case "followup.added":
    case "followup.reworded":
      return text("text");
    case "event.undone":
      return text("event").slice(0, 8);
    default:
      return Object.entries(payload)
        .filter(
          ([name, value]) =>
            (typeof value === "string" || typeof value === "number") &&
            value !== "" &&
            !/^(source|text_sha256|fact|event)$/.test(name),
        )
        .map(([name, value]) => `${word("field", name)} ${String(value)}`)
        .join("; ");
  }
}

function Command({ events, hash, head }: { events: LogEvent[]; hash: string; head: string }) {
  const [first] = events;
  const [open, setOpen] = useState(events.some((event) => hash === `e${event.id.slice(0, 8)}`));
  const shown = events.length > 4 && !open ? events.slice(0, 3) : events;
  const undone = events.every((event) => event.undone);
  const undo = (event: string, command: boolean) =>
    change("undo", command ? { event, command: true } : { event }, head).then(() => say(t("toast.undone")), complain);
  return (
    <li class={undone ? "undone" : ""}>
      <p class="from">
        {moment(first!.time)} · {first!.author_name}
        {!undone && (
          <Do operation="undo" class="plain" onClick={() => void undo(first!.id, events.length > 1)}>
            {t("history.undo")}
            <span class="aside"> {what(first!).slice(0, 60)}</span>
          </Do>
        )}
      </p>
      <ul>
        {shown.map((event) => {
          const because = typeof event.payload?.because === "string" ? event.payload.because : "";
          return (
            <li key={event.id} id={`e${event.id.slice(0, 8)}`} class={event.undone ? "undone" : ""}>
              <span class="event-kind">{word("event", event.kind.replace(".", "_"))}</span>{" "}
              <span>
                <Said>{what(event)}</Said>
                {because && (
                  <span class="soft">
                    {" – "}
                    <Said>{because}</Said>
                  </span>
                )}
                {event.undone && <span class="soft"> ({t("history.undone")})</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {shown.length < events.length && (
        <button type="button" class="plain" onClick={() => setOpen(true)}>
          {t("desk.more", { n: events.length - shown.length })}
        </button>
      )}
    </li>
  );
}
