// What a page shows while it waits, when it was refused, and when there is nothing yet.
import type { ComponentChildren } from "preact";
import { type Asked, refresh } from "../ask";
import type { Problem, Refusal } from "../call";
import { t } from "../words";

export function Waiting() {
  return (
    <p class="waiting" role="status">
      {t("state.loading")}
    </p>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

export function message(refusal: Refusal): string {
  if (refusal.code === "page.no_answer") return t("state.no_answer");
  if (refusal.code === "operation.unknown") return t("state.not_yet");
  return refusal.problem.message;
}

export function Failed({ refusal, again }: { refusal: Refusal; again?: () => void }) {
  return (
    <div class="failed" role="alert">
      <p>
        {message(refusal)} <code>{refusal.code}</code>
      </p>
      <button type="button" onClick={again ?? (() => refresh())}>
        {t("state.again")}
      </button>
    </div>
  );
}

export function Problems({ remark, errors }: { remark?: string | null; errors?: Problem[] }) {
  if (!remark && !errors?.length) return null;
  return (
    <div class="remark" role="status">
      {remark && <p>{remark}</p>}
      {errors?.map((one) => (
        <p key={one.message}>
          {one.message} <code>{one.code}</code>
        </p>
      ))}
    </div>
  );
}

/** The value once it is there; an older one stays while it is asked again. */
export function Show<T>({ asked, children }: { asked: Asked<T>; children: (value: T) => ComponentChildren }) {
  if (asked.value !== undefined)
    return (
      <>
        {asked.refusal && <Failed refusal={asked.refusal} />}
        {children(asked.value)}
      </>
    );
  if (asked.refusal) return <Failed refusal={asked.refusal} />;
  return <Waiting />;
}
