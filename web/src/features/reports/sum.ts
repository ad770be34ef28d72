// The two sides of the reconciliation, and the other numbers of the return in the groups they are read in.

import type { HalfYearReturn, ReturnLine } from "./types";

export const thereLines = ["outstanding_at_begin", "opened", "reopened"] as const satisfies readonly ReturnLine[];
export const becameLines = ["closed", "outstanding_at_end"] as const satisfies readonly ReturnLine[];
export const timeLines = ["closed_within3_business_days", "closed_within4_weeks", "closed_within8_weeks", "closed_later"] as const satisfies readonly ReturnLine[];
export const decisionLines = ["upheld", "not_upheld", "not_decided"] as const satisfies readonly ReturnLine[];
export const vulnerabilityLines = ["vulnerable", "vulnerability_failure"] as const satisfies readonly ReturnLine[];

type Made = Pick<HalfYearReturn, "numbers">;
export const numberOf = ({ numbers }: Made, line: ReturnLine) => numbers.find((one) => one.line === line);
export const sumOf = (made: Made, lines: readonly ReturnLine[]) => lines.reduce((sum, line) => sum + (numberOf(made, line)?.count ?? 0), 0);
/** Which of a group's counts is of a line. */
export const placeOf = ({ numbers }: Made, line: ReturnLine) => numbers.findIndex((one) => one.line === line);
