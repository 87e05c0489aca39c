import { t } from "../words";

export function HistoryPage() {
  return <h1 tabIndex={-1}>{t("nav.history")}</h1>;
}
