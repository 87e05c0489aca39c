// Does the machine have what is needed, is the record what it was, and does a paper still hold?
import { useState } from "preact/hooks";
import type { Verdict } from "../answers";
import { change, useAsk } from "../ask";
import { Refusal, call, upload } from "../call";
import { Do, WhyNot } from "../parts/do";
import { Failed, Show, Waiting } from "../parts/states";
import { complain, say } from "../parts/toast";
import { number } from "../time";
import { t } from "../words";

export function HealthPage() {
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.health")}</h1>
      <Check />
      <Verify />
      <Machine />
    </>
  );
}

function words(one: unknown): string {
  return typeof one === "string"
    ? one
    : Object.values(one as Record<string, unknown>)
        .filter(Boolean)
        .join(" · ");
}

function Findings({ list }: { list: unknown[] }) {
  return (
    <ul class="plain">
      {list.map((one) => (
        <li key={words(one)} lang="en">
          {words(one)}
        </li>
      ))}
    </ul>
  );
}

function Check() {
  const [asked, setAsked] = useState(false);
  const check = useAsk("check", asked ? {} : null);
  const rebuild = async () => {
    try {
      const answer = await change("rebuild", {});
      say((answer.value as { same?: boolean }).same ? t("health.rebuilt_same") : t("health.rebuilt"));
    } catch (error) {
      complain(error);
    }
  };
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t("health.check")}</h2>
      <p>{t("health.check_help")}</p>
      {asked && (
        <Show asked={check}>
          {(value) => (
            <div role="status">
              <p class={value.sound ? "" : "late"}>
                {value.sound
                  ? t("health.sound", { events: number(value.events), files: number(value.files) })
                  : t("health.damaged", { n: value.findings.length })}
              </p>
              <Findings list={value.findings} />
              <p class="from">
                {t("health.head")} <code>{value.head}</code>
              </p>
            </div>
          )}
        </Show>
      )}
      <p class="actions">
        {!asked && (
          <button type="button" class="main" onClick={() => setAsked(true)}>
            {t("health.do")}
          </button>
        )}
        <Do operation="rebuild" class="plain" onClick={() => void rebuild()}>
          {t("health.rebuild")}
        </Do>
      </p>
      <WhyNot operation="rebuild" what={t("health.rebuild")} />
    </section>
  );
}

function Verify() {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  async function verify(file: File) {
    setBusy(true);
    setVerdict(null);
    setRefusal(null);
    try {
      setVerdict((await call("verify", { file: await upload(file) })).value);
    } catch (error) {
      if (error instanceof Refusal) setRefusal(error);
    }
    setBusy(false);
  }
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{t("health.verify")}</h2>
      <p>{t("health.verify_help")}</p>
      <p class="field">
        <label for="paper">{t("health.paper")}</label>
        <input
          id="paper"
          type="file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void verify(file);
          }}
        />
      </p>
      {busy && <Waiting />}
      {refusal && <Failed refusal={refusal} again={() => setRefusal(null)} />}
      {verdict && (
        <div role="status">
          <p class={verdict.holds ? "" : "late"}>
            {verdict.holds
              ? t("health.holds", { quotes: number(verdict.quotes), claims: number(verdict.claims) })
              : t("health.fails", { n: verdict.failures.length })}
          </p>
          <Findings list={verdict.failures} />
        </div>
      )}
    </section>
  );
}

function Machine() {
  const doctor = useAsk("doctor", {});
  return (
    <section aria-labelledby="doctor">
      <h2 id="doctor">{t("health.machine")}</h2>
      <Show asked={doctor}>
        {(list) => (
          <table class="health">
            <thead class="aside">
              <tr>
                <th scope="col">{t("health.what")}</th>
                <th scope="col">{t("health.state")}</th>
                <th scope="col">{t("health.detail")}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((one) => (
                <tr key={one.what}>
                  <th scope="row" lang="en">
                    {one.what}
                  </th>
                  <td class={one.well ? "soft" : "late"}>{one.well ? t("health.well") : t("health.unwell")}</td>
                  <td lang="en">{one.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Show>
    </section>
  );
}
