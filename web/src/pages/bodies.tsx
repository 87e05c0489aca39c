import { useState } from "preact/hooks";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { Form } from "../parts/form";
import { useParts } from "../parts/more";
import { Said, Trail } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { useDialogue } from "../threads";
import { days } from "../time";
import { joined, t, word } from "../words";

export function BodiesPage() {
  const { asked, more } = useParts("bodies", {}, 300);
  const { all } = useDialogue();
  const [entering, setEntering] = useState(false);
  const [meeting, setMeeting] = useState<number | null>(null);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.bodies")}</h1>
      <p class="actions">
        <Do operation="body-new" onClick={() => setEntering(true)}>
          {t("bodies.new")}
        </Do>
      </p>
      <Show asked={asked}>
        {(bodies) =>
          bodies.length === 0 ? (
            <Empty>{t("bodies.none")}</Empty>
          ) : (
            <>
              {bodies.map((body) => {
                const dialogue = all.find((one) => one.name === body.name);
                const stage = body.entered?.fields.stage ?? body.stage;
                return (
                  <section key={body.name} class="body">
                    <h2>
                      {body.entered ? (
                        <a href={`/entries/body/${body.entered.number}`}>
                          <Said>{body.name}</Said>
                        </a>
                      ) : (
                        <Said>{body.name}</Said>
                      )}
                    </h2>
                    <p class="byline">
                      {joined([
                        body.relation && word("choice", body.relation),
                        stage && word("choice", stage),
                        body.entered?.fields.lead && t("bodies.led", { who: body.entered.fields.lead }),
                      ])}
                      {dialogue && dialogue.rounds > 0 && (
                        <>
                          {" "}
                          <a href={`/?d=${dialogue.id}`}>{t("bodies.own_rounds", { n: dialogue.rounds })}</a>
                        </>
                      )}
                    </p>
                    <ol class="sayings">
                      {body.sayings.map((saying) => (
                        <li key={saying.quote.source + saying.quote.start}>
                          <Trail quote={saying.quote} source={saying.quote.source}>
                            {saying.round === null ? t("source.a") : t("round.n", { n: saying.round })}
                          </Trail>{" "}
                          <span class="soft">{saying.stage ? <Said>{saying.stage}</Said> : t("bodies.named")}</span>
                          {saying.next_meeting && (
                            <span class="soft">
                              , <Said>{saying.next_meeting}</Said>
                            </span>
                          )}
                        </li>
                      ))}
                      {(body.entered?.meetings ?? []).map((one) => (
                        <li key={one.number}>
                          <a href={`/entries/meeting/${one.number}`}>{days(one.fields.start, one.fields.end)}</a>{" "}
                          <span class="soft">{joined([word("choice", one.fields.state), one.fields.place])}</span>
                        </li>
                      ))}
                    </ol>
                    {body.entered && (
                      <p class="actions">
                        <Do operation="body-meet" onClick={() => setMeeting(body.entered?.number ?? null)}>
                          {t("bodies.meet")}
                          <span class="aside"> {body.name}</span>
                        </Do>
                      </p>
                    )}
                  </section>
                );
              })}
            </>
          )
        }
      </Show>
      {more}
      {entering && (
        <Dialog title={t("bodies.new")} close={() => setEntering(false)}>
          <Form operation="body-new" head={asked.answer?.head} done={() => setEntering(false)} />
        </Dialog>
      )}
      {meeting !== null && (
        <Dialog title={t("bodies.meet")} close={() => setMeeting(null)}>
          <Form
            operation="body-meet"
            fixed={{ number: meeting }}
            without={["meeting"]}
            head={asked.answer?.head}
            done={() => setMeeting(null)}
          />
        </Dialog>
      )}
    </>
  );
}
