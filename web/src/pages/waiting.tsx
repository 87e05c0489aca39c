import { t } from "../words";

export function WaitingPage() {
  return <h1 tabIndex={-1}>{t("nav.waiting")}</h1>;
}
