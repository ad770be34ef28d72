import { useEffect, useState, type SubmitEvent } from "react";
import { Link, useLocation } from "wouter";
import { say, setCsrf, type About, type Schemas } from "./api";
import { useSay } from "./hooks";
import { t } from "./messages";
import { Field } from "./parts";
import { Wrong } from "./Wrong";

type SignInProps = {
  about: About | undefined;
  /** They were inside a moment ago. */
  ended: boolean;
  onEntered: () => void;
};

export function SignInPage({ about, ended, onEntered }: SignInProps) {
  const [path, go] = useLocation();
  const [email, setEmail] = useState("");
  const [reference, setReference] = useState("");
  const [surname, setSurname] = useState("");
  const [code, setCode] = useState("");
  const [sent, setSent] = useState<"link" | "code">();
  const link = useSay();
  const wish = useSay();
  const enter = useSay();
  const mail = about?.sends_mail ?? false;

  const on = (what: () => Promise<void>) => (event: SubmitEvent) => {
    event.preventDefault();
    void what();
  };
  const askLink = on(() =>
    link.run(async (key) => {
      await say("/link", { email: email.trim() }, key);
      setSent("link");
    }),
  );
  const who = () => ({ reference: reference.trim().toUpperCase(), surname: surname.trim() });
  const askCode = () =>
    void wish.run(async (key) => {
      await say("/code", who(), key);
      setSent("code");
    });
  const submit = on(() =>
    enter.run(async (key) => {
      const session = await say<Schemas["PortalSessionView"]>("/session", { ...who(), code: code.trim() }, key);
      setCsrf(session.csrf);
      onEntered();
      // Whoever was on a page of their own goes on there.
      if (path === "/sign-in") go("/cases");
    }),
  );

  return (
    <>
      <h1>{ended ? t.signedOut.title : t.signIn.title}</h1>
      {ended && (
        <p className="note bad" role="alert">
          {t.signedOut.says}
        </p>
      )}
      {mail && (
        <form className="card" onSubmit={askLink} noValidate>
          <h2>{t.signIn.byLink}</h2>
          <p>{t.signIn.byLinkHint}</p>
          <Field label={t.signIn.email} type="email" autoComplete="email" value={email} onChange={setEmail} wrong={link.problem?.fields["email"]} />
          <Wrong problem={link.problem} />
          <div role="status">{sent === "link" && <p className="note good">{t.signIn.linkSent}</p>}</div>
          <button type="submit" className="main" disabled={link.busy}>
            {t.signIn.sendLink}
          </button>
        </form>
      )}
      <form className="card" onSubmit={submit} noValidate>
        <h2>{t.signIn.byCode}</h2>
        <Field label={t.signIn.reference} hint={t.signIn.referenceHint} value={reference} onChange={setReference} wrong={(wish.problem ?? enter.problem)?.fields["reference"]} />
        <Field label={t.signIn.surname} hint={t.signIn.surnameHint} autoComplete="family-name" value={surname} onChange={setSurname} wrong={(wish.problem ?? enter.problem)?.fields["surname"]} />
        {mail ? (
          <>
            <Wrong problem={wish.problem} />
            <div role="status">{sent === "code" && <p className="note good">{t.signIn.codeSent}</p>}</div>
            <p>
              <button type="button" onClick={askCode} disabled={wish.busy}>
                {t.signIn.sendCode}
              </button>
            </p>
          </>
        ) : (
          <p>
            {t.signIn.noMail} {about?.phone && <a href={`tel:${about.phone.replaceAll(" ", "")}`}>{t.ring(about.phone)}</a>}
          </p>
        )}
        <Field label={t.signIn.code} hint={t.signIn.codeHint} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={setCode} wrong={enter.problem?.fields["code"]} />
        <Wrong problem={enter.problem} />
        <button type="submit" className={mail ? "" : "main"} disabled={enter.busy}>
          {t.signIn.enter}
        </button>
      </form>
    </>
  );
}

/** Where the link in the message leads. What stands behind the # never reaches a server's log. */
export function EnterPage({ onEntered }: { onEntered: () => void }) {
  const [, go] = useLocation();
  const { problem, run } = useSay();
  useEffect(() => {
    const link = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    void run(async (key) => {
      const session = await say<Schemas["PortalSessionView"]>("/session", { link }, key);
      setCsrf(session.csrf);
      onEntered();
      go("/cases", { replace: true });
    });
    // Once: the link works once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  if (!problem) return <p role="status">{t.signIn.opening}</p>;
  return (
    <>
      <h1>{problem.status === 0 ? t.signIn.linkLater : t.signIn.linkOld}</h1>
      {problem.status === 0 ? <Wrong problem={problem} /> : <p>{t.signIn.linkOldSays}</p>}
      <Link className="button main" href="/sign-in">
        {t.signIn.newLink}
      </Link>
    </>
  );
}
