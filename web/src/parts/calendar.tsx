// The dates of the desk as a calendar file, and the address to subscribe to.
import { useState } from "preact/hooks";
import { useAsk } from "../ask";
import { paper } from "../call";
import { who } from "../session";
import { day, days } from "../time";
import { joined, t, word } from "../words";
import { Dialog } from "./dialog";
import { Said } from "./said";
import { Empty, Failed } from "./states";
import { complain } from "./toast";

export function Calendar() {
  const [open, setOpen] = useState(false);
  const path = who().calendar;
  const address = path && `${location.origin}${path}`;
  const [copied, setCopied] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t("rounds.calendar_word")}
      </button>
      {open && (
        <Dialog title={t("rounds.calendar_word")} close={() => setOpen(false)}>
          <p>{t("calendar.help")}</p>
          {address && (
            <p class="field">
              <label for="calendar-address">{t("calendar.address")}</label>
              <input id="calendar-address" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
            </p>
          )}
          <Dates />
          {who().accounts && <p class="hint">{t(address ? "calendar.yours" : "calendar.no_key")}</p>}
          <p class="actions">
            {address && navigator.clipboard && (
              <button
                type="button"
                onClick={() =>
                  void navigator.clipboard.writeText(address).then(
                    () => setCopied(true),
                    () => {},
                  )
                }
              >
                {t("calendar.copy")}
              </button>
            )}
            <button
              type="button"
              class="main"
              onClick={() =>
                void paper("calendar", {}, "ics").catch((error: unknown) => {
                  setOpen(false);
                  complain(error);
                })
              }
            >
              {t("calendar.file")}
            </button>
            <span role="status" class="soft">
              {copied && t("calendar.copied")}
            </span>
          </p>
        </Dialog>
      )}
    </>
  );
}

/** What the calendar holds, as far as a glance goes; nothing where the desk only makes the file. */
function Dates() {
  const { value, refusal } = useAsk("calendar", { limit: 200 });
  if (refusal && refusal.code !== "http.no_operation") return <Failed refusal={refusal} />;
  if (!value) return null;
  if (value.length === 0) return <Empty>{t("calendar.none")}</Empty>;
  return (
    <ul class="plain coming">
      {value.slice(0, 8).map((one, i) => (
        <li key={i}>
          <span class={one.overdue ? "late" : "soft"}>
            {one.end && one.end !== one.start ? days(one.start, one.end, true) : day(one.start, true)}
          </span>{" "}
          <Said>{one.title}</Said>{" "}
          <span class="soft">{joined([word("thing", one.kind), one.whose && word("party", one.whose)])}</span>
        </li>
      ))}
      {value.length > 8 && <li class="soft">{t("calendar.more", { n: value.length - 8 })}</li>}
    </ul>
  );
}
