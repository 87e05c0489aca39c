import { useAsk } from "../ask";
import { useParts } from "../parts/more";
import { Said, sourceAddress } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { Wide } from "../parts/wide";
import { asking, go, usePlace } from "../route";
import { may } from "../session";
import { day } from "../time";
import { t, word } from "../words";

const page = 300;

export function SourcesPage() {
  const { query } = usePlace();
  const side = query.get("side") ?? "";
  const words = query.get("words") ?? "";
  const wanted = { newest: true, ...(words && { words }), ...(side && { publisher: side }) };
  const { asked, more } = useParts("sources", wanted, page);
  const status = useAsk("status", {}).value;
  const sides = [...new Set((useAsk("dialogues", {}).value ?? []).flatMap((one) => one.parties))].sort();
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.sources")}</h1>
      <Show asked={asked}>
        {(sources) => {
          return (
            <>
              <div class="filters">
                <label>
                  {t("sources.words")}{" "}
                  <input
                    type="search"
                    value={words}
                    onInput={(event) => go(asking({ words: event.currentTarget.value }), true)}
                  />
                </label>
                <label>
                  {t("sources.side")}
                  <select value={side} onChange={(event) => go(asking({ side: event.currentTarget.value }), true)}>
                    <option value="">{t("issues.any")}</option>
                    {sides.map((one) => (
                      <option key={one} value={one}>
                        {word("party", one)}
                      </option>
                    ))}
                  </select>
                </label>
                {may("read") && (
                  <a class="button" href="/read">
                    {t("nav.read")}
                  </a>
                )}
              </div>
              {sources.length === 0 ? (
                <Empty>{words || side ? t("sources.none_fit") : t("sources.none")}</Empty>
              ) : (
                <>
                  <Wide label={t("nav.sources")}>
                    <table>
                      <thead>
                        <tr>
                          <th scope="col">{t("sources.published")}</th>
                          <th scope="col">{t("sources.side")}</th>
                          <th scope="col">{t("sources.title")}</th>
                          <th scope="col">{t("sources.kind")}</th>
                          <th scope="col" class="number">
                            {t("sources.undecided")}
                          </th>
                        </tr>
                      </thead>
                      <tbody>
                        {sources.map((one) => (
                          <tr key={one.sha256}>
                            <td class="when">{day(one.published, true)}</td>
                            <td>{one.publisher ?? <span class="soft">{t("source.unsigned")}</span>}</td>
                            <th scope="row">
                              <a href={sourceAddress(one.sha256)}>
                                <Said>{one.title ?? one.file_name}</Said>
                              </a>
                            </th>
                            <td>
                              {word("source_kind", one.kind)}
                              {one.excerpt && <span class="soft">, {t("source.excerpt")}</span>}
                            </td>
                            <td class="number">{status?.unconfirmed[one.sha256] ?? ""}</td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </Wide>
                  {more}
                </>
              )}
            </>
          );
        }}
      </Show>
    </>
  );
}
