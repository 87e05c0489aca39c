// A long list in parts: the first of it, and a button for more.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { AnswerOf, Asks } from "../answers";
import { type Asked, useAsk } from "../ask";
import { t } from "../words";

type Lists = "sources" | "rounds" | "follow-ups" | "people" | "bodies" | "issues" | "questions";

/** The first rows of a list. While more are asked for, or others, those from before stay. */
export function useParts<O extends Lists>(
  operation: O,
  request: Asks[O],
  page: number,
): { asked: Asked<AnswerOf<O>>; more: ComponentChildren } {
  const [most, setMost] = useState(page);
  // One more than is shown tells whether there are more.
  const asked = useAsk(operation, { ...request, limit: most + 1 });
  const last = useRef(asked.value);
  if (asked.value) last.current = asked.value;
  const rows = last.current as unknown[] | undefined;
  return {
    asked: { ...asked, value: rows?.slice(0, most) as AnswerOf<O> | undefined },
    more: rows && rows.length > most && (
      <p>
        <button type="button" onClick={() => setMost(most + page)}>
          {t("sources.more")}
        </button>
      </p>
    ),
  };
}
