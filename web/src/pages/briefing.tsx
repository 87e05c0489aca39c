import { t } from "../words";

export function BriefingPage() {
  return <h1 tabIndex={-1}>{t("nav.briefing")}</h1>;
}
