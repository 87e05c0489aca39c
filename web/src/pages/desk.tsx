import type { FollowUp, Status } from "../answers";
import { useAsk } from "../ask";
import { settings } from "../look";
import { Changes } from "../parts/changes";
import { WhyNot } from "../parts/do";
import { Facts } from "../parts/facts";
import { Party, Said, sourceAddress, sourceName } from "../parts/said";
import { Empty, Show, Waiting } from "../parts/states";
import { asking } from "../route";
import { may } from "../session";
import { roundAddress, useDialogue, useRounds, useThreads } from "../threads";
import { day, days, distance } from "../time";
import { joined, t, word } from "../words";

export function DeskPage() {
  const { all, one, asked, query } = useDialogue();
  const status = useAsk("status", one ? { dialogue: one.name } : null);
  const { rounds } = useRounds(one?.name);
  const { threads, loading } = useThreads(one?.name);
  if (asked.value && all.length === 0) return <Bare />;
  if (!one)
    return (
      <>
        <h1 tabIndex={-1}>{t("nav.desk")}</h1>
        <Show asked={asked}>{() => <Waiting />}</Show>
      </>
    );
  const read = rounds.filter((round) => round.sources.length > 0);
  const last = read.at(-1);
  return (
    <>
      <h1 tabIndex={-1}>
        <Said>{one.name}</Said>
      </h1>
      {all.length > 1 && (
        <nav class="switch" aria-label={t("desk.dialogues")}>
          {all.map((dialogue) => (
            <a
              key={dialogue.id}
              href={dialogue === all[0] ? "/" : asking({ d: dialogue.id })}
              aria-current={dialogue === one ? "true" : undefined}
            >
              <Said>{dialogue.short_name ?? dialogue.name}</Said>
            </a>
          ))}
        </nav>
      )}
      <Show asked={status}>{(value) => <Lede status={value} dialogue={one.name} />}</Show>
      <div class="columns">
        <section aria-labelledby="changed">
          <h2 id="changed">
            {last ? t("desk.changed", { n: last.ordinal ?? day(last.start) }) : t("desk.changed_none")}
          </h2>
          {read.length > 1 && (
            <p class="pairs">
              {t("desk.between")}{" "}
              {read.slice(1).map((round, i) => (
                <a key={round.start} href={roundAddress(round, all)} aria-current={round === last ? "true" : undefined}>
                  {read[i]!.ordinal}
                  <span aria-hidden="true">→</span>
                  <span class="aside">{t("desk.and")}</span>
                  {round.ordinal}
                </a>
              ))}
              <a href={`/issues${query}`}>{t("desk.all_rounds")}</a>
            </p>
          )}
          {last && (loading ? <Waiting /> : <Changes threads={threads} round={last} />)}
          {!last && <Empty>{t("desk.no_round")}</Empty>}
        </section>
        <div class="beside">
          <Show asked={status}>{(value) => <Beside status={value} />}</Show>
          <Recent />
        </div>
      </div>
    </>
  );
}

function Lede({ status, dialogue }: { status: Status; dialogue: string }) {
  const { rounds } = useRounds(dialogue);
  const { all } = useDialogue();
  const last =
    rounds.find((round) => String(round.ordinal) === status.last_round) ??
    rounds.filter((round) => round.sources.length > 0).at(-1);
  const next = rounds.find((round) => round.entered && round.entered.number === status.next_round.entry);
  return (
    <p class="lede">
      {last && (
        <>
          <a href={roundAddress(last, all)}>{t("round.n", { n: last.ordinal ?? "" })}</a>{" "}
          {t("desk.was_held", { when: days(last.start, last.end) })}
          {last.start && t("desk.ago", { distance: distance(status.day, last.end ?? last.start) })}{" "}
        </>
      )}
      {next ? (
        <>
          <a href={`/entries/round/${next.entered?.number}`}>{t("round.n", { n: next.ordinal ?? "" })}</a>{" "}
          {t("desk.next_is", {
            state: word("round_state", status.next_round.state),
            when: days(next.start, next.end) || (status.next_round.when ?? ""),
          })}
          {next.place ? t("desk.in_place", { place: next.place }) : ""}
          {next.start ? t("desk.ahead", { distance: distance(status.day, next.start) }) : t("desk.stop")}
        </>
      ) : status.next_round.entry ? (
        <a href={`/entries/round/${status.next_round.entry}`}>
          {t("desk.next_is", {
            state: word("round_state", status.next_round.state),
            when: status.next_round.when ?? "",
          })}
          {t("desk.stop")}
        </a>
      ) : (
        <a href="/entries/round?new=1">{t("desk.no_next")}</a>
      )}
    </p>
  );
}

