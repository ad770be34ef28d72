// In which order signals stand, and which of them nobody has seen before.

import type { Signal, SignalState } from "./types";

/** As it goes on, so that what nobody has looked at yet stands first. */
export const states = ["raised", "looked_at", "explained", "acted_on", "closed"] as const satisfies readonly SignalState[];

/** Within a state as they came: the newest first. */
export const inOrder = (signals: readonly Signal[]): Signal[] => signals.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state));

/** How many were not there before the watch. */
export function newSince(before: readonly Signal[], after: readonly Signal[]): number {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id)).length;
}
