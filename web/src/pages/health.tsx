import { t } from "../words";

export function HealthPage() {
  return <h1 tabIndex={-1}>{t("nav.health")}</h1>;
}
