import { set, useSettings } from "./look";
import { Dialog } from "./parts/dialog";
import { type Key, t } from "./words";

const keys: [string[], Key][] = [
  [["?"], "help.this"],
  [["/"], "help.search"],
  [["g", "d"], "nav.desk"],
  [["g", "r"], "nav.rounds"],
  [["g", "i"], "nav.issues"],
  [["g", "f"], "nav.follow_ups"],
  [["g", "s"], "nav.sources"],
  [["g", "w"], "nav.waiting"],
  [["g", "e"], "nav.entries"],
  [["g", "b"], "nav.briefing"],
  [["g", "h"], "nav.history"],
  [["j", "k"], "help.move"],
  [["y"], "help.yes"],
  [["n"], "help.no"],
  [["e"], "help.edit"],
  [["a"], "help.add"],
  [["["], "help.before"],
  [["]"], "help.after"],
];

export function Help({ close }: { close: () => void }) {
  const settings = useSettings();
  return (
    <Dialog title={t("help.title")} close={close}>
      <table class="keys">
        <thead class="aside">
          <tr>
            <th scope="col">{t("help.key")}</th>
            <th scope="col">{t("help.does")}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map(([pressed, does]) => (
            <tr key={does}>
              <td>
                {pressed.map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </td>
              <td>{t(does)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="field flag">
        <input
          id="single-keys"
          type="checkbox"
          checked={settings.keys}
          onChange={(event) => set({ keys: event.currentTarget.checked })}
        />
        <label for="single-keys">{t("help.on")}</label>
      </p>
    </Dialog>
  );
}
