// Periods that people report on: the last whole month, quarter, half-year and year; and the half-years of the return.

import { addDays, addPeriods, beginOf } from "@/shared/figures/periods";
import type { Period } from "@/shared/figures/types";

export const lastOnes = ["month", "quarter", "half_year", "year"] as const;
export type LastOne = (typeof lastOnes)[number];

const beginOfHalf = (day: string) => `${day.slice(0, 4)}-${day.slice(5, 7) < "07" ? "01" : "07"}-01`;

/** The last one that is over. */
export function lastWhole(which: LastOne, today: string): Period {
  const begin = which === "half_year" ? beginOfHalf(today) : beginOf(today, which);
  const from = which === "half_year" ? addPeriods(begin, "month", -6) : addPeriods(begin, which, -1);
  return { from, to: addDays(begin, -1) };
}

/** Which of them these days are. */
export const nameOfLast = ({ from, to }: Partial<Period>, today: string): LastOne | undefined =>
  lastOnes.find((which) => {
    const whole = lastWhole(which, today);
    return whole.from === from && whole.to === to;
  });

export type HalfYear = { year: number; half: 1 | 2 };
export const halfYearWith = (day: string): HalfYear => ({ year: Number(day.slice(0, 4)), half: day.slice(5, 7) < "07" ? 1 : 2 });
export const halfYearText = ({ year, half }: HalfYear) => `${year}-H${half}`;
export const halfYearBefore = ({ year, half }: HalfYear): HalfYear => (half === 2 ? { year, half: 1 } : { year: year - 1, half: 2 });
export const parsedHalfYear = (text: string): HalfYear => ({ year: Number(text.slice(0, 4)), half: text.endsWith("1") ? 1 : 2 });

const fewest = 4;
const most = 40;
/** Those one may want: from the one that is going on back to the first case, and four at least; the latest first. */
export function halfYears(today: string, first: string | undefined): HalfYear[] {
  const found = [halfYearWith(today)];
  const oldest = first === undefined ? undefined : halfYearText(halfYearWith(first));
  for (;;) {
    const next = halfYearBefore(found.at(-1) ?? halfYearWith(today));
    const wanted = found.length < fewest || (oldest !== undefined && halfYearText(next) >= oldest);
    if (!wanted || found.length >= most) return found;
    found.push(next);
  }
}
