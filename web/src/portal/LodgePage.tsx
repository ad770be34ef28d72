import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { Link } from "wouter";
import { useDraft } from "@/shared/drafts";
import { fullMoment, language } from "@/shared/i18n/language";
import { notTaken, Refused, say, sendFile, setCsrf, type Schemas } from "./api";
import { useSay } from "./hooks";
import { t } from "./messages";
import { Field, FileButton, Needs, Ways } from "./parts";
import { Wrong } from "./Wrong";

const empty = {
  words: "", subject: "", remedy: "", product: "", name: "", email: "", phone: "", address: "", postcode: "", account: "",
  needs: [] as string[], needsNote: "", reachBy: "", website: "",
};
type Typed = typeof empty;
export const lodgeDraft = "portal.lodge";

function bodyOf(typed: Typed) {
  const some = (text: string) => (text.trim() === "" ? undefined : text.trim());
  return {
    who: { name: some(typed.name), email: some(typed.email), phone: some(typed.phone), address: some(typed.address), postcode: some(typed.postcode), account: some(typed.account) },
    subject: some(typed.subject),
    words: some(typed.words),
    remedy_sought: some(typed.remedy),
    product: some(typed.product),
    needs: typed.needs,
    needs_note: some(typed.needsNote),
    reach_by: some(typed.reachBy),
    language,
    website: some(typed.website),
  };
}

/** What the page can tell by itself, in words for somebody who has no patience left. */
function missingIn(typed: Typed): Record<string, string> | undefined {
  const lacks: Record<string, string> = {};
  if (typed.words.trim() === "") lacks["words"] = t.lodge.needWords;
  if (typed.subject.trim() === "") lacks["subject"] = t.lodge.needSubject;
  if (typed.name.trim() === "") lacks["who.name"] = t.lodge.needName;
  if ([typed.email, typed.phone, typed.address].every((way) => way.trim() === "")) lacks["who.email"] = t.lodge.needReach;
  return Object.keys(lacks).length > 0 ? lacks : undefined;
}

