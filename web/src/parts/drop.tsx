// Files may be dropped anywhere on the page: they go to the page that reads them.
import { useEffect, useState } from "preact/hooks";
import { go } from "../route";
import { t } from "../words";

let dropped: File[] = [];

/** The files that were dropped since this was last asked. */
export function take(): File[] {
  const files = dropped;
  dropped = [];
  return files;
}

export function Drop() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!holds(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holds(event)) return;
      event.preventDefault();
      setOver(false);
      dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0) {
        go("/read");
        dispatchEvent(new Event("breadcrumb-drop"));
      }
    };
    addEventListener("dragover", enter);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", enter);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, []);
  return over ? (
    <div class="drop" aria-hidden="true">
      <p>{t("read.drop_here")}</p>
    </div>
  ) : null;
}
