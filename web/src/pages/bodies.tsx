import { t } from "../words";

export function BodiesPage() {
  return <h1 tabIndex={-1}>{t("nav.bodies")}</h1>;
}
