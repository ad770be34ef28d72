// Log a problem, made for a telephone call: from ring to logged in under ninety seconds, by keyboard alone.

import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { keysForPeople, useActions, type Action } from "@/shared/actions";
import { newKey, type Schemas } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { count, distance, moment } from "@/shared/i18n";
import { useAfterPaint } from "@/shared/ui/afterPaint";
import { ProblemNote } from "@/shared/ui/problems";
import { Cues } from "./Cues";
import { emptyForm, faultsOf, logBody, type LogForm } from "./form";
import { Impact } from "./Impact";
import { t } from "./messages";
import { Next } from "./Next";
import { Outcome } from "./Outcome";
import { currentSummary, ReadBack } from "./ReadBack";
import { Rights } from "./Rights";
import { useRun, type Kept } from "./run";
import { goTo } from "./Section";
import { planOf } from "./steps";
import { PageContext, Store, useFaultCount, useFaultsStore, useForm, useValue, type Faults } from "./store";
import { elapsed } from "./time";
import { useProcedure } from "./useProcedure";
import { What } from "./What";
import { Who } from "./Who";
import classes from "./log.module.css";

const sections = [
  ["who", t.sections.who], ["what", t.sections.what], ["impact", t.sections.impact], ["rights", t.sections.rights],
  ["readback", t.sections.readBack], ["next", t.sections.next],
] as const;
const keysOf = (id: (typeof sections)[number][0]) => `alt+${sections.findIndex(([one]) => one === id) + 1}`;

export function LogPage() {
  const [round, setRound] = useState(0);
  const another = useCallback(() => setRound((n) => n + 1), []);
  // Opened from a customer's own page, it is about them.
  const customer = useRouterState({ select: ({ location }) => location.state.customer });
  return <OneProblem key={round} customer={round === 0 ? (customer ?? "") : ""} onAnother={another} />;
}

function OneProblem({ customer, onAnother }: { customer: string; onAnother: () => void }) {
  const [empty] = useState<Kept>(() => ({ form: { ...emptyForm(), customer } }));
  const draft = useDraft<Kept>("log", empty);
  const { keep, drop } = draft;
  const kept = useRef(draft.initial);
  const note = useCallback(
    (part: Partial<Kept>) => {
      kept.current = { ...kept.current, ...part };
      keep(kept.current);
    },
    [keep],
  );
  const [page] = useState(() => ({
    // A draft of an older page may lack what the form has since learnt to ask.
    form: new Store<LogForm>({ ...emptyForm(), ...draft.initial.form }),
    faults: new Store<{ of: Faults }>({ of: {} }),
  }));
  useEffect(
    () =>
      page.form.subscribe(() => {
        const form = page.form.get();
        if (form.startedAt === "") page.form.set({ startedAt: new Date().toISOString() });
        else note({ form });
      }),
    [page, note],
  );
  const logging = useRun({ kept: draft.initial, note });
  const { run, over } = logging;
  // Sent to the last step, it is no draft any more.
  useEffect(() => {
    if (over) drop();
  }, [over, drop]);

  const leave = useCallback(() => {
    drop();
    onAnother();
  }, [drop, onAnother]);

  return (
    <PageContext value={page}>
      {run ? (
        <Stack gap="md">
          {draft.initial.run && !over && <Text role="status">{t.draft.unfinished(run.ref)}</Text>}
          <Outcome
            run={run}
            problems={logging.problems}
            busy={logging.busy}
            onSend={(only) => void logging.sendSteps(only)}
            onSettle={logging.settle}
            onAnother={leave}
          />
        </Stack>
      ) : (
        <TheForm logging={logging} restoredAt={draft.restoredAt} onAfresh={leave} />
      )}
    </PageContext>
  );
}

type FormProps = { logging: ReturnType<typeof useRun>; restoredAt: Date | undefined; onAfresh: () => void };

