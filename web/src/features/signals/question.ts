// What is asked of the figures to see a signal: of which cases, and how long before and after it.

import { toText } from "@/shared/figures/conditions";
import type { Question } from "@/shared/figures/data";
import { addDays, addPeriods, beginOf } from "@/shared/figures/periods";
import type { Period } from "@/shared/figures/types";
import type { Found, Rename, Signal } from "./types";

const before = { week: 52, month: 24 } as const;
const after = { week: 12, month: 6 } as const;

/** The value and every name that is counted as one with it: those it had before, and those it got since. The newest first. */
export function namesOf(renames: readonly Rename[], column: string, value: string): string[] {
  const declared = renames.filter((rename) => rename.column === column);
  const nameNow = (name: string) => {
    let now = name;
    for (let hops = 0; hops <= declared.length; ++hops) now = declared.find(({ from }) => from === now)?.to ?? now;
    return now;
  };
  const now = nameNow(value);
  const others = declared.map(({ from }) => from).filter((from) => nameNow(from) === now);
  return [...new Set([value, now, ...others.reverse()])];
}

/** Whether other declarations make one of the two names even without this one. */
export function isOneWithout(rename: Rename, renames: readonly Rename[]): boolean {
  const others = renames.filter((other) => other !== rename);
  return namesOf(others, rename.column, rename.from).includes(rename.to);
}

/** The days of the signal itself. */
export const daysOf = ({ known, last, every }: Found): Period => ({ from: known, to: addDays(addPeriods(last, every, 1), -1) });

/** `first`: when the desk received its first case; before it nothing was counted, which is not to look like quiet. */
export function questionOf(found: Found, renames: readonly Rename[], now: string, first: string | undefined): Question & { from: string; to: string } {
  const { column, every, shape, series, known, last, ended, began } = found;
  const whole = addDays(beginOf(now, every), -1); // the last day of the last period that is over
  const end = daysOf(found).to;
  const later = addDays(addPeriods(last, every, after[every] + 1), -1);
  const early = addPeriods(known, every, -before[every]);
  const values = shape === "everywhere" ? [] : shape === "redrawn" ? [...ended, ...began] : namesOf(renames, column, series);
  return {
    measure: "received",
    every,
    from: first !== undefined && first > early && first < known ? beginOf(first, every) : early,
    to: later < whole ? later : whole > end ? whole : end,
    ...(shape === "everywhere" || shape === "redrawn" ? { by: column } : {}),
    ...(values.length > 0 ? { where: toText([{ column, values, without: false }]) } : {}),
  };
}

/** The same question on the page of figures, with the cases of these days open beside it. */
export const exploreSearch = ({ every, ...question }: Question, { from, to }: Period, by?: string) => ({
  ...question,
  every,
  open: `${from}..${to}`,
  ...(by === undefined ? {} : { open_by: by }),
});

/** From where to where the signal is among the periods; undefined where it is not. */
export function placeIn(periods: readonly Period[], { known, last }: Pick<Found, "known" | "last">): readonly [number, number] | undefined {
  const [first, end] = [known, last].map((day) => periods.findIndex(({ from, to }) => from <= day && day <= to));
  return first === undefined || end === undefined || first < 0 || end < 0 ? undefined : [Math.min(first, end), Math.max(first, end)];
}

/** What a change because of the signal begins with: the signal, and the cases it is about, under all names they were filed under. Of what was redrawn,
 *  those that began; words pick out no cases. */
export function proposal({ id, found: { column, shape, series, began } }: Pick<Signal, "id" | "found">, renames: readonly Rename[]) {
  const about = shape === "redrawn" ? began : series === "" || shape === "topic" ? [] : [series];
  const values = [...new Set(about.flatMap((value) => namesOf(renames, column, value)))];
  return { signals: id, ...(values.length === 0 ? {} : { where: toText([{ column, values, without: false }]) }), ...(column === "cause" && about.length === 1 ? { cause: about[0] } : {}) };
}