export function LodgePage({ onLodged }: { onLodged: () => void }) {
  const draft = useDraft<Typed>(lodgeDraft, empty);
  const [typed, setTyped] = useState<Typed>({ ...empty, ...draft.initial });
  const [files, setFiles] = useState<File[]>([]);
  const [sending, setSending] = useState<string>();
  const [lodged, setLodged] = useState<{ reply: Schemas["Lodged"]; lost: { name: string; says: string | undefined }[] }>();
  const { busy, problem, run } = useSay();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<Record<string, string>>();
  const wrong = missing ?? problem?.fields ?? {};

  const set = <K extends keyof Typed>(key: K) => (value: Typed[K]) => {
    const now = { ...typed, [key]: value };
    setTyped(now);
    draft.keep(now);
    if (missing) setMissing(missingIn(now));
  };
  const toFirst = () => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  // To the first field that is wrong, so that nobody has to look for it.
  useEffect(() => {
    if (problem) toFirst();
  }, [problem]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const lacks = missingIn(typed);
    setMissing(lacks);
    if (lacks) {
      setTimeout(toFirst);
      return;
    }
    void run(async (key) => {
      const reply = await say<Schemas["Lodged"]>("/complaints", bodyOf(typed), key);
      setCsrf(reply.csrf);
      onLodged();
      draft.drop();
      const lost: { name: string; says: string | undefined }[] = [];
      for (const [at, file] of files.entries()) {
        setSending(t.lodged.sendingFiles(at + 1, files.length));
        try {
          await sendFile(reply.ref, file, `${key}-${at}`);
        } catch (fault) {
          lost.push({ name: file.name, says: fault instanceof Refused ? (notTaken(fault, file) ?? fault.message) : undefined });
        }
      }
      setLodged({ reply, lost });
      scrollTo(0, 0);
    });
  };

  if (lodged) {
    return (
      <>
        <h1 tabIndex={-1} ref={(title) => title?.focus()}>
          {t.lodged.title}
        </h1>
        <div className="card strong">
          <p>{t.lodged.reference}</p>
          <p className="reference">{lodged.reply.ref}</p>
          <p>{t.lodged.keep}</p>
        </div>
        {lodged.reply.next_news_by && <p>{t.lodged.next(fullMoment(new Date(lodged.reply.next_news_by)))}</p>}
        {lodged.lost.length > 0 && (
          <div className="note bad" role="alert">
            <p>{t.lodged.filesFailed(lodged.lost.map(({ name }) => name).join(", "))}</p>
            <ul>
              {lodged.lost.map(({ name, says }, at) => says && <li key={`${name} ${at}`}>{says}</li>)}
            </ul>
          </div>
        )}
        <Link className="button main" href={`/cases/${lodged.reply.ref}`}>
          {t.lodged.look}
        </Link>
      </>
    );
  }

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h1>{t.lodge.title}</h1>
      <p>{t.lodge.intro}</p>
      <section className="card" aria-labelledby="happened">
        <h2 id="happened">{t.lodge.happened}</h2>
        <Field label={t.lodge.words} hint={t.lodge.wordsHint} type="long" most={50_000} value={typed.words} onChange={set("words")} wrong={wrong["words"]} />
        <Field label={t.lodge.subject} hint={t.lodge.subjectHint} value={typed.subject} onChange={set("subject")} wrong={wrong["subject"]} />
        <Field label={t.lodge.remedy} hint={t.lodge.remedyHint} type="long" most={50_000} optional value={typed.remedy} onChange={set("remedy")} wrong={wrong["remedy_sought"]} />
        <Field label={t.lodge.product} hint={t.lodge.productHint} optional value={typed.product} onChange={set("product")} wrong={wrong["product"]} />
      </section>
      <section className="card" aria-labelledby="you">
        <h2 id="you">{t.lodge.you}</h2>
        <Field label={t.lodge.name} hint={t.lodge.nameHint} autoComplete="name" value={typed.name} onChange={set("name")} wrong={wrong["who.name"]} />
        <p>{t.lodge.reach}</p>
        <Field label={t.lodge.email} hint={t.lodge.emailHint} type="email" autoComplete="email" optional value={typed.email} onChange={set("email")} wrong={wrong["who.email"]} />
        <Field label={t.lodge.phone} hint={t.lodge.phoneHint} type="tel" autoComplete="tel" optional value={typed.phone} onChange={set("phone")} wrong={wrong["who.phone"]} />
        <Field label={t.lodge.address} hint={t.lodge.addressHint} type="long" most={1000} autoComplete="street-address" optional value={typed.address} onChange={set("address")} wrong={wrong["who.address"]} />
        <Field label={t.lodge.postcode} hint={t.lodge.postcodeHint} autoComplete="postal-code" optional value={typed.postcode} onChange={set("postcode")} wrong={wrong["who.postcode"]} />
        <Field label={t.lodge.account} hint={t.lodge.accountHint} optional value={typed.account} onChange={set("account")} wrong={wrong["who.account"]} />
        <Ways value={typed.reachBy} onChange={set("reachBy")} />
      </section>
      <section className="card" aria-labelledby="help">
        <h2 id="help">{t.lodge.help}</h2>
        <p className="hint" id="help-hint">
          {t.lodge.helpHint}
        </p>
        <fieldset aria-labelledby="help" aria-describedby="help-hint">
          <Needs chosen={typed.needs} onChange={set("needs")} />
        </fieldset>
        {typed.needs.length > 0 && <Field label={t.lodge.helpMore} hint={t.lodge.helpMoreHint} type="long" most={2000} optional value={typed.needsNote} onChange={set("needsNote")} />}
      </section>
      <section className="card" aria-labelledby="photos">
        <h2 id="photos">{t.lodge.photos}</h2>
        <FileButton multiple label={t.lodge.addPhoto} onTake={(chosen) => setFiles((before) => [...before, ...chosen])} />
        <ul aria-live="polite">
          {files.map((file, at) => (
            <li key={`${file.name} ${at}`}>
              {file.name}{" "}
              <button type="button" className="plain" onClick={() => setFiles(files.filter((_, other) => other !== at))}>
                {t.lodge.remove(file.name)}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {/* A field that people do not see and machines fill in. */}
      <div className="trap" aria-hidden="true">
        <input type="text" name="website" tabIndex={-1} autoComplete="off" aria-label="Website" value={typed.website} onChange={(event) => set("website")(event.currentTarget.value)} />
      </div>
      {missing ? (
        <p className="note bad" role="alert">
          {t.lodge.missing}
        </p>
      ) : (
        <Wrong problem={problem} />
      )}
      <p className="soft">{t.lodge.kept}</p>
      <div className="row">
        <button type="submit" className="main" disabled={busy}>
          {t.lodge.send}
        </button>
        <button
          type="button"
          className="plain"
          onClick={() => {
            draft.drop();
            setTyped(empty);
            setFiles([]);
          }}
        >
          {t.lodge.forget}
        </button>
      </div>
      <p role="status">{busy && sending}</p>
    </form>
  );
}
