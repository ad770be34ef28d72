// Days and periods of the calendar, as text like "2026-03-01": no time zone has a say in which month a day is in.

import { language } from "../i18n/language";
import type { Every, Period } from "./types";

const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const textOf = (date: Date) => date.toISOString().slice(0, 10);
export const addDays = (day: string, days: number) => textOf(new Date(utc(day).getTime() + days * 86_400_000));

/** Today, here. */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The first day of the period that the day is in. */
export function beginOf(day: string, every: Every): string {
  switch (every) {
    case "day":
    case "whole":
      return day;
    case "week":
      return addDays(day, -((utc(day).getUTCDay() + 6) % 7)); // from Monday on
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "quarter":
      return `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
    case "year":
      return `${day.slice(0, 4)}-01-01`;
  }
}

const months = { month: 1, quarter: 3, year: 12 } as const;
/** The beginning of the period so many periods later; earlier where that is below zero. `begin` is the beginning of one. */
export function addPeriods(begin: string, every: Exclude<Every, "whole">, many: number): string {
  if (every === "day" || every === "week") return addDays(begin, every === "day" ? many : many * 7);
  return textOf(new Date(Date.UTC(Number(begin.slice(0, 4)), Number(begin.slice(5, 7)) - 1 + many * months[every], 1)));
}

/** Whether all of the period is counted: neither cut off at its beginning nor going on still. */
export const isWhole = ({ from, to }: Period, every: Every, now: string) =>
  every === "whole" || (to < now && beginOf(from, every) === from && beginOf(addDays(to, 1), every) === addDays(to, 1));

/** Where to begin when nobody said: two years of months, so that what is usual can be told; of others what can be taken in. */
export function usualBegin(every: Every, now: string): string {
  const back: Record<Every, (year: number, month: number) => string> = {
    day: () => addDays(now, -60),
    week: () => beginOf(addDays(now, -7 * 51), "week"),
    month: (year, month) => textOf(new Date(Date.UTC(year, month - 24, 1))),
    quarter: (year) => `${year - 4}-01-01`,
    year: (year) => `${year - 9}-01-01`,
    whole: (year, month) => textOf(new Date(Date.UTC(year, month - 12, 1))),
  };
  return back[every](utc(now).getUTCFullYear(), utc(now).getUTCMonth());
}

/** After one period was chosen: the length that shows what is inside. */
export const finer: Record<Every, Every> = { year: "month", quarter: "month", month: "day", week: "day", day: "day", whole: "whole" };

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
const formats = {
  day: format({ day: "numeric", month: "short" }),
  full: format({ day: "numeric", month: "short", year: "numeric" }),
  month: format({ month: "short" }),
  monthOfYear: format({ month: "long", year: "numeric" }),
  shortMonthOfYear: format({ month: "short", year: "numeric" }),
};
const quarterOf = (day: string) => `Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;

export const dayInWords = (day: string) => formats.full.format(utc(day));
export const monthInWords = (day: string) => formats.monthOfYear.format(utc(day));
/** Whole months of the calendar are called by their names: "February 2026", "July – September 2026"; anything else by its days. */
export function rangeInWords({ from, to }: Period): string {
  if (from === to) return dayInWords(from);
  const months = from < to && beginOf(from, "month") === from && addDays(to, 1).endsWith("-01");
  return (months ? formats.monthOfYear : formats.full).formatRange(utc(from), utc(to));
}

/** "March 2026", "Q1 2026", "2026", "2–8 Mar 2026"; a period that was cut off says its days. */
export function periodName(period: Period, every: Every, short = false): string {
  const { from, to } = period;
  const asCalendar = beginOf(from, every) === from && beginOf(addDays(to, 1), every) === addDays(to, 1);
  if (every === "day") return dayInWords(from);
  if (!asCalendar || every === "whole" || every === "week") return rangeInWords(period);
  if (every === "month") return (short ? formats.shortMonthOfYear : formats.monthOfYear).format(utc(from));
  return every === "quarter" ? `${quarterOf(from)} ${from.slice(0, 4)}` : from.slice(0, 4);
}

/** What stands below the axis, the year on a line of its own wherever it is new. */
export function axisName({ from }: Period, every: Every): string {
  switch (every) {
    case "month":
      return formats.month.format(utc(from));
    case "quarter":
      return quarterOf(from);
    case "year":
      return from.slice(0, 4);
    default:
      return formats.day.format(utc(from));
  }
}
