// What became of a period of a scheduled report.

import { addDays, addPeriods, beginOf, periodName, rangeInWords } from "@/shared/figures/periods";
import type { Run, Schedule } from "./types";

export type Became = "written" | "going" | "left" | "again" | "given";
const mostTries = 5; // as the server gives up

export function becameOf({ done, failed, tries, until }: Run, now: Date): Became {
  if (failed !== undefined) return tries >= mostTries ? "given" : "again";
  if (done !== undefined) return "written";
  return new Date(until) > now ? "going" : "left"; // its server was lost
}

/** The last period that everybody got, and what went wrong with the last that they did not. */
export function lastOf(runs: readonly Run[]): { got: Run | undefined; fault: Run | undefined } {
  return { got: runs.findLast(({ done, failed }) => done !== undefined && failed === undefined), fault: runs.findLast(({ failed }) => failed !== undefined) };
}

/** "October 2026", "Q3 2026"; of half-years and weeks their days. */
export function runName({ from, to }: Pick<Run, "from" | "to">, every: Schedule["every"]): string {
  return every === "half_year" ? rangeInWords({ from, to }) : periodName({ from, to }, every);
}

/** The last day of the period that begins so. */
export function endOfFirst({ first, every }: Pick<Schedule, "first" | "every">): string {
  if (every === "half_year") return addDays(addPeriods(first, "month", 6), -1);
  return addDays(addPeriods(beginOf(first, every), every, 1), -1);
}

/** A reason as a sentence: what the server kept may end with a stop or not. */
export const sentence = (text: string) => (text === "" || /[.!?]$/.test(text) ? text : `${text}.`);
