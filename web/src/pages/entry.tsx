import { t } from "../words";

export function EntryPage({ noun, number }: { noun: string; number: number }) {
  return (
    <h1 tabIndex={-1}>
      {t("nav.entries")} {noun} {number}
    </h1>
  );
}
