import { t } from "../words";

export function EntriesPage({ noun }: { noun: string | null }) {
  return (
    <h1 tabIndex={-1}>
      {t("nav.entries")} {noun}
    </h1>
  );
}
