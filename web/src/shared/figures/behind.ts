// The address at which the cases behind a number are open: the same measure, days and conditions, on the page that explores.

import { toText, type Condition } from "./conditions";
import type { Period } from "./types";

export const casesBehind = (conditions: readonly Condition[], { from, to }: Period, measure = "received", part?: "counted") => ({
  measure,
  from,
  to,
  every: "whole" as const,
  ...(conditions.length > 0 ? { where: toText(conditions) } : {}),
  open: `${from}..${to}`,
  ...(part ? { part } : {}),
});

/** The conditions and these values of a column besides. */
export const narrowed = (conditions: readonly Condition[], column: string, values: readonly string[]): Condition[] => [
  ...conditions,
  { column, values: [...values], without: false },
];
