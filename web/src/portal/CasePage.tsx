import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { flushSync } from "react-dom";
import { Link } from "wouter";
import { useDraft } from "@/shared/drafts";
import { concernsAll, uploadFaultOf } from "@/shared/uploads";
import { fullMoment, longDay } from "@/shared/i18n/language";
import { notTaken, say, sendFile, type PortalCase, type Schemas } from "./api";
import { useAsk, useSay } from "./hooks";
import { t } from "./messages";
import { Field, FileButton, Needs, Opening, Ways } from "./parts";
import { Wrong } from "./Wrong";

const when = (at: string) => fullMoment(new Date(at));

export function CasePage({ ref_ }: { ref_: string }) {
  const { data, problem, again } = useAsk<PortalCase>(`/cases/${ref_}`);
  // Who comes back to the page finds what is new.
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") again();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [again]);
  if (!data && problem && [400, 403, 404].includes(problem.status)) {
    return (
      <>
        <h1>{t.view.notYours(ref_)}</h1>
        <p>{t.view.notYoursSays}</p>
        <Link className="button main" href="/cases">
          {t.cases.title}
        </Link>
      </>
    );
  }
  if (!data) return problem ? <Wrong problem={problem} again={again} /> : <p role="status">…</p>;
  return <Shown view={data} again={again} />;
}

