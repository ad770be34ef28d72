// Signing in. It stands at the door, before anything else is fetched, so it is made of plain parts: neither the component
// library nor the query library comes along for it.

import { useId, useState, type SubmitEvent } from "react";
import { api, bodyOf, Problem, type Schemas } from "@/shared/api/client";
import { t } from "./messages";
import styles from "./signin.module.css";

type Session = Schemas["SessionView"];
type Props = {
  /** Whose session ended just now. */
  ended?: Session | undefined;
  /** Somebody has begun to type. */
  onBegun?: () => void;
  /** What comes next is fetched meanwhile; the button waits for it. */
  onSession: (session: Session) => void | Promise<void>;
};

function whyNot(problem: unknown) {
  if (!(problem instanceof Problem)) return String(problem);
  if (problem.signedOut) return t.wrong;
  return problem.unreachable ? t.unreachable : problem.message;
}

export function SignInForm({ ended, onBegun, onSession }: Props) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const id = useId();
  const enter = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSession(await bodyOf(api.POST("/api/v1/session", { body: { login, password } })));
    } catch (thrown) {
      setProblem(thrown);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!busy) void enter();
  };
  return (
    <main className={styles["page"]}>
      <div>
        <img src="/icon.svg" alt="" width={44} height={44} />
        <h1>Amends</h1>
        {!ended && <p className={styles["says"]}>{t.says}</p>}
      </div>
      {ended && (
        <div role="alert" className={styles["ended"]}>
          <strong>{t.ended.title}</strong>
          <p>{t.ended.says(ended.name)}</p>
        </div>
      )}
      <form onSubmit={submit} onInput={onBegun} className={styles["panel"]}>
        <label htmlFor={`${id}login`}>{t.login}</label>
        <input id={`${id}login`} name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
        <label htmlFor={`${id}password`}>{t.password}</label>
        <div className={styles["secret"]}>
          <input
            id={`${id}password`}
            name="password"
            type={shown ? "text" : "password"}
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <button type="button" aria-pressed={shown} onClick={() => setShown((was) => !was)}>
            {t.show}
          </button>
        </div>
        {problem !== undefined && (
          <p role="alert" className={styles["wrong"]}>
            {whyNot(problem)}
          </p>
        )}
        <button type="submit" aria-disabled={busy} aria-busy={busy}>
          {busy ? t.entering : t.submit}
        </button>
      </form>
    </main>
  );
}
