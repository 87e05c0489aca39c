// An agenda: drafted from what is open, ordered by drag or by keyboard, printed with the times of both capitals.
import { useState } from "preact/hooks";
import type { Agenda } from "../answers";
import type { Operation } from "../api";
import { change, useAsk } from "../ask";
import { paper } from "../call";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { entryName } from "../parts/entry";
import { Form, type Values } from "../parts/form";
import { Said } from "../parts/said";
import { Empty, Failed, Show } from "../parts/states";
import { complain, say } from "../parts/toast";
import { Wide } from "../parts/wide";
import { asking, go, usePlace } from "../route";
import { may } from "../session";
import { number } from "../time";
import { t, word } from "../words";

export function AgendaPage() {
  const { query } = usePlace();
  const agendas = useAsk("entries", { noun: "agenda" });
  const round = query.get("round");
  const list = agendas.value ?? [];
  const one =
    list.find((entry) => String(entry.number) === query.get("n")) ??
    list.find((entry) => round !== null && entry.fields.round === round) ??
    list.at(-1);
  const asked = useAsk("agenda-print", one ? { agenda: one.number } : null);
  const [drafting, setDrafting] = useState(false);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.agenda")}</h1>
      <div class="filters">
        {list.length > 1 && (
          <label>
            {t("agenda.which")}
            <select
              value={one?.number}
              onChange={(event) => go(asking({ n: event.currentTarget.value, round: null }), true)}
            >
              {list.map((entry) => (
                <option key={entry.number} value={entry.number}>
                  {entryName(entry)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p class="actions">
        <Do operation="agenda-draft" onClick={() => setDrafting(true)}>
          {t("agenda.draft")}
        </Do>
      </p>
      <Show asked={agendas}>
        {() =>
          one ? (
            asked.value ? (
              <One agenda={asked.value} head={asked.answer?.head ?? ""} />
            ) : asked.refusal ? (
              <Failed refusal={asked.refusal} />
            ) : null
          ) : (
            <Empty>{t("agenda.none")}</Empty>
          )
        }
      </Show>
      {drafting && (
        <Dialog title={t("agenda.draft")} close={() => setDrafting(false)}>
          <p>{t("agenda.draft_help")}</p>
          <Form
            operation="agenda-draft"
            values={round ? { round } : {}}
            head={agendas.answer?.head}
            submit={t("agenda.draft")}
            done={() => setDrafting(false)}
          />
        </Dialog>
      )}
    </>
  );
}

interface Edit {
  title: string;
  operation: Operation;
  fixed: Record<string, unknown>;
  only: string[];
}

function said(item: Agenda["items"][number] | undefined): Values {
  if (!item) return {};
  const { title, minutes, lead, outcome } = item;
  return {
    title,
    minutes: String(minutes ?? ""),
    lead: lead ?? "",
    outcome: outcome?.replaceAll("_", " ") ?? "",
    state: "in",
  };
}

function about(text: string): string | null {
  const [noun = "", which = ""] = text.split(":");
  if (noun === "follow_up") return `/follow-ups#f${which}`;
  if (noun === "issue") return `/issues/${which}`;
  return which ? `/entries/${noun}/${which}` : null;
}

function One({ agenda, head }: { agenda: Agenda; head: string }) {
  const [edit, setEdit] = useState<Edit | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const out = (useAsk("entries", { noun: "item" }).value ?? []).filter(
    (item) => item.fields.agenda === String(agenda.agenda) && item.fields.state === "left out",
  );
  const { items } = agenda;

  async function move(item: number, place: number) {
    try {
      const answer = await change("agenda-set", { item, place }, head);
      say(t("agenda.moved", { n: place }), answer.head);
    } catch (error) {
      complain(error);
    }
  }
  const take = (format: string) => void paper("agenda-print", { agenda: agenda.agenda }, format).catch(complain);
  return (
    <>
      <p class="lede agenda-of">
        <Said>{agenda.title}</Said>
        {t("agenda.total", { n: items.length, minutes: number(agenda.minutes) })}
      </p>
      <p class="actions">
        <Do
          operation="agenda-add"
          onClick={() =>
            setEdit({
              title: t("agenda.add"),
              operation: "agenda-add",
              fixed: { agenda: agenda.agenda },
              only: ["title", "minutes", "lead", "place"],
            })
          }
        >
          {t("agenda.add")}
        </Do>
        {["html", "docx", "md", "ics"].map((format) => (
          <button key={format} type="button" class="plain" onClick={() => take(format)}>
            {format.toUpperCase()}
          </button>
        ))}
      </p>
      <Wide label={t("nav.agenda")}>
        <table class="agenda stacked">
          <thead>
            <tr>
              <th scope="col">{t("agenda.begins")}</th>
              <th scope="col" class="number">
                {t("agenda.minutes")}
              </th>
              <th scope="col">{t("agenda.item")}</th>
              <th scope="col">{t("agenda.lead")}</th>
              <th scope="col">{t("agenda.outcome")}</th>
              <th scope="col">
                <span class="aside">{t("agenda.order")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, i) => {
              const address = about(item.about);
              return (
                <tr
                  key={item.item}
                  id={`i${item.item}`}
                  draggable={may("agenda-set")}
                  class={over === item.item ? "over" : dragged === item.item ? "dragged" : ""}
                  onDragStart={(event) => {
                    event.dataTransfer?.setData("text/plain", String(item.item));
                    setDragged(item.item);
                  }}
                  onDragEnd={() => {
                    setDragged(null);
                    setOver(null);
                  }}
                  onDragOver={(event) => {
                    if (dragged === null) return;
                    event.preventDefault();
                    if (over !== item.item) setOver(item.item);
                  }}
                  onDrop={(event) => {
                    if (dragged === null) return;
                    event.preventDefault();
                    setOver(null);
                    if (dragged !== item.item) void move(dragged, item.place);
                  }}
                >
                  <td class="when">{item.begins ?? ""}</td>
                  <td class="number">{item.minutes ?? ""}</td>
                  <th scope="row">
                    {address ? (
                      <a href={address}>
                        <Said>{item.title}</Said>
                      </a>
                    ) : (
                      <Said>{item.title}</Said>
                    )}
                  </th>
                  <td data-label={t("agenda.lead")}>{item.lead ? word("party", item.lead) : ""}</td>
                  <td data-label={t("agenda.outcome")}>{item.outcome ? word("choice", item.outcome) : ""}</td>
                  <td class="act">
                    <Do
                      operation="agenda-set"
                      class="plain"
                      disabled={i === 0}
                      onClick={() => void move(item.item, items[i - 1]!.place)}
                      aria-label={t("agenda.up", { what: item.title })}
                    >
                      ↑
                    </Do>
                    <Do
                      operation="agenda-set"
                      class="plain"
                      disabled={i === items.length - 1}
                      onClick={() => void move(item.item, items[i + 1]!.place)}
                      aria-label={t("agenda.down", { what: item.title })}
                    >
                      ↓
                    </Do>
                    <Do
                      operation="agenda-set"
                      class="plain"
                      aria-label={t("agenda.change", { what: item.title })}
                      onClick={() =>
                        setEdit({
                          title: item.title,
                          operation: "agenda-set",
                          fixed: { item: item.item },
                          only: ["title", "minutes", "lead", "outcome", "because"],
                        })
                      }
                    >
                      {t("entry.edit")}
                    </Do>
                    <Do
                      operation="agenda-drop"
                      class="plain"
                      aria-label={t("agenda.drop", { what: item.title })}
                      onClick={() =>
                        setEdit({
                          title: t("agenda.drop", { what: item.title }),
                          operation: "agenda-drop",
                          fixed: { item: item.item },
                          only: ["because"],
                        })
                      }
                    >
                      {t("agenda.leave_out")}
                    </Do>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      {out.length > 0 && (
        <section aria-labelledby="out">
          <h2 id="out">{t("agenda.left_out")}</h2>
          <ul class="plain">
            {out.map((item) => (
              <li key={item.number}>
                <Said>{item.fields.title ?? ""}</Said>{" "}
                <Do
                  operation="agenda-set"
                  class="plain"
                  onClick={() =>
                    change("agenda-set", { item: item.number, state: "in" }, head).then(
                      (answer) => say(t("agenda.back"), answer.head),
                      complain,
                    )
                  }
                >
                  {t("agenda.take_in")}
                  <span class="aside"> {item.fields.title}</span>
                </Do>
              </li>
            ))}
          </ul>
        </section>
      )}
      {edit && (
        <Dialog title={edit.title} close={() => setEdit(null)}>
          <Form
            operation={edit.operation}
            fixed={edit.fixed}
            values={edit.operation === "agenda-set" ? said(items.find((item) => item.item === edit.fixed.item)) : {}}
            only={edit.only}
            head={head}
            done={() => setEdit(null)}
          />
        </Dialog>
      )}
    </>
  );
}