function Shown({ view, again: look }: { view: PortalCase; again: () => void }) {
  const [thanks, setThanks] = useState("");
  const note = useRef<HTMLDivElement>(null);
  // Whoever said something sees and hears that it arrived, wherever its form stood.
  const again = () => {
    flushSync(() => setThanks(t.view.thanks));
    note.current?.focus();
    look();
  };
  const [title, says] = t.standing[view.standing] ?? [view.standing, ""];
  const may = (command: string) => view.may.includes(command);
  const open = view.offer?.state === "open";
  // What is to be answered stands before what is only to be read.
  const offer = view.offer && (
    <section className="card" aria-labelledby="offer">
      <h2 id="offer">{t.view.offer}</h2>
      <p className="pre">{view.offer.terms ?? t.view.erased}</p>
      {open && view.offer.answer_by && <p>{t.view.offerUntil(when(view.offer.answer_by))}</p>}
      {!open && <p>{t.view.offerState[view.offer.state]}</p>}
      {open && (
        <div className="row">
          {may("accept-offer") && <Saying main view={view} command="accept-offer" label={t.view.accept} asks={t.view.acceptWords} offer={view.offer.offer} fallback={t.view.acceptSaid} again={again} />}
          {may("decline-offer") && <Saying view={view} command="decline-offer" label={t.view.decline} asks={t.view.declineWords} offer={view.offer.offer} again={again} />}
          {may("counter-offer") && <Saying view={view} command="counter-offer" label={t.view.counter} asks={t.view.counterWords} offer={view.offer.offer} again={again} />}
        </div>
      )}
    </section>
  );
  return (
    <>
      <h1 tabIndex={-1}>
        {view.subject ?? t.view.erased} <span className="soft whole">{view.ref}</span>
      </h1>
      <div className="card strong">
        <div role="status">
          <h2>{title}</h2>
          {says && <p>{says}</p>}
        </div>
        {view.standing === "to_confirm" && (
          <div className="row">
            {may("confirm-resolution") && <Saying main view={view} command="confirm-resolution" label={t.view.confirmYes} asks={t.view.confirmYesWords} fallback={t.view.confirmYes} again={again} />}
            {may("dispute-resolution") && <Saying view={view} command="dispute-resolution" label={t.view.confirmNo} asks={t.view.confirmNoWords} again={again} />}
          </div>
        )}
        {view.handler && view.standing !== "ended" && <p>{t.view.handler(view.handler)}</p>}
      </div>
      <div role="status" tabIndex={-1} ref={note}>
        {thanks && <p className="note good">{thanks}</p>}
      </div>
      {open && offer}
      <section className={view.next_news?.late ? "card late" : "card"} aria-labelledby="next">
        <h2 id="next">{t.view.next}</h2>
        {!view.next_news && <p>{t.view.nextNone}</p>}
        {view.next_news && (view.next_news.late ? <p>{t.view.nextLate(when(view.next_news.by))}</p> : <p><strong>{t.view.nextBy(when(view.next_news.by))}</strong></p>)}
        {view.next_news?.about && <p>{view.next_news.about}</p>}
      </section>

      {view.decision && (
        <section className="card" aria-labelledby="decision">
          <h2 id="decision">{t.view.decision}</h2>
          <p>
            <strong>{t.view.decided[view.decision.decision]}</strong>
          </p>
          <p className="pre">{view.decision.reasons ?? t.view.erased}</p>
        </section>
      )}

      {!open && offer}

      {view.actions.length > 0 && (
        <section className="card" aria-labelledby="promised">
          <h2 id="promised">{t.view.promised}</h2>
          <ul>
            {view.actions.map((action, at) => (
              <li key={at}>
                {action.what ?? t.view.erased} <span className="soft">({action.done ? t.view.done : t.view.by(longDay(new Date(action.due)))})</span>
              </li>
            ))}
          </ul>
        </section>
      )}

      {view.final_answer !== undefined && (
        <section className="card" aria-labelledby="final">
          <h2 id="final">{t.view.finalAnswer}</h2>
          <p className="pre">{view.final_answer ?? t.view.erased}</p>
        </section>
      )}

      {view.rights && view.rights.open.length > 0 && (
        <section className="card" aria-labelledby="rights">
          <h2 id="rights">{t.view.rights}</h2>
          <p>{view.rights.says}</p>
          <ul>
            {view.rights.open.map((remedy) => (
              <li key={remedy.right}>
                {remedy.says} {remedy.last && <strong>({t.view.rightsUntil(longDay(new Date(remedy.last)))})</strong>} <span className="soft">{remedy.source}</span>
              </li>
            ))}
          </ul>
        </section>
      )}

      {view.elsewhere.length > 0 && (
        <section className="card" aria-labelledby="elsewhere">
          <h2 id="elsewhere">{t.view.elsewhere}</h2>
          {view.elsewhere.map((body, at) => (
            <div key={at}>
              {body.name && <p>{body.from ? t.view.elsewhereFrom(body.name, longDay(new Date(body.from))) : t.view.elsewhereNow(body.name)}</p>}
              {body.told && <p className="pre">{body.told}</p>}
              {body.until && <p>{t.view.elsewhereUntil(longDay(new Date(body.until)))}</p>}
              {body.website && (
                <p>
                  <a href={`https://${body.website.replace(/^https?:\/\//, "")}`} rel="noreferrer">
                    {body.website}
                  </a>
                </p>
              )}
            </div>
          ))}
          {may("ask-for-review") && <Saying view={view} command="ask-for-review" label={t.view.review} asks={t.view.reviewWords} again={again} />}
        </section>
      )}

      <section className="card" aria-labelledby="write">
        <h2 id="write">{t.view.write}</h2>
        <Message view={view} again={look} />
        <Upload view={view} again={look} />
        <p>
          <Opening label={t.view.help}>{(close) => <Wishes close={close} />}</Opening>
        </p>
      </section>

      {may("record-survey-answer") && ["confirmed", "ended"].includes(view.standing) && <Survey view={view} again={look} />}

      {view.letters.length > 0 && (
        <section className="card" aria-labelledby="letters">
          <h2 id="letters">{t.view.letters}</h2>
          <ul>
            {view.letters.map((letter) => (
              <li key={letter.number}>
                <a href={`/api/v1/portal/cases/${view.ref}/letters/${letter.number}`} target="_blank" rel="noreferrer">
                  {letter.title ?? t.view.erased} (PDF, {longDay(new Date(letter.at))})
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}

      <section className="card" aria-labelledby="story">
        <h2 id="story">{t.view.story}</h2>
        <ol className="story">
          {[...view.story].reverse().map((entry, at) => (
            <li key={at}>
              <time dateTime={entry.at}>{when(entry.at)}</time>
              {t.told[entry.what]}
              {entry.person && `: ${entry.person}`}
              {entry.when && ` (${when(entry.when)})`}
              {entry.words && <blockquote>{entry.words}</blockquote>}
            </li>
          ))}
        </ol>
      </section>

      <div className="row no-print">
        {may("reopen-case") && <Saying view={view} command="reopen-case" label={t.view.reopen} asks={t.view.reopenWords} again={again} />}
        {may("withdraw-case") && <Saying view={view} command="withdraw-case" label={t.view.withdraw} asks={t.view.withdrawWords} again={again} />}
      </div>
    </>
  );
}

type SayingProps = {
  view: PortalCase;
  command: string;
  label: string;
  asks: string;
  offer?: string;
  /** What is said for somebody who adds no words of their own; without it, words are needed. */
  fallback?: string;
  main?: boolean;
  again: () => void;
};

function Saying({ view, command, label, asks, offer, fallback, main, again }: SayingProps) {
  return (
    <Opening label={label} main={main ?? false}>
      {(close) => <SayingForm {...{ view, command, label, asks, offer, fallback, again, close }} />}
    </Opening>
  );
}

function SayingForm({ view, command, label, asks, offer, fallback, again, close }: Omit<SayingProps, "main" | "offer" | "fallback"> & { offer: string | undefined; fallback: string | undefined; close: () => void }) {
  const draft = useDraft(`portal.${view.ref}.${command}`, "");
  const [words, setWords] = useState(draft.initial);
  const [empty, setEmpty] = useState(false);
  const { busy, problem, run } = useSay();
  const form = useRef<HTMLFormElement>(null);
  const wrong = empty ? t.view.sayIt : problem?.fields["words"];
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [wrong]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const unsaid = words.trim() === "" && fallback === undefined;
    setEmpty(unsaid);
    if (unsaid) {
      form.current?.querySelector("textarea")?.focus();
      return;
    }
    void run(async (key) => {
      const said = words.trim() === "" ? fallback : words.trim();
      await say(`/cases/${view.ref}/${command}`, { ...(offer ? { offer } : {}), words: said }, key);
      draft.drop();
      close();
      again();
      // What was answered goes, and its button with it.
      setTimeout(() => document.querySelector<HTMLElement>("h1")?.focus());
    });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Field label={asks} type="long" most={50_000} optional={fallback !== undefined} value={words} wrong={wrong} onChange={(text) => { setWords(text); setEmpty(false); draft.keep(text); }} />
      <Wrong problem={problem?.fields["words"] ? undefined : problem} />
      <div className="row">
        <button type="submit" className="main" disabled={busy}>
          {label}
        </button>
        <button type="button" className="plain" onClick={close}>
          {t.view.cancel}
        </button>
      </div>
    </form>
  );
}

function Message({ view, again }: { view: PortalCase; again: () => void }) {
  const draft = useDraft(`portal.${view.ref}.message`, "");
  const [words, setWords] = useState(draft.initial);
  const [sent, setSent] = useState(false);
  const { busy, problem, run } = useSay();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async (key) => {
      await say(`/cases/${view.ref}/message`, { words: words.trim() }, key);
      draft.drop();
      setWords("");
      setSent(true);
      again();
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field label={t.view.writeWords} type="long" most={50_000} value={words} wrong={problem?.fields["words"]} onChange={(text) => { setWords(text); setSent(false); draft.keep(text); }} />
      <Wrong problem={problem} />
      <div role="status">{sent && <p className="note good">{t.view.sent}</p>}</div>
      <p>
        <button type="submit" className="main" disabled={busy}>
          {t.view.send}
        </button>
      </p>
    </form>
  );
}

function Upload({ view, again }: { view: PortalCase; again: () => void }) {
  const [got, setGot] = useState<string>();
  const { busy, problem, run } = useSay();
  // A file that is sent again is the same one to the server; another one never is.
  const [last, setLast] = useState<{ file: File; key: string }>();
  const send = (one: { file: File; key: string }) => {
    setGot(undefined);
    setLast(one);
    void run(async () => {
      await sendFile(view.ref, one.file, one.key);
      setGot(one.file.name);
      again();
    });
  };
  const says = problem && last && notTaken(problem, last.file);
  return (
    <div>
      <FileButton label={t.view.upload} busy={busy} onTake={([file]) => file && send({ file, key: crypto.randomUUID() })} />
      {says === undefined ? (
        <Wrong problem={problem} />
      ) : (
        <div className="note bad" role="alert">
          <p>{says}</p>
          {concernsAll(uploadFaultOf(problem?.status ?? 0, last?.file.size ?? 1)) && (
            <button type="button" onClick={() => last && send(last)}>
              {t.again}
            </button>
          )}
        </div>
      )}
      <div role="status">{busy ? <p>{t.view.sending}</p> : got && <p className="note good">{t.view.uploaded(got)}</p>}</div>
    </div>
  );
}

function Wishes({ close }: { close: () => void }) {
  const draft = useDraft("portal.wishes", { needs: [] as string[], note: "", way: "" });
  const [wish, setWish] = useState(draft.initial);
  const { needs, note, way } = wish;
  const change = (part: Partial<typeof wish>) => {
    const now = { ...wish, ...part };
    setWish(now);
    draft.keep(now);
  };
  const [sent, setSent] = useState(false);
  const { busy, problem, run } = useSay();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async (key) => {
      await say("/wishes", { needs, ...(note.trim() ? { note: note.trim() } : {}), ...(way ? { reach_by: way } : {}) }, key);
      draft.drop();
      setSent(true);
    });
  };
  if (sent) {
    return (
      <p className="note good" role="status">
        {t.view.helpSent}
      </p>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <fieldset>
        <legend>{t.lodge.help}</legend>
        <Needs chosen={needs} onChange={(chosen) => change({ needs: chosen })} />
      </fieldset>
      <Field label={t.lodge.helpMore} type="long" most={2000} optional value={note} onChange={(text) => change({ note: text })} />
      <Ways value={way} onChange={(chosen) => change({ way: chosen })} />
      <Wrong problem={problem} />
      <div className="row">
        <button type="submit" className="main" disabled={busy}>
          {t.view.send}
        </button>
        <button type="button" className="plain" onClick={close}>
          {t.view.cancel}
        </button>
      </div>
    </form>
  );
}

function Survey({ view, again }: { view: PortalCase; again: () => void }) {
  const [score, setScore] = useState<number>();
  const draft = useDraft(`portal.${view.ref}.survey`, "");
  const [comment, setComment] = useState(draft.initial);
  const [sent, setSent] = useState(false);
  const { busy, problem, run } = useSay();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async (key) => {
      const body: Schemas["PortalSurveyInput"] = { instrument: "satisfaction", score: score ?? 0, ...(comment.trim() ? { comment: comment.trim() } : {}) };
      await say(`/cases/${view.ref}/record-survey-answer`, body, key);
      draft.drop();
      setSent(true);
      again();
    });
  };
  return (
    <section className="card" aria-labelledby="survey">
      <h2 id="survey">{t.view.survey}</h2>
      {sent ? (
        <p className="note good" role="status">
          {t.view.surveyThanks}
        </p>
      ) : (
        <form onSubmit={submit} noValidate>
          <fieldset>
            <legend>{t.view.surveyQuestion}</legend>
            <div className="scale">
              {Array.from({ length: 11 }, (_, n) => (
                <label key={n}>
                  <input type="radio" name="score" value={n} checked={score === n} onChange={() => setScore(n)} />
                  {n}
                </label>
              ))}
            </div>
            <p className="hint">
              0: {t.view.surveyLow}, 10: {t.view.surveyHigh}
            </p>
          </fieldset>
          <Field label={t.view.surveyMore} type="long" most={50_000} optional value={comment} onChange={(text) => { setComment(text); draft.keep(text); }} />
          <Wrong problem={problem} />
          <button type="submit" disabled={busy || score === undefined}>
            {t.view.send}
          </button>
        </form>
      )}
    </section>
  );
}
