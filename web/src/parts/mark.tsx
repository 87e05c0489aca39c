// How sensitive a thing is, and for whom: the same dialog wherever a thing is shown.
import { useState } from "preact/hooks";
import { useAsk } from "../ask";
import { may } from "../session";
import { t, word } from "../words";
import { Dialog } from "./dialog";
import { Do } from "./do";
import { Form } from "./form";

/** What stands marked on the desk, by subject such as "paper:1". */
export function useMark(kind: string, which: string): { mark: string; audience: string } | undefined {
  const list = useAsk("marks", {}).value ?? [];
  return list.find((one) => one.subject === `${kind.replaceAll("-", "_")}:${which}`);
}

export function MarkWords({ mark, audience }: { mark: string; audience: string }) {
  return (
    <b class={mark === "unmarked" ? "" : "mark-words"}>
      {word("choice", mark)} – {word("choice", audience)}
    </b>
  );
}

export function Mark({ kind, which, head, what }: { kind: string; which: string; head?: string; what?: string }) {
  const [open, setOpen] = useState(false);
  const found = useMark(kind, which);
  return (
    <>
      {!may("mark") && found && <MarkWords {...found} />}
      <Do operation="mark" class="plain" onClick={() => setOpen(true)}>
        {found ? <MarkWords {...found} /> : t("entry.mark")}
        {what && <span class="aside"> {what}</span>}
      </Do>
      {open && (
        <Dialog title={t("entry.mark")} close={() => setOpen(false)}>
          <Form
            operation="mark"
            fixed={{ kind, which }}
            values={found ? { mark: found.mark, audience: found.audience } : {}}
            only={["mark", "audience", "because"]}
            head={head}
            done={() => setOpen(false)}
          />
        </Dialog>
      )}
    </>
  );
}
