import { t } from "../words";

export function ReadPage() {
  return <h1 tabIndex={-1}>{t("nav.read")}</h1>;
}
