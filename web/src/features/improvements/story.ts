// The steps of an improvement as they are told, and what comes next.

import type { Evidence, FollowUp, Improvement, JustifyingSignal, State, Step } from "./types";

export type Deed = State | "reopened" | "replanned" | "corrected";

/** What was done in a step. One that leaves it as it stood is another plan, or, once the change was made, a corrected day. */
export function deedOf(steps: readonly Pick<Step, "to">[], at: number): Deed {
  const to = steps[at]?.to ?? "proposed";
  const before = steps[at - 1]?.to;
  if (before === "concluded" || before === "dropped") return "reopened";
  if (before !== to) return to;
  return to === "made" ? "corrected" : "replanned";
}

/** The follow-up that is still to come; undefined when all were recorded, or nothing was changed yet. */
export const nextFollowUp = ({ follow_ups }: Pick<Improvement, "follow_ups">): FollowUp | undefined => follow_ups.find(({ recorded }) => !recorded);

export const columns = ["proposed", "agreed", "made", "over"] as const;
export type Column = (typeof columns)[number];
export const columnOf = (state: State): Column => (state === "concluded" || state === "dropped" ? "over" : state);

/** What a signal said when it was given as a reason, in figures; undefined where that was not kept. */
export function thenOf({ signal }: Pick<JustifyingSignal, "signal">, { signals }: Pick<Evidence, "signals">) {
  const kept = signals?.find((one) => one.signal === signal);
  return kept && { on: kept.on, state: kept.state, counted: kept.found.counted, expected: kept.found.expected };
}
