// What writes is offered to those who may: a reader sees the record without its handles.
import type { JSX } from "preact";
import { may, roleFor, who } from "../session";
import { t, word } from "../words";

type Properties = Omit<JSX.IntrinsicElements["button"], "type"> & { operation: string };

/** A button that begins an operation; nothing for those who may not use it. */
export function Do({ operation, ...rest }: Properties) {
  return may(operation) ? <button type="button" {...rest} /> : null;
}

/** Why something is not offered; nothing for those to whom it is. */
export function WhyNot({ operation, what }: { operation: string; what?: string }) {
  if (may(operation)) return null;
  return (
    <p class="hint">
      {what && `${what}: `}
      {t("role.only", { role: word("role", roleFor(operation)), own: word("role", who().role) })}
    </p>
  );
}
