// Logging and what comes after it, as one run that survives a lost line and a closed page.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { api, bodyOf, newKey, Problem, send, type Schemas } from "@/shared/api/client";
import { type LogForm } from "./form";
import { type Left, type Plan, type Step, type StepName, withPromise } from "./steps";

export type Run = {
  ref: string;
  customer: string;
  startedAt: string;
  loggedAt: string;
  duplicates: string[];
  similar: string[];
  steps: Step[];
  left: Left[];
};
/** A request under way is known by its key; the same body sent again acts once. `answered`: the server said no to it. */
export type Intent = { body: string; key: string; answered?: boolean };
export type Kept = { form: LogForm; intent?: Intent | undefined; run?: Run | undefined };

/**
 * The intent to send: the one before, when it is the same. One that never got an answer may have been logged all the same, so
 * it stays the same also when only the time of receipt has come in, because the record lay too long in the meantime.
 */
export function intentFor(body: Schemas["LogCaseInput"], before: Intent | undefined, newKey: () => string): Intent {
  const text = JSON.stringify(body);
  if (before?.body === text) return before;
  const late = JSON.stringify({ ...body, received_at: undefined });
  if (before && !before.answered && before.body === late) return before;
  return { body: text, key: newKey() };
}

export const problemOf = (thrown: unknown) => (thrown instanceof Problem ? thrown : new Problem({ detail: String(thrown) }, 0));
const isOver = (run: Run) => run.steps.every(({ state }) => state === "done");

type Options = { kept: { intent?: Intent | undefined; run?: Run | undefined }; note: (part: { intent?: Intent | undefined; run?: Run | undefined }) => void };

export function useRun({ kept, note }: Options) {
  const queries = useQueryClient();
  const intent = useRef(kept.intent);
  const [run, setRun] = useState<Run | undefined>(() =>
    kept.run && { ...kept.run, steps: kept.run.steps.map((step) => (step.state === "running" ? { ...step, state: "waiting" as const } : step)) },
  );
  const current = useRef(run);
  const [problems, setProblems] = useState<Partial<Record<StepName, Problem>>>({});
  const [refused, setRefused] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  const change = useCallback(
    (next: Run | undefined) => {
      current.current = next;
      setRun(next);
      note({ intent: intent.current, run: next });
    },
    [note],
  );
  const changeStep = useCallback(
    (command: StepName, patch: Partial<Step>) => {
      const now = current.current;
      if (now) change({ ...now, steps: now.steps.map((step) => (step.command === command ? { ...step, ...patch } : step)) });
    },
    [change],
  );

  const freshen = useCallback(
    (of: Run) =>
      Promise.all(
        [["case", of.ref], ...(of.customer === "" ? [] : [["customer", of.customer]]), ["cases"], ["deadlines"], ["search"]].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
    [queries],
  );

  /** Sends the steps that are not done, or only those named; each by itself, whatever became of the one before. */
  const sendSteps = useCallback(
    async (only?: readonly StepName[]) => {
      const started = current.current;
      if (!started) return;
      setBusy(true);
      for (const { command } of started.steps) {
        const step = current.current?.steps.find((one) => one.command === command);
        if (!step || step.state === "done" || (only && !only.includes(command))) continue;
        changeStep(command, { state: "running" });
        setProblems((all) => ({ ...all, [command]: undefined }));
        try {
          let { body } = step;
          if (command === "record-contact") {
            const view = await bodyOf(api.GET("/api/v1/cases/{ref}", { params: { path: { ref: started.ref } } }));
            body = withPromise(body, view.state.promise, started.startedAt);
            changeStep(command, { body });
          }
          await send("cases", started.ref, command, body, step.key);
          changeStep(command, { state: "done" });
        } catch (thrown) {
          changeStep(command, { state: "failed" });
          setProblems((all) => ({ ...all, [command]: problemOf(thrown) }));
        }
      }
      setBusy(false);
      await freshen(started);
    },
    [changeStep, freshen],
  );

  /** Logs the case, then sends what was planned. Resolves to the problem if the case itself was not logged. */
  const log = useCallback(
    async (body: Schemas["LogCaseInput"], plan: Plan, startedAt: string, customer: string): Promise<Problem | undefined> => {
      setBusy(true);
      setRefused(undefined);
      const sent = intentFor(body, intent.current, newKey);
      intent.current = sent;
      note({ intent: sent });
      try {
        const reply = await bodyOf(
          api.POST("/api/v1/cases", {
            body: JSON.parse(sent.body) as Schemas["LogCaseInput"],
            params: { header: { "Idempotency-Key": sent.key } },
          }),
        );
        change({
          ref: reply.ref,
          customer: customer || (reply.also.find(({ ref }) => ref.startsWith("CU-"))?.ref ?? ""),
          startedAt,
          loggedAt: new Date().toISOString(),
          duplicates: reply.possible_duplicates,
          similar: reply.similar_customers,
          ...plan,
        });
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (!problem.unreachable) intent.current = { ...sent, answered: true };
        note({ intent: intent.current });
        setBusy(false);
        setRefused(problem);
        return problem;
      }
      await sendSteps();
      return undefined;
    },
    [change, note, sendSteps],
  );

  /** A step was done another way (with a changed body), or is left for later. */
  const settle = useCallback(
    (command: StepName, how: "done" | "left") => {
      const now = current.current;
      if (!now) return;
      if (how === "done") changeStep(command, { state: "done" });
      else {
        change({
          ...now,
          steps: now.steps.filter((step) => step.command !== command),
          left: [...now.left, { command, why: "later" }],
        });
      }
    },
    [change, changeStep],
  );
  return { run, problems, refused, busy, log, sendSteps, settle, over: run !== undefined && isOver(run) };
}
