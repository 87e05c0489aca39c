// What was promised: by whom, by when, in which words, and what became of it.
import { useEffect, useState } from "preact/hooks";
import type { FollowUp } from "../answers";
import type { Operation } from "../api";
import { useAsk } from "../ask";
import { Calendar } from "../parts/calendar";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { Form } from "../parts/form";
import { Mark } from "../parts/mark";
import { useParts } from "../parts/more";
import { Party, Said, Trail, sourceAddress, sourceName, useSources } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { Wide } from "../parts/wide";
import { asking, go, usePlace } from "../route";
import { day, distance } from "../time";
import { t, word } from "../words";

const page = 500;

export function FollowUpsPage() {
  const { query, hash } = usePlace();
  const all = query.get("all") === "1";
  const board = query.get("view") === "board";
  const { asked, more } = useParts("follow-ups", { soonest: true, ...(all && { all }) }, page);
  const today = useAsk("status", {}).value?.day ?? "";
  const [entering, setEntering] = useState(false);
  const [acted, setActing] = useState<FollowUp | null>(null);
  // As it is now, and as it was while it is not there.
  const acting = acted && (asked.value?.find((one) => one.number === acted.number) ?? acted);
  const head = asked.answer?.head ?? "";
  // What an address names may be closed.
  const lacks = /^f\d+$/.test(hash) && asked.value && !asked.value.some((one) => `f${one.number}` === hash);
  useEffect(() => {
    if (lacks && !all) go(`${asking({ all: "1" })}#${hash}`, true);
  }, [lacks]);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.follow_ups")}</h1>
      <div class="filters">
        <label class="flag">
          <input
            type="checkbox"
            checked={all}
            onChange={(event) => go(asking({ all: event.currentTarget.checked ? "1" : null }), true)}
          />{" "}
          {t("follow_ups.closed_too")}
        </label>
        <label>
          {t("follow_ups.view")}
          <select
            value={board ? "board" : ""}
            onChange={(event) => go(asking({ view: event.currentTarget.value }), true)}
          >
            <option value="">{t("follow_ups.table")}</option>
            <option value="board">{t("follow_ups.board")}</option>
          </select>
        </label>
        <Do operation="follow-up-add" onClick={() => setEntering(true)}>
          {t("follow_ups.new")}
        </Do>
        <Calendar />
      </div>
      <Show asked={asked}>
        {(list) => {
          const late = (one: FollowUp) => one.status === "open" && one.due !== null && today !== "" && one.due < today;
          if (list.length === 0) return <Empty>{t("follow_ups.none")}</Empty>;
          return board ? (
            <Board list={list} late={late} act={setActing} />
          ) : (
            <Table list={list} late={late} today={today} act={setActing} target={hash} />
          );
        }}
      </Show>
      {more}
      {entering && (
        <Dialog title={t("follow_ups.new")} close={() => setEntering(false)}>
          <Form operation="follow-up-add" head={head} done={() => setEntering(false)} />
        </Dialog>
      )}
      {acting && <Act one={acting} head={head} close={() => setActing(null)} />}
    </>
  );
}

interface ListProperties {
  list: FollowUp[];
  late: (one: FollowUp) => boolean;
  act: (one: FollowUp) => void;
}

function Words({ one }: { one: FollowUp }) {
  const quote = one.quote;
  return quote ? (
    <Trail quote={quote} source={quote.source}>
      <Said as="q">{one.text}</Said>
    </Trail>
  ) : (
    <span class="own-words">
      <Said>{one.text}</Said>
      {one.author && <span class="soft"> ({one.author})</span>}
    </span>
  );
}

function owner(code: string | null) {
  if (!code) return <span class="soft">{t("follow_ups.unknown")}</span>;
  return code === "both" || code === "all" ? <>{word("party", code)}</> : <Party code={code} />;
}

