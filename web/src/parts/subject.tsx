// What an event or a mark is about, such as "paper:1": its name, leading to where it is shown.
import { word } from "../words";
import { entryAddress } from "./entry";
import { Said, sourceAddress } from "./said";

export function Subject({ subject }: { subject: string }) {
  const [kind = "", which = ""] = subject.split(":");
  if (!which) return <Said>{word("thing", kind)}</Said>;
  const name = `${word("thing", kind)} ${/^[0-9a-f]{12,}$/.test(which) ? which.slice(0, 8) : which}`;
  const noun = kind.replace("-", "_");
  if (noun === "fact") return <>{name}</>;
  const address =
    noun === "source"
      ? sourceAddress(which)
      : noun === "page" || noun === "name"
        ? `/issues/${which}`
        : noun === "follow_up" || noun === "followup"
          ? `/follow-ups#f${which}`
          : noun === "note"
            ? "/entries/note"
            : entryAddress(kind, Number(which));
  return <a href={address}>{name}</a>;
}
