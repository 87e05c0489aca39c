import { useState } from "preact/hooks";
import { useAsk } from "../ask";
import { Said, sourceAddress } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { Wide } from "../parts/wide";
import { asking, go, usePlace } from "../route";
import { may } from "../session";
import { day } from "../time";
import { t, word } from "../words";

export function SourcesPage() {
  const asked = useAsk("sources", {});
  const status = useAsk("status", {}).value;
  const { query } = usePlace();
  const side = query.get("side") ?? "";
  const [most, setMost] = useState(300);
  const words = (query.get("words") ?? "").toLowerCase();
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.sources")}</h1>
      <Show asked={asked}>
        {(sources) => {
          const shown = sources
            .filter((one) => !side || (one.publisher ?? "-") === side)
            .filter((one) => !words || `${one.title} ${one.file_name}`.toLowerCase().includes(words))
            .sort((a, b) => (b.published ?? "").localeCompare(a.published ?? ""));
          const sides = [...new Set(sources.map((one) => one.publisher ?? "-"))];
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
                        {one === "-" ? t("source.unsigned") : word("party", one)}
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
              {shown.length === 0 ? (
                <Empty>{sources.length === 0 ? t("sources.none") : t("sources.none_fit")}</Empty>
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
                        {shown.slice(0, most).map((one) => (
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
                  {shown.length > most && (
                    <p>
                      <button type="button" onClick={() => setMost(most * 4)}>
                        {t("sources.more", { n: shown.length - most })}
                      </button>
                    </p>
                  )}
                </>
              )}
            </>
          );
        }}
      </Show>
    </>
  );
}
