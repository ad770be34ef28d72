import "./app.css";

import { lazy, StrictMode, Suspense, useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";
import { Link, Route, Router, Switch, useLocation } from "wouter";
import { keptDrafts } from "@/shared/drafts";
import { chooseLanguage, distance, language, longDay } from "@/shared/i18n/language";
import { keepFocus } from "@/shared/ui/keepFocus";
import { leave, onSignedOut, setCsrf, type About, type Schemas } from "./api";
import { useAsk } from "./hooks";
import { t } from "./messages";
import { Wrong } from "./Wrong";

const LodgePage = lazy(() => import("./LodgePage").then((m) => ({ default: m.LodgePage })));
const SignInPage = lazy(() => import("./SignInPage").then((m) => ({ default: m.SignInPage })));
const EnterPage = lazy(() => import("./SignInPage").then((m) => ({ default: m.EnterPage })));
const CasePage = lazy(() => import("./CasePage").then((m) => ({ default: m.CasePage })));

document.documentElement.lang = language;
document.title = t.title;

function App() {
  const about = useAsk<About>("/about");
  const session = useAsk<Schemas["PortalSessionView"]>("/session");
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(path);
  if (session.data) setCsrf(session.data.csrf);
  useEffect(() => onSignedOut(session.again), [session.again]);
  useEffect(keepFocus, []);
  // Whoever cannot see the page change is put at its beginning: at the heading, as soon as that is there.
  useEffect(() => {
    const place = main.current;
    if (!place) return;
    let arriving = first.current !== path;
    first.current = path;
    if (arriving) {
      place.focus();
      scrollTo(0, 0);
    }
    const look = () => {
      const heading = place.querySelector("h1");
      document.title = heading?.textContent ? `${heading.textContent} · ${t.title}` : t.title;
      if (!arriving || !heading) return;
      arriving = false;
      if (document.activeElement !== place) return;
      heading.tabIndex = -1;
      heading.focus();
    };
    look();
    const watch = new MutationObserver(look);
    watch.observe(place, { subtree: true, childList: true });
    return () => watch.disconnect();
  }, [path]);

  const signedOut = session.problem?.status === 401 || (session.problem !== undefined && session.data === undefined);
  const signIn = <SignInPage about={about.data} ended={signedOut && session.data !== undefined} onEntered={session.again} />;
  const inside = (page: React.ReactNode) => {
    if (session.problem && session.problem.status !== 401 && !session.data) return <Wrong problem={session.problem} again={session.again} />;
    if (signedOut) return signIn;
    return session.data ? page : <p role="status">…</p>;
  };
  const other = language === "en-GB" ? ({ code: "de-DE", name: "Deutsch" } as const) : ({ code: "en-GB", name: "English" } as const);
  return (
    <>
      <a className="skip" href="#main">
        {t.skip}
      </a>
      <header className="top">
        <div>
          <Link href="/">{about.data?.organisation ?? t.title}</Link>
          <span className="row">
            {session.data && !signedOut && (
              <button
                type="button"
                className="plain"
                onClick={() => {
                  void leave().then(() => location.assign("/portal"));
                }}
              >
                {t.signOut}
              </button>
            )}
            <button type="button" className="plain" lang={other.code} onClick={() => chooseLanguage(other.code)}>
              {other.name}
            </button>
          </span>
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Suspense fallback={<p role="status">…</p>}>
          <Switch>
            <Route path="/">
              <Home about={about.data} />
            </Route>
            <Route path="/lodge">
              <LodgePage onLodged={session.again} />
            </Route>
            <Route path="/sign-in">{signIn}</Route>
            <Route path="/enter">
              <EnterPage onEntered={session.again} />
            </Route>
            <Route path="/cases">{inside(<CaseList />)}</Route>
            <Route path="/cases/:ref">{({ ref }) => inside(<CasePage ref_={ref} />)}</Route>
            <Route>
              <h1>{t.notFound.title}</h1>
              <p>{t.notFound.says}</p>
              <Link href="/">{t.notFound.home}</Link>
            </Route>
          </Switch>
        </Suspense>
      </main>
      <footer className="foot">
        {about.data?.phone && (
          <p>
            <a href={`tel:${about.data.phone.replaceAll(" ", "")}`}>{t.ring(about.data.phone)}</a>
          </p>
        )}
        {about.data?.email && (
          <p>
            <a href={`mailto:${about.data.email}`}>{t.write(about.data.email)}</a>
          </p>
        )}
      </footer>
    </>
  );
}

function Home({ about }: { about: About | undefined }) {
  const kept = keptDrafts("portal.lodge")[0];
  return (
    <>
      <h1>{about?.organisation ? t.home.title(about.organisation) : t.home.titleAlone}</h1>
      <p>{t.home.says}</p>
      <Link className="card choice" href="/lodge">
        <b>{kept ? t.home.goOn : t.home.lodge}</b>
        {kept ? t.home.goOnHint(distance(kept.at)) : t.home.lodgeHint}
      </Link>
      <Link className="card choice" href="/cases">
        <b>{t.home.status}</b>
        {t.home.statusHint}
      </Link>
    </>
  );
}

function CaseList() {
  const { data, problem, again } = useAsk<Schemas["PortalCaseList"]>("/cases");
  if (!data) return problem ? <Wrong problem={problem} again={again} /> : <p role="status">…</p>;
  return (
    <>
      <h1>{t.cases.title}</h1>
      {data.cases.length === 0 && <p>{t.cases.none}</p>}
      {data.cases.map((c) => (
        <Link className="card choice" key={c.ref} href={`/cases/${c.ref}`}>
          <b>{c.subject ?? t.view.erased}</b>
          {t.standing[c.standing]?.[0]} · {c.ref} · {t.cases.received(longDay(new Date(c.received_at)))}
        </Link>
      ))}
    </>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <Router base="/portal">
      <App />
    </Router>
  </StrictMode>,
);
