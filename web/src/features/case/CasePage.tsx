// A case: whose it is, what is due, where it stands in the cycle, what is left, what was said and done, and the way to do more.

import { Button, Group, Loader, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useActions, type Action } from "@/shared/actions";
import { api, bodyOf, Problem, type Schemas } from "@/shared/api/client";
import { choice, commandName, words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { announce } from "@/shared/ui/announce";
import { PageLink } from "@/shared/ui/PageLink";
import { usePrinting } from "@/shared/ui/printing";
import { Mend, ProblemNote } from "@/shared/ui/problems";
import classes from "./case.module.css";
import { CaseContext, homes, type CaseContextValue, type CaseView, type GiveOptions, type Phase } from "./caseContext";
import { CaseHeader } from "./CaseHeader";
import { Clocks } from "./Clocks";
import { Here } from "./Here";
import { Files } from "./Files";
import { t } from "./messages";
import { AnalysePanel } from "./panels/AnalysePanel";
import { FollowUpPanel } from "./panels/FollowUpPanel";
import { IdentifyPanel } from "./panels/IdentifyPanel";
import { ResolvePanel } from "./panels/ResolvePanel";
import { PhaseRail, phases } from "./PhaseRail";
import { Story } from "./Story";
import { storyShown, showStory } from "./storyShown";
import type { Writing } from "./writing";

const CallNote = lazy(() => import("./composer/CallNote").then((m) => ({ default: m.CallNote })));
const Letter = lazy(() => import("./composer/Letter").then((m) => ({ default: m.Letter })));
const CommandDialog = lazy(() => import("./CommandDialog").then((m) => ({ default: m.CommandDialog })));
const CloseDialog = lazy(() => import("./CloseDialog").then((m) => ({ default: m.CloseDialog })));
const FilesDialog = lazy(() => import("./FilesDialog").then((m) => ({ default: m.FilesDialog })));

// They come with the page: fetched one by one, each held back what was shown of a case for a third of a second, once.
const panels = { identify: IdentifyPanel, analyse: AnalysePanel, resolve: ResolvePanel, follow_up: FollowUpPanel };

export function CasePage() {
  const { ref } = useParams({ from: "/cases/$ref" });
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["case", ref],
    queryFn: () => bodyOf(api.GET("/api/v1/cases/{ref}", { params: { path: { ref } } })),
  });
  if (isPending) {
    return (
      <Group role="status">
        <Loader size="sm" />
        <Text>{t.loading}</Text>
      </Group>
    );
  }
  if (error instanceof Problem && [400, 404, 422].includes(error.status)) {
    return (
      <div>
        <Title order={1}>{t.missing.title(ref)}</Title>
        <Text my="sm">{t.missing.says}</Text>
        <PageLink to="/cases">{t.missing.all}</PageLink>
      </div>
    );
  }
  return (
    <>
      <ProblemNote problem={error} again={() => void refetch()} />
      {data && <Loaded key={data.ref} view={data} />}
    </>
  );
}

type Dialog = { kind: "command"; command: string; options: GiveOptions } | { kind: "close" } | { kind: "files" };
type Sought = { command: string };
const keys: Record<string, string> = { "record-contact": "c", "send-letter": "l", "take-ownership": "t", "assign-case": "a", "attach-file": "f" };

