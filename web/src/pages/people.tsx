import { useState } from "preact/hooks";
import type { Entry, Person } from "../answers";
import { useAsk } from "../ask";
import { Dialog } from "../parts/dialog";
import { Do } from "../parts/do";
import { Form } from "../parts/form";
import { useParts } from "../parts/more";
import { Said, Trail } from "../parts/said";
import { Empty, Show } from "../parts/states";
import { Wide } from "../parts/wide";
import { t, word } from "../words";

interface Row {
  name: string;
  party: string;
  title: string | null;
  read: Person[];
  entry: Entry | undefined;
}

export function PeoplePage() {
  const { asked, more } = useParts("people", {}, 1000);
  const entered = useAsk("entries", { noun: "person" }).value ?? [];
  const { all } = { all: useAsk("dialogues", {}).value ?? [] };
  const [entering, setEntering] = useState(false);
  return (
    <>
      <h1 tabIndex={-1}>{t("nav.people")}</h1>
      <p class="actions">
        <Do operation="person-set" onClick={() => setEntering(true)}>
          {t("people.new")}
        </Do>
      </p>
      <Show asked={asked}>
        {(people) => {
          const rows = new Map<string, Row>();
          for (const person of people) {
            const key = `${person.party} ${person.name}`;
            const row = rows.get(key) ?? {
              name: person.name,
              party: person.party,
              title: person.title,
              read: [],
              entry: undefined,
            };
            row.read.push(person);
            rows.set(key, row);
          }
          for (const entry of entered) {
            const key = `${entry.fields.party ?? ""} ${entry.fields.name ?? ""}`;
            const row = rows.get(key) ?? {
              name: entry.fields.name ?? "",
              party: entry.fields.party ?? "",
              title: entry.fields.office ?? null,
              read: [],
              entry,
            };
            row.entry = entry;
            rows.set(key, row);
          }
          const list = [...rows.values()];
          const parties = [...new Set(list.map((row) => row.party))].sort();
          if (list.length === 0) return <Empty>{t("people.none")}</Empty>;
          return (
            <>
              {parties.map((party) => (
                <section key={party}>
                  <h2>{party ? word("party", party) : t("follow_ups.unknown")}</h2>
                  <Wide label={word("party", party)}>
                    <table class="people">
                      <thead>
                        <tr>
                          <th scope="col">{t("people.name")}</th>
                          <th scope="col">{t("people.title")}</th>
                          <th scope="col">{t("people.led")}</th>
                        </tr>
                      </thead>
                      <tbody>
                        {list
                          .filter((row) => row.party === party)
                          .map((row) => (
                            <tr key={row.name}>
                              <th scope="row">
                                {row.entry ? (
                                  <a href={`/entries/person/${row.entry.number}`}>
                                    <Said>{row.name}</Said>
                                  </a>
                                ) : (
                                  <Said>{row.name}</Said>
                                )}
                                {row.entry?.fields.reading && <span class="when"> {row.entry.fields.reading}</span>}
                              </th>
                              <td>
                                <Said>{row.title ?? ""}</Said>
                                {row.entry?.fields.biography && (
                                  <p class="from">
                                    <Said>{row.entry.fields.biography}</Said>
                                  </p>
                                )}
                              </td>
                              <td>
                                {row.read.flatMap((person) =>
                                  person.quotes.map((quote, i) => {
                                    const round = person.rounds[i] ?? person.rounds.at(-1) ?? "";
                                    return (
                                      <p key={quote.source + quote.start} class="led">
                                        <Trail quote={quote} source={quote.source}>
                                          {/^\d+$/.test(round) ? t("round.n", { n: round }) : word("occasion", round)}
                                        </Trail>{" "}
                                        {all.length > 1 && person.dialogue !== all[0]?.name && (
                                          <span class="soft">
                                            <Said>
                                              {all.find((one) => one.name === person.dialogue)?.short_name ??
                                                person.dialogue ??
                                                ""}
                                            </Said>
                                          </span>
                                        )}
                                      </p>
                                    );
                                  }),
                                )}
                              </td>
                            </tr>
                          ))}
                      </tbody>
                    </table>
                  </Wide>
                </section>
              ))}
            </>
          );
        }}
      </Show>
      {more}
      {entering && (
        <Dialog title={t("people.new")} close={() => setEntering(false)}>
          <Form operation="person-set" head={asked.answer?.head} done={() => setEntering(false)} />
        </Dialog>
      )}
    </>
  );
}
