// Which of several dialogues a page is about; nothing where there is one.
import type { Dialogue } from "../answers";
import { t } from "../words";

export function ChooseDialogue({
  all,
  chosen,
  choose,
}: { all: Dialogue[]; chosen: Dialogue | undefined; choose: (id: string) => void }) {
  if (all.length < 2) return null;
  return (
    <label>
      {t("issues.dialogue")}
      <select value={chosen?.id ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
        {all.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}