function Beside({ status }: { status: Status }) {
  const unsure = useAsk("facts", { waiting: true, limit: 1000 });
  const waiting = unsure.value?.length ?? 0;
  const questions = useAsk("questions", { language: settings.language, limit: 200 }).value?.length ?? 0;
  const proposals = useAsk("review", {}).value?.flatMap((one) => one.reports_on).length ?? 0;
  const open = useAsk("follow-ups", { dialogue: status.dialogue ?? undefined, limit: 1000 }).value ?? [];
  const late = new Set(status.overdue.map((one) => one.number));
  const shown = [...status.overdue, ...open.filter((one) => one.status === "open" && !late.has(one.number))];
  return (
    <>
      <section aria-labelledby="for-you">
        <h2 id="for-you">{t("desk.for_you")}</h2>
        <ul class="plain">
          <li>
            <a href="/waiting">{t("desk.facts", { n: waiting })}</a>
            {waiting > 0 && may("confirm") && (
              <div class="few">
                <Facts facts={(unsure.value ?? []).slice(0, 2)} head={unsure.answer?.head ?? ""} />
              </div>
            )}
          </li>
          <li>
            <a href="/waiting#questions">{t("desk.questions", { n: questions })}</a>
          </li>
          {proposals > 0 && (
            <li>
              <a href="/waiting#review">{t("desk.proposals", { n: proposals })}</a>
            </li>
          )}
          {status.papers_unanswered.map((paper) => (
            <li key={paper.paper}>
              <a href={`/entries/paper/${paper.paper}`}>
                <Said>{paper.title}</Said>
              </a>{" "}
              <span class="soft">
                {t("desk.unanswered", {
                  who: joined(paper.owed_by.map((code) => word("party", code))),
                  n: paper.days ?? 0,
                })}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="owed">
        <h2 id="owed">
          <a href="/follow-ups">{t("nav.follow_ups")}</a>
        </h2>
        {shown.length === 0 && <Empty>{t("follow_ups.none")}</Empty>}
        <ul class="plain owed">
          {shown.slice(0, 6).map((one) => (
            <Owed key={one.number} one={one} late={late.has(one.number)} today={status.day} />
          ))}
        </ul>
        {shown.length > 6 && (
          <p>
            <a href="/follow-ups">{t("desk.more", { n: shown.length - 6 })}</a>
          </p>
        )}
      </section>
      {status.meetings_to_come.length + status.measures.length + status.bodies_without_meeting.length > 0 && (
        <section aria-labelledby="coming">
          <h2 id="coming">{t("desk.coming")}</h2>
          <ul class="plain">
            {status.meetings_to_come.map((one) => (
              <li key={`m${one.number}`}>
                <span class="when">{day(one.fields.start, true)}</span>{" "}
                <a href={`/entries/meeting/${one.number}`}>{t("desk.meeting", { n: one.fields.body ?? "" })}</a>
                {one.fields.place && <span class="soft">, {one.fields.place}</span>}
              </li>
            ))}
            {status.bodies_without_meeting.map((name) => (
              <li key={name}>
                <span class="soft">{t("desk.no_meeting")}</span>{" "}
                <a href="/bodies">
                  <Said>{name}</Said>
                </a>
              </li>
            ))}
            {status.measures.map((one) => (
              <li key={`x${one.number}`}>
                <span class="when">{day(one.fields.comments_due ?? one.fields.response_due, true)}</span>{" "}
                <a href={`/entries/measure/${one.number}`}>
                  <Said>{one.fields.title ?? ""}</Said>
                </a>{" "}
                <span class="soft">
                  {one.fields.country}, {word("choice", one.fields.status)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Owed({ one, late, today }: { one: FollowUp; late: boolean; today: string }) {
  return (
    <li>
      <span class="owner">
        {one.owner ? <Party code={one.owner === "both" ? t("party.both") : one.owner} /> : t("follow_ups.unknown")}
      </span>{" "}
      <a href={`/follow-ups#f${one.number}`}>
        <Said>{one.text}</Said>
      </a>{" "}
      <span class={late ? "late" : "soft"}>
        {one.due
          ? `${late ? t("follow_ups.overdue") : t("follow_ups.due")} ${day(one.due, true)}, ${distance(today, one.due)}`
          : t("follow_ups.age", { n: one.age_rounds })}
      </span>
    </li>
  );
}

function Recent() {
  const recent = useAsk("sources", { newest: true, limit: 5 }).value ?? [];
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">
        <a href="/sources">{t("desk.recent")}</a>
      </h2>
      <ul class="plain">
        {recent.map((one) => (
          <li key={one.sha256}>
            <a href={sourceAddress(one.sha256)}>
              <Said>{one.title ?? one.file_name}</Said>
            </a>{" "}
            <span class="soft">{sourceName(one)}</span>
          </li>
        ))}
      </ul>
      {may("read") && (
        <p class="hint">
          {t("desk.drop")} <a href="/read">{t("desk.paste")}</a>
        </p>
      )}
    </section>
  );
}

function Bare() {
  return (
    <>
      <h1 tabIndex={-1}>{t("desk.bare")}</h1>
      <p class="lede">{t("desk.bare_help")}</p>
      <p>
        {may("read") ? (
          <a class="button main" href="/read">
            {t("nav.read")}
          </a>
        ) : (
          <WhyNot operation="read" />
        )}
      </p>
    </>
  );
}
