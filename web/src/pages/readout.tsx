// A round's readout, drafted in the house style of a side. It is a draft until a person has shown it to the other side.
import { useAsk } from "../ask";
import { paper } from "../call";
import { ChooseDialogue } from "../parts/choose";
import { EditedDraft } from "../parts/draft";
import { Said } from "../parts/said";
import { Empty, Failed, Waiting } from "../parts/states";
import { complain } from "../parts/toast";
import { asking, go, usePlace } from "../route";
import { useDialogue, useRounds } from "../threads";
import { days } from "../time";
import { languageOf, t, word } from "../words";

export function ReadoutPage() {
  const { query } = usePlace();
  const { all, one, asked: dialogues } = useDialogue();
  const { rounds, asked: list } = useRounds(one?.name);
  const round = query.get("round") ?? String(rounds.filter((each) => each.sources.length > 0).at(-1)?.ordinal ?? "");
  const side = query.get("side") ?? "";
  const language = query.get("language") ?? "";
  const from = query.get("from") ?? "";
  const inside = query.get("profile") === "delegation";
  const joint = query.get("joint") === "1";
  const request = {
    round,
    ...(one ? { dialogue: one.name } : {}),
    ...(side ? { side } : {}),
    ...(language ? { language } : {}),
    ...(from ? { from: from as "own" | "texts" | "entries" } : {}),
    ...(inside ? { profile: "delegation" as const } : {}),
    ...(joint ? { joint: true } : {}),
  };
  const asked = useAsk("readout-draft", round && one ? request : null);
  const set = (name: string) => (event: { currentTarget: HTMLSelectElement }) =>
    go(asking({ [name]: event.currentTarget.value }), true);
  const draft = asked.value;
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.readout")}</h1>
      <div class="filters">
        <ChooseDialogue all={all} chosen={one} choose={(d) => go(asking({ d, round: null }), true)} />
        <label>
          {t("round.word")}
          <select value={round} onChange={set("round")}>
            {rounds.map((each) => (
              <option key={each.start} value={each.ordinal}>
                {each.ordinal} ({days(each.start, each.end, true)})
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("readout.side")}
          <select value={side} onChange={set("side")}>
            <option value="">{t("readout.own_side")}</option>
            {one?.parties.map((code) => (
              <option key={code} value={code}>
                {word("party", code)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {word("field", "language")}
          <select value={language} onChange={set("language")}>
            <option value="">{t("readout.side_language")}</option>
            <option value="en">{word("choice", "en")}</option>
            <option value="ja">{word("choice", "ja")}</option>
          </select>
        </label>
        <label>
          {t("readout.from")}
          <select value={from} onChange={set("from")}>
            <option value="">{t("readout.from_any")}</option>
            {["own", "texts", "entries"].map((each) => (
              <option key={each} value={each}>
                {word("from", each)}
              </option>
            ))}
          </select>
        </label>
        <label class="flag">
          <input
            type="checkbox"
            checked={inside}
            onChange={(event) => go(asking({ profile: event.currentTarget.checked ? "delegation" : null }), true)}
          />{" "}
          {t("readout.working")}
        </label>
        <label class="flag">
          <input
            type="checkbox"
            checked={joint}
            onChange={(event) => go(asking({ joint: event.currentTarget.checked ? "1" : null }), true)}
          />{" "}
          {t("readout.joint")}
        </label>
      </div>
      {list.value && rounds.length === 0 && one && <Empty>{t("rounds.none")}</Empty>}
      {dialogues.refusal && !one && <Failed refusal={dialogues.refusal} />}
      {dialogues.value && !one && <Empty>{t("desk.no_round")}</Empty>}
      {asked.refusal && <Failed refusal={asked.refusal} />}
      {asked.loading && !draft && round && <Waiting />}
      {draft && (
        <>
          <p class="actions">
            {["html", "docx", "md"].map((format) => (
              <button
                key={format}
                type="button"
                onClick={() => void paper("readout-draft", request, format).catch(complain)}
              >
                {format.toUpperCase()}
              </button>
            ))}
          </p>
          <p class="hint" lang="en">
            {asked.answer?.remark ?? draft.note}
          </p>
          <div class="columns">
            {draft.sentences ? (
              <div>
                <EditedDraft
                  key={JSON.stringify(request)}
                  draft={draft}
                  sentences={draft.sentences}
                  request={request}
                />
              </div>
            ) : (
              <article class="paper" lang={draft.language}>
                {draft.text.split(/\n{2,}/).map((text, i) => (
                  <p key={i} class={text.startsWith("  •") || text.startsWith("  ・") ? "bullet" : ""}>
                    {text.trim()}
                  </p>
                ))}
              </article>
            )}
            <div class="beside">
              <Left name={t("readout.left_out")} list={draft.left_out} />
              <Left name={t("readout.not_used")} list={draft.not_used} />
              <Left name={t("readout.no_outcome")} list={draft.no_outcome} />
              <Left name={t("readout.other_language")} list={draft.other_language} />
              <p class="hint">{t("readout.breadcrumbs")}</p>
              {draft.sentences && <p class="hint">{t("draft.word")}</p>}
            </div>
          </div>
        </>
      )}
    </>
  );
}

function Left({ name, list }: { name: string; list: unknown[] }) {
  if (list.length === 0) return null;
  return (
    <section>
      <h2>{name}</h2>
      <ul class="plain">
        {list.map((one) => {
          const text =
            typeof one === "string"
              ? one
              : String(
                  (one as Record<string, unknown>).text ??
                    (one as Record<string, unknown>).sentence ??
                    JSON.stringify(one),
                );
          return (
            <li key={text} lang={languageOf(text)}>
              <Said>{text}</Said>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
