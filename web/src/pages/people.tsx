import { t } from "../words";

export function PeoplePage() {
  return <h1 tabIndex={-1}>{t("nav.people")}</h1>;
}
