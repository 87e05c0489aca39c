// What is marked on the desk, how, and by whom; or all that a reader may not see.
import { useAsk } from "../ask";
import { MarkWords } from "../parts/mark";
import { Empty, Show } from "../parts/states";
import { Subject } from "../parts/subject";
import { Wide } from "../parts/wide";
import { asking, go, usePlace } from "../route";
import { moment } from "../time";
import { t, word } from "../words";

export function MarksPage() {
  const above = usePlace().query.get("above") ?? "";
  const asked = useAsk("marks", above ? { above } : {});
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.marks")}</h1>
      <p class="lede">{t("marks.help")}</p>
      <div class="filters">
        <label>
          {t("waiting.which")}
          <select value={above} onChange={(event) => go(asking({ above: event.currentTarget.value }), true)}>
            <option value="">{t("marks.marked")}</option>
            {["public", "both sides", "delegation"].map((one) => (
              <option key={one} value={one}>
                {t("marks.above", { who: word("choice", one) })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Show asked={asked}>
        {(list) =>
          list.length === 0 ? (
            <Empty>{above ? t("marks.none_above") : t("marks.none")}</Empty>
          ) : (
            <Wide label={t("nav.marks")}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t("entries.what")}</th>
                    <th scope="col">{t("entry.mark_word")}</th>
                    <th scope="col">{t("entries.by")}</th>
                    <th scope="col">{t("entries.when")}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((one) => (
                    <tr key={one.subject}>
                      <th scope="row">
                        <Subject subject={one.subject} />
                      </th>
                      <td>
                        <MarkWords mark={one.mark} audience={one.audience} />
                      </td>
                      <td>{one.by}</td>
                      <td class="when">{moment(one.time)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
          )
        }
      </Show>
    </>
  );
}
