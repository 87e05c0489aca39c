import { t } from "../words";

export function ReadoutPage() {
  return <h1 tabIndex={-1}>{t("nav.readout")}</h1>;
}
