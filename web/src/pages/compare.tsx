import { t } from "../words";

export function ComparePage() {
  return <h1 tabIndex={-1}>{t("nav.compare")}</h1>;
}
