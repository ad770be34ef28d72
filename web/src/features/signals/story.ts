// The steps of a signal as they are told.

import type { SignalState, Step } from "./types";

export type Deed = SignalState | "reopened";

/** What was done in a step. A signal that is opened again stands as it stood before, which alone would not tell that it was. */
export function deedOf(steps: readonly Pick<Step, "to">[], at: number): Deed {
  const to = steps[at]?.to ?? "raised";
  return steps[at - 1]?.to === "closed" && to !== "closed" ? "reopened" : to;
}