function TheForm({ logging, restoredAt, onAfresh }: FormProps) {
  const form = useForm();
  const queries = useQueryClient();
  const { inForce, known } = useProcedure();
  const faults = useFaultsStore();
  const here = useRef<HTMLFormElement>(null);
  const { log, busy, refused } = logging;
  // The caller gives a name first; by then the rest of the form is there.
  const painted = useAfterPaint();
  const types = useMemo(() => [...new Set(inForce.flatMap(({ applies }) => applies.customer_types))].sort(), [inForce]);

  useEffect(() => {
    if (!restoredAt) here.current?.querySelector<HTMLElement>("[data-log-first]")?.focus();
  }, [restoredAt]);

  const showFaults = useCallback(
    (found: Faults) => {
      faults.set({ of: found });
      // After they are drawn, to the first of them.
      setTimeout(() => here.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    },
    [faults],
  );

  const submit = useCallback(async () => {
    const values = form.get();
    const now = new Date();
    const customer = queries.getQueryData<Schemas["CustomerView"]>(["customer", values.customer])?.state;
    const knows = { ...known, customer };
    const wrong = faultsOf(values, knows, now, {
      customer: t.who.missing,
      subject: t.what.subjectMissing,
      money: t.what.moneyFault,
      past: t.next.newsPast,
    });
    if (Object.keys(wrong).length > 0) {
      showFaults(wrong);
      return;
    }
    faults.set({ of: {} });
    const plan = planOf(values, currentSummary(values), newKey);
    const problem = await log(logBody(values, knows, now), plan, values.startedAt, values.customer);
    if (problem) showFaults(splitProblem(problem).fields);
  }, [form, queries, known, faults, log, showFaults]);

  const submitOnce = useCallback(() => {
    if (!busy) void submit();
  }, [busy, submit]);
  useActions(
    useMemo<Action[]>(
      () => [
        { id: "log.submit", title: t.actions.submit, section: t.actions.section, keys: "mod+enter", run: submitOnce },
        ...sections.map(([id, title]) => ({
          id: `log.${id}`,
          title: t.actions.goto(title),
          section: t.actions.section,
          keys: keysOf(id),
          run: () => goTo(id),
        })),
      ],
      [submitOnce],
    ),
  );

  return (
    <form
      ref={here}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submitOnce();
      }}
      onKeyDown={(event) => {
        // Enter in a line of text goes on typing elsewhere; only the button and its shortcut send.
        const line = event.target instanceof HTMLInputElement && !["submit", "button"].includes(event.target.type);
        if (event.key === "Enter" && line && !event.ctrlKey && !event.metaKey) event.preventDefault();
      }}
    >
      <Stack gap="md">
        <div>
          <Title order={1}>{t.title}</Title>
          <Text size="sm" c="dimmed">
            {t.intro}
          </Text>
        </div>
        {restoredAt && (
          <Group gap="xs">
            <Text size="sm" role="status">
              {t.draft.restored(distance(restoredAt))}
            </Text>
            <Button size="compact-sm" variant="light" onClick={onAfresh}>
              {t.draft.afresh}
            </Button>
          </Group>
        )}
        <div className={classes["page"]}>
          <Stack gap="md">
            <Who keys={keysOf("who")} customerTypes={types} />
            <What keys={keysOf("what")} />
            {painted && (
              <>
                <Impact keys={keysOf("impact")} />
                <Rights keys={keysOf("rights")} />
                <ReadBack keys={keysOf("readback")} />
                <Next keys={keysOf("next")} />
              </>
            )}
            <ProblemNote problem={refused && Object.keys(splitProblem(refused).fields).length === 0 ? refused : undefined} again={submitOnce} />
            <div className={`panel ${classes["bar"] ?? ""}`}>
              <Group justify="space-between">
                <div>
                  <Timer />
                  <Wrong />
                </div>
                <Button type="submit" loading={busy} rightSection={<kbd aria-hidden>{keysForPeople("mod+enter")}</kbd>}>
                  {t.submit}
                </Button>
              </Group>
            </div>
          </Stack>
          <Cues />
        </div>
      </Stack>
    </form>
  );
}

/** How long this has been going, without pressing anybody. */
function Timer() {
  const startedAt = useValue((form) => form.startedAt);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (startedAt === "") return null;
  const passed = now - new Date(startedAt).getTime();
  return (
    <Text size="sm" c="dimmed" className="num" role="timer" aria-live="off">
      {passed > 3600_000 ? t.begun(moment(new Date(startedAt))) : t.elapsed(elapsed(passed))}
    </Text>
  );
}

function Wrong() {
  const wrong = useFaultCount();
  return (
    <Text size="sm" role="alert" c="var(--late)">
      {wrong > 0 ? t.mended(count(wrong, t.needsLook)) : ""}
    </Text>
  );
}
