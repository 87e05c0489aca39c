// The dates of the desk as a calendar file, and the address to subscribe to.
import { useState } from "preact/hooks";
import { paper } from "../call";
import { who } from "../session";
import { t } from "../words";
import { Dialog } from "./dialog";
import { complain } from "./toast";

export function Calendar() {
  const [open, setOpen] = useState(false);
  const address = `${location.origin}/calendar.ics`;
  const [copied, setCopied] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t("rounds.calendar_word")}
      </button>
      {open && (
        <Dialog title={t("rounds.calendar_word")} close={() => setOpen(false)}>
          <p>{t("calendar.help")}</p>
          <p class="field">
            <label for="calendar-address">{t("calendar.address")}</label>
            <input id="calendar-address" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
          </p>
          {who().accounts && <p class="hint">{t("calendar.accounts")}</p>}
          <p class="actions">
            {navigator.clipboard && (
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
