// Where the question "is it solved?" stands in this round, and what the survey of service quality says.

import type { Schemas } from "@/shared/api/client";

export type Standing =
  | { is: "confirmed"; word: Schemas["CustomersWord"] }
  | { is: "lapsed"; at: string; asked: number }
  | { is: "not_asked" }
  /** `left`: how many more times the procedure wants them asked before silence may count. */
  | { is: "asked"; asked: number; left: number | undefined };

export function standingOf(round: Schemas["Round"], attempts: number | undefined): Standing {
  const asked = round.confirmation_requests.length;
  if (round.confirmed) return { is: "confirmed", word: round.confirmed };
  if (round.lapsed_at !== undefined) return { is: "lapsed", at: round.lapsed_at, asked };
  if (asked === 0) return { is: "not_asked" };
  return { is: "asked", asked, left: attempts === undefined ? undefined : Math.max(0, attempts - asked) };
}

/** The day that lies a length ("30 days") after `from`, at nine in the morning; undefined for a length of another kind. */
export function after(length: string, from: Date): Date | undefined {
  const [, count, unit] = /^(\d+) (day|week|month)s?$/.exec(length) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const n = Number(count);
  const months = unit === "month" ? n : 0;
  const days = unit === "week" ? 7 * n : unit === "day" ? n : 0;
  return new Date(from.getFullYear(), from.getMonth() + months, from.getDate() + days, 9);
}

export type Gap = { dimension: Schemas["Dimension"]; expected: number; perceived: number; gap: number };
/** What they perceived against what they expected, dimension by dimension; the last answer to each counts. */
export function gapsOf(answers: readonly Schemas["SurveyAnswer"][]): Gap[] {
  const latest = new Map<Schemas["Dimension"], Gap>();
  for (const { instrument, dimension, expected, score } of answers) {
    if (instrument !== "service_quality" || dimension === undefined || expected === undefined) continue;
    latest.set(dimension, { dimension, expected, perceived: score, gap: score - expected });
  }
  return [...latest.values()].sort((a, b) => a.gap - b.gap);
}
