import { t } from "../words";

export function AgendaPage() {
  return <h1 tabIndex={-1}>{t("nav.agenda")}</h1>;
}
