// Signing in: a page of its own at first, a dialog over the page when the session ran out, so that nothing typed is lost.
import { useEffect, useRef, useState } from "preact/hooks";
import { refresh } from "../ask";
import { askWho, isDoorOpen, isOut, leave, signIn, useWho } from "../session";
import { countdown } from "../time";
import { type Refusal, refusalOf } from "../wire";
import { t } from "../words";
import { Dialog } from "./dialog";
import { message } from "./states";

function Fields({ name, done }: { name?: string; done?: () => void }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [until, setUntil] = useState(0);
  const [, tick] = useState(0);
  const secret = useRef<HTMLInputElement>(null);
  const wait = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  useEffect(() => {
    if (until === 0) return;
    const timer = setInterval(() => {
      tick(Date.now());
      if (Date.now() < until) return;
      setUntil(0);
      setRefusal(null);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  async function send(form: HTMLFormElement) {
    if (busy || wait > 0) return;
    const value = (field: string) => (form.elements.namedItem(field) as HTMLInputElement).value;
    setBusy(true);
    setRefusal(null);
    try {
      await signIn(value("username").trim(), value("password"));
      refresh();
      done?.();
    } catch (error) {
      const one = refusalOf(error);
      setRefusal(one);
      setBusy(false);
      if (one.code === "http.too_many_tries") setUntil(Date.now() + (one.after ?? 30) * 1000);
      secret.current?.focus();
      secret.current?.select();
    }
  }
  const wrong = refusal?.code === "http.wrong_password";
  return (
    <form
      class="form sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <p class="field">
        <label for="sign-in-name">{t("sign_in.name")}</label>
        <input
          id="sign-in-name"
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          defaultValue={name}
          aria-describedby={wrong ? "sign-in-fault" : undefined}
        />
      </p>
      <p class="field">
        <label for="sign-in-password">{t("sign_in.password")}</label>
        <input
          ref={secret}
          id="sign-in-password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? "sign-in-fault" : undefined}
        />
      </p>
      <div role="alert" id="sign-in-fault">
        {refusal && <p class="late">{message(refusal)}</p>}
      </div>
      <p class="actions">
        <button type="submit" class="main" aria-disabled={busy || wait > 0}>
          {wait > 0 ? t("sign_in.wait", { time: countdown(wait) }) : busy ? t("sign_in.busy") : t("sign_in.do")}
        </button>
      </p>
    </form>
  );
}

/** Whoever a proxy signs in does it there, in another window, and comes back to this one. */
function Elsewhere() {
  const [still, setStill] = useState(false);
  return (
    <>
      <p class="actions">
        <a class="button" href="/" target="_blank" rel="noreferrer">
          {t("sign_in.elsewhere")}
        </a>
        <button
          type="button"
          class="main"
          onClick={() =>
            void askWho()
              .catch(() => null)
              .then(() => {
                if (isOut()) return setStill(true);
                leave(true);
                refresh();
              })
          }
        >
          {t("sign_in.back")}
        </button>
      </p>
      <p role="status">{still && t("sign_in.still_out")}</p>
    </>
  );
}

export function SignInPage() {
  useEffect(() => document.getElementById("sign-in-name")?.focus(), []);
  return (
    <div class="door">
      <h1 tabIndex={-1}>{t("sign_in.title")}</h1>
      <p class="hint">{t("sign_in.help")}</p>
      <Fields />
    </div>
  );
}

/** Over whatever the page shows, and closed again without a trace. */
export function SignInAgain() {
  const { name, by } = useWho();
  if (!isDoorOpen()) return null;
  return (
    <Dialog title={t("sign_in.again")} close={() => isDoorOpen() && leave(false)}>
      <p>{t("sign_in.ran_out")}</p>
      {by === "proxy" ? <Elsewhere /> : <Fields name={name ?? undefined} />}
    </Dialog>
  );
}
