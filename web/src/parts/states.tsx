// What a page shows while it waits, when it was refused, and when there is nothing yet.
import type { ComponentChildren } from "preact";
import { type Asked, refresh } from "../ask";
import { signInAgain, who } from "../session";
import type { Problem, Refusal } from "../wire";
import { type Key, languageOf, t, word } from "../words";

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

/** What the server means for the page, in the reader's language; what it says of the record stays as it says it. */
const known: Record<string, Key> = {
  "page.no_answer": "state.no_answer",
  "page.another": "state.another",
  "http.no_operation": "state.not_yet",
  "http.no_paper": "state.not_yet",
  "http.sign_in": "state.sign_in",
  "http.token": "state.token",
  "http.role": "state.role",
  "http.wrong_password": "sign_in.wrong",
  "http.too_many_tries": "sign_in.too_many",
  "desk.moved_on": "conflict.moved_on",
};

export function message(refusal: Refusal): string {
  const key = known[refusal.code];
  return key ? t(key, { name: refusal.problem.message, role: word("role", who().role) }) : refusal.problem.message;
}

/** What a refusal says, with the code under which the manual explains it. */
export function Refused({ refusal }: { refusal: Refusal }) {
  const text = message(refusal);
  return (
    <p>
      <span lang={languageOf(text)}>{text}</span> <code>{refusal.code}</code>
    </p>
  );
}

export function Failed({ refusal, again }: { refusal: Refusal; again?: () => void }) {
  return (
    <div class="failed" role="alert">
      <Refused refusal={refusal} />
      {refusal.code === "http.sign_in" ? (
        <button type="button" onClick={() => void signInAgain().then((isIn) => isIn && again?.())}>
          {t("sign_in.do")}
        </button>
      ) : (
        <button type="button" onClick={again ?? (() => refresh())}>
          {t("state.again")}
        </button>
      )}
    </div>
  );
}

export function Problems({ remark, errors }: { remark?: string | null; errors?: Problem[] }) {
  if (!remark && !errors?.length) return null;
  return (
    <div class="remark" role="status">
      {remark && <p lang={languageOf(remark)}>{remark}</p>}
      {errors?.map((one) => (
        <p key={one.message}>
          <span lang={languageOf(one.message)}>{one.message}</span> <code>{one.code}</code>
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