function Loaded({ view }: { view: CaseView }) {
  const { ref, guide } = view;
  // Where the case stood when it was opened; the page does not move on under somebody who is typing.
  const [phase, setPhase] = useState<Phase>(guide.phase);
  const [writing, setWriting] = useState<{ what: Writing; kind?: Schemas["LetterKind"] }>();
  const [dialog, setDialog] = useState<Dialog>();
  const [sought, setSought] = useState<Sought>();
  const [story, setStory] = useState(storyShown);
  const paper = useForPaper();
  const places = useRef(new Map<string, () => void>());
  const composer = useRef<HTMLDivElement>(null);

  const write = useCallback((what: Writing, kind?: Schemas["LetterKind"]) => {
    setDialog(undefined);
    setWriting(kind ? { what, kind } : { what });
  }, []);
  const give = useCallback(
    (command: string, options: GiveOptions = {}) => {
      if (command === "close-case") setDialog({ kind: "close" });
      else if (command === "attach-file" && guide.allowed.includes(command)) setDialog({ kind: "files" });
      else setDialog({ kind: "command", command, options });
    },
    [guide.allowed],
  );
  const goTo = useCallback(
    (command: string) => {
      setDialog(undefined);
      const home = homes[command];
      if (!guide.allowed.includes(command) && command !== "close-case") give(command);
      else if (command === "record-contact") write("note");
      else if (command === "send-letter") write("letter");
      else if (home) {
        setPhase(home);
        setSought({ command });
      } else give(command);
    },
    [give, write, guide.allowed],
  );
  const offerPlace = useCallback((command: string, open: () => void) => {
    places.current.set(command, open);
    return () => {
      if (places.current.get(command) === open) places.current.delete(command);
    };
  }, []);
  const arrive = useCallback(
    ({ command }: Sought) => {
      setSought(undefined);
      const open = places.current.get(command);
      if (open) open();
      else give(command);
    },
    [give],
  );

  // What a colleague or the customer does meanwhile is heard, not only seen.
  const { user } = useSession();
  const heard = useRef(view.version);
  useEffect(() => {
    const news = view.timeline.filter(({ version, actor }) => version > heard.current && actor !== user).at(-1);
    heard.current = view.version;
    if (news) announce(`${news.who}: ${news.says}`);
  }, [view.version, view.timeline, user]);

  const context = useMemo<CaseContextValue>(() => ({ view, give, goTo, write, offerPlace }), [view, give, goTo, write, offerPlace]);
  const toggleStory = useCallback((shown: boolean) => {
    showStory(shown);
    setStory(shown);
  }, []);

  useActions(
    useMemo<Action[]>(() => {
      const section = t.actions.section(ref);
      const all = [...guide.allowed, ...guide.refused.map(({ command }) => command)];
      return [
        ...all.map((command) => ({
          id: `case.${command}`,
          title: commandName(command),
          section,
          words: t.actions.words,
          run: () => goTo(command),
          ...(keys[command] ? { keys: keys[command] } : {}),
        })),
        { id: "case.email", title: t.letter.titleEmail, section, keys: "e", run: () => write("email") },
        ...phases.map((one, at) => ({
          id: `case.phase.${one}`,
          title: t.actions.phase(choice("Phase", one)),
          section,
          keys: `${at + 1}`,
          run: () => {
            setPhase(one);
            setTimeout(() => document.getElementById(`phase-${one}`)?.focus());
          },
        })),
        {
          id: "case.story",
          title: t.actions.story,
          section,
          keys: "s",
          run: () => {
            toggleStory(true);
            setTimeout(() => document.getElementById("story")?.focus());
          },
        },
        {
          id: "case.print",
          title: t.actions.print,
          section,
          run: paper.print,
        },
      ];
    }, [ref, guide, goTo, write, toggleStory, paper.print]),
  );

  // What was opened comes into sight, wherever on the page it was asked for.
  useEffect(() => {
    if (writing) composer.current?.scrollIntoView({ block: "nearest" });
  }, [writing]);

  const done = (says: string) => () => {
    setWriting(undefined);
    notifications.show({ message: says, color: "green", closeButtonProps: { "aria-label": words.ui.close } });
    document.getElementById(`phase-${phase}`)?.focus({ preventScroll: true });
  };
  // A letter wants the width for what is checked beside it; the story goes on below.
  const beside = story && (writing === undefined || writing.what === "note");
  const closeDialog = () => setDialog(undefined);
  const stopWriting = () => {
    setWriting(undefined);
    document.getElementById(`phase-${phase}`)?.focus({ preventScroll: true });
  };

  return (
    <CaseContext value={context}>
      <Mend value={goTo}>
        <div className={classes.page}>
          <CaseHeader onWrite={write} onClose={() => give("close-case")} />
          <Here caseRef={ref} writing={writing !== undefined || dialog !== undefined} />
          <Clocks />
          <div className={classes.columns} {...(beside ? { "data-story": true } : {})}>
            <div className={classes.work}>
              {writing && (
                <div ref={composer} className="no-print">
                  <Suspense fallback={<Loader size="sm" />}>
                    {writing.what === "note" ? (
                      <CallNote onClose={stopWriting} onSaved={done(t.note.saved)} />
                    ) : (
                      <Letter
                        key={writing.what + (writing.kind ?? "")}
                        mode={writing.what}
                        {...(writing.kind ? { kind: writing.kind } : {})}
                        onClose={stopWriting}
                        onSent={done(t.letter.sent)}
                      />
                    )}
                  </Suspense>
                </div>
              )}
              <PhaseRail phase={phase} onPhase={setPhase} whole={paper.whole}>
                {(one) => {
                  const Panel = panels[one];
                  return (
                    <>
                      <Panel view={view} />
                      <Arrival sought={sought} onArrived={arrive} />
                    </>
                  );
                }}
              </PhaseRail>
              {!story && (
                <div className="no-print">
                  <Button variant="default" onClick={() => toggleStory(true)}>
                    {t.story.show}
                  </Button>
                </div>
              )}
            </div>
            {(story || paper.whole) && (
              <div className={story ? classes.work : `${classes.work} ${classes.paperOnly}`}>
                <Files />
                <Story whole={paper.whole} onHide={() => toggleStory(false)} />
              </div>
            )}
          </div>
        </div>
        {dialog && (
          <Suspense fallback={null}>
            {dialog.kind === "close" && <CloseDialog onClose={closeDialog} />}
            {dialog.kind === "files" && <FilesDialog onClose={closeDialog} />}
            {dialog.kind === "command" && (
              <CommandDialog
                key={dialog.command}
                command={dialog.command}
                options={dialog.options}
                onClose={closeDialog}
                onWriteLetter={() => write("email", "acknowledgement")}
              />
            )}
          </Suspense>
        )}
      </Mend>
    </CaseContext>
  );
}

const longestWait = 3000; // milliseconds; what has not arrived by then is printed without

/** All four phases and the whole story are there while the case is put on paper. */
function useForPaper() {
  const queries = useQueryClient();
  const printing = usePrinting();
  const [preparing, setPreparing] = useState(false);
  const prepare = useCallback(() => setPreparing(true), []);
  useEffect(() => {
    if (!preparing) return;
    // The phases nobody has opened yet fetch what they show first.
    const begun = Date.now();
    const look = setInterval(() => {
      if (queries.isFetching() > 0 && Date.now() - begun < longestWait) return;
      clearInterval(look);
      print();
      setPreparing(false);
    }, 100);
    return () => clearInterval(look);
  }, [preparing, queries]);
  return { whole: printing || preparing, print: prepare };
}

/** Once the panel is there, the form that was asked for is opened. */
function Arrival({ sought, onArrived }: { sought: Sought | undefined; onArrived: (sought: Sought) => void }) {
  useEffect(() => {
    if (sought) onArrived(sought);
  }, [sought, onArrived]);
  return null;
}
