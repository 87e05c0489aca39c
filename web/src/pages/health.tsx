import { useState } from "preact/hooks";
// Does the machine have what is needed, and is the record what it was?
import { useAsk } from "../ask";
import { Show } from "../parts/states";
import { number } from "../time";
import { t } from "../words";

export function HealthPage() {
  const doctor = useAsk("doctor", {});
  const [asked, setAsked] = useState(false);
  const check = useAsk("check", asked ? {} : null);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.health")}</h1>
      <section aria-labelledby="check">
        <h2 id="check">{t("health.check")}</h2>
        <p>{t("health.check_help")}</p>
        {!asked ? (
          <p class="actions">
            <button type="button" class="main" onClick={() => setAsked(true)}>
              {t("health.do")}
            </button>
          </p>
        ) : (
          <Show asked={check}>
            {(value) => (
              <div role="status">
                <p class={value.sound ? "" : "late"}>
                  {value.sound
                    ? t("health.sound", { events: number(value.events), files: number(value.files) })
                    : t("health.damaged", { n: value.findings.length })}
                </p>
                <ul class="plain">
                  {value.findings.map((one) => (
                    <li key={JSON.stringify(one)}>
                      <code>
                        {typeof one === "string" ? one : Object.values(one as Record<string, unknown>).join(" · ")}
                      </code>
                    </li>
                  ))}
                </ul>
                <p class="from">
                  {t("health.head")} <code>{value.head}</code>
                </p>
              </div>
            )}
          </Show>
        )}
      </section>
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
    </>
  );
}
