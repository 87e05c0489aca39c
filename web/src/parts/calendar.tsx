// The dates of the desk as a calendar file, and the address to subscribe to.
import { useState } from "preact/hooks";
import { t } from "../words";
import { Dialog } from "./dialog";
import { complain } from "./toast";

export function Calendar() {
  const [open, setOpen] = useState(false);
  const address = `${location.origin}/calendar.ics`;
  async function take() {
    const response = await fetch("/calendar.ics");
    if (!response.ok) {
      complain(new Error(t("state.not_yet")));
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = "breadcrumb.ics";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t("rounds.calendar_word")}
      </button>
      {open && (
        <Dialog title={t("rounds.calendar_word")} close={() => setOpen(false)}>
          <p>{t("calendar.help")}</p>
          <p>
            <code>{address}</code>
          </p>
          <p class="actions">
            <button type="button" class="main" onClick={() => void take().catch(complain)}>
              {t("calendar.file")}
            </button>
          </p>
        </Dialog>
      )}
    </>
  );
}