function Table({ list, late, today, act, target }: ListProperties & { today: string; target: string }) {
  const sources = useSources();
  return (
    <Wide label={t("nav.follow_ups")}>
      <table class="follow-ups stacked">
        <thead>
          <tr>
            <th scope="col" class="number">
              {t("follow_ups.number")}
            </th>
            <th scope="col">{t("follow_ups.words")}</th>
            <th scope="col">{t("follow_ups.owner")}</th>
            <th scope="col">{t("follow_ups.next")}</th>
            <th scope="col">{t("follow_ups.due_day")}</th>
            <th scope="col">{t("follow_ups.since")}</th>
            <th scope="col">{t("follow_ups.status")}</th>
            <th scope="col">
              <span class="aside">{t("follow_ups.act")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.number} id={`f${one.number}`} class={target === `f${one.number}` ? "aimed" : ""}>
              <td class="number">{one.number}</td>
              <th scope="row">
                <Words one={one} />
                {one.waits_for !== null && <span class="soft"> {t("follow_ups.waits", { n: one.waits_for })}</span>}
              </th>
              <td data-label={t("follow_ups.owner")}>{owner(one.owner)}</td>
              <td data-label={t("follow_ups.next")}>{owner(one.next_step_holder)}</td>
              <td data-label={t("follow_ups.due_day")}>
                {one.due ? (
                  <span class={late(one) ? "late" : ""}>
                    {day(one.due, true)}
                    {today && one.status === "open" && <span class="when"> {distance(today, one.due)}</span>}
                  </span>
                ) : (
                  <span class="soft">{t("follow_ups.no_date")}</span>
                )}
              </td>
              <td data-label={t("follow_ups.since")}>
                {one.round !== null
                  ? t("round.n", { n: one.round })
                  : one.quote
                    ? t("follow_ups.by_text")
                    : t("follow_ups.by_hand")}
                {one.age_rounds > 0 && <span class="when"> {t("follow_ups.age", { n: one.age_rounds })}</span>}
              </td>
              <td data-label={t("follow_ups.status")}>
                {word("status", one.status)}
                {one.reported && (
                  <span class="when">
                    {" "}
                    <Said>{one.reported}</Said>
                  </span>
                )}
                {one.closed_because && (
                  <span class="when">
                    {" "}
                    <Said>{one.closed_because}</Said>
                  </span>
                )}
                {one.closed_source && (
                  <span class="when">
                    {" "}
                    <a href={sourceAddress(one.closed_source)}>{sourceName(sources.get(one.closed_source))}</a>
                  </span>
                )}
              </td>
              <td class="act">
                <Do operation="follow-up-assign" onClick={() => act(one)}>
                  {t("follow_ups.act")}
                  <span class="aside"> {one.number}</span>
                </Do>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Board({ list, late, act }: ListProperties) {
  const holders = [...new Set(list.map((one) => one.next_step_holder ?? ""))].sort(
    (a, b) => Number(a === "") - Number(b === "") || a.localeCompare(b),
  );
  return (
    <div class="board">
      {holders.map((holder) => (
        <section key={holder} aria-labelledby={`h-${holder}`}>
          <h2 id={`h-${holder}`}>
            {holder ? t("follow_ups.held_by", { who: word("party", holder) }) : t("follow_ups.held_unknown")}
          </h2>
          <ul class="plain">
            {list
              .filter((one) => (one.next_step_holder ?? "") === holder)
              .map((one) => (
                <li key={one.number} id={`f${one.number}`}>
                  <Words one={one} />
                  <p class="from">
                    {t("follow_ups.owner")}: {owner(one.owner)} ·{" "}
                    {one.due ? (
                      <span class={late(one) ? "late" : ""}>{day(one.due, true)}</span>
                    ) : (
                      t("follow_ups.no_date")
                    )}{" "}
                    · {word("status", one.status)}{" "}
                    <Do operation="follow-up-assign" class="plain" onClick={() => act(one)}>
                      {t("follow_ups.act")}
                      <span class="aside"> {one.number}</span>
                    </Do>
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const actions: { operation: Operation; only: string[] }[] = [
  { operation: "follow-up-assign", only: ["owner", "next", "waits-for", "issues", "because"] },
  { operation: "follow-up-due", only: ["date", "because"] },
  { operation: "follow-up-done", only: ["because", "source", "file"] },
  { operation: "follow-up-drop", only: ["because", "source", "file"] },
  { operation: "commitment-status", only: ["party", "status", "date", "words", "because"] },
  { operation: "follow-up-reword", only: ["text", "because"] },
];

function Act({ one, head, close }: { one: FollowUp; head: string; close: () => void }) {
  const offered = actions.filter((action) => action.operation !== "follow-up-reword" || one.fact === null);
  const [chosen, setChosen] = useState<Operation>("follow-up-assign");
  const action = offered.find((each) => each.operation === chosen)!;
  const values: Record<string, string> =
    chosen === "follow-up-assign"
      ? {
          owner: one.owner ?? "",
          next: one.next_step_holder ?? "",
          "waits-for": one.waits_for === null ? "" : String(one.waits_for),
        }
      : chosen === "follow-up-reword"
        ? { text: one.text }
        : {};
  return (
    <Dialog title={t("follow_ups.n", { n: one.number })} close={close}>
      <p>
        <Words one={one} /> <Mark kind="follow-up" which={String(one.number)} head={head} />
      </p>
      <fieldset class="choices">
        <legend class="aside">{t("follow_ups.act")}</legend>
        {offered.map((each) => (
          <label key={each.operation}>
            <input
              type="radio"
              name="action"
              checked={each.operation === chosen}
              onChange={() => setChosen(each.operation)}
            />{" "}
            {word("do", each.operation)}
          </label>
        ))}
      </fieldset>
      <Form
        key={chosen}
        operation={chosen}
        fixed={{ number: one.number }}
        values={chosen === "follow-up-due" ? { date: one.due ?? "" } : values}
        only={action.only}
        head={head}
        submit={word("do", chosen)}
        done={close}
      />
    </Dialog>
  );
}
