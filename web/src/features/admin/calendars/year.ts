// A year of a calendar, day by day, as the server counts it: known or not, open by the week's hours, less holidays. Dates are
// civil ("2026-12-25") and worked out in UTC, so that no clock change moves one.

import type { Schemas } from "@/shared/api/client";

type Calendar = Pick<Schemas["CalendarView"], "id" | "title" | "zone" | "source" | "known_from" | "known_until" | "hours" | "closed" | "used_by">;
export type DayKind = "open" | "rest" | "holiday" | "closure" | "unknown";
export type Day = { date: string; kind: DayKind; name: string; of: string[] };
export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const dateOf = (at: Date) => at.toISOString().slice(0, 10);
/** Monday is 0. */
const weekdayOf = (at: Date) => (at.getUTCDay() + 6) % 7;

/** A closure of the organisation leaves the calendar's own day as it is for clocks of the law; it is shown as what it is for us. */
export function daysOf(calendar: Calendar, year: number): Day[] {
  const opens = new Set(calendar.hours.map(({ day }) => day));
  const holidays = new Map(calendar.closed.map(({ day, name }) => [day, name]));
  const closures = new Map<string, { name: string; of: string[] }>();
  for (const use of calendar.used_by) {
    for (const { day, name } of use.closures) closures.set(day, { name, of: [...new Set([...(closures.get(day)?.of ?? []), use.title])] });
  }
  const days: Day[] = [];
  for (const at = new Date(Date.UTC(year, 0, 1)); at.getUTCFullYear() === year; at.setUTCDate(at.getUTCDate() + 1)) {
    const date = dateOf(at);
    const weekday = weekdays[weekdayOf(at)] ?? "monday";
    const holiday = holidays.get(date);
    const closure = closures.get(date);
    if (date < calendar.known_from || date > calendar.known_until) days.push({ date, kind: "unknown", name: "", of: [] });
    else if (holiday !== undefined) days.push({ date, kind: "holiday", name: holiday, of: [] });
    else if (!opens.has(weekday)) days.push({ date, kind: "rest", name: "", of: [] });
    else if (closure) days.push({ date, kind: "closure", ...closure });
    else days.push({ date, kind: "open", name: "", of: [] });
  }
  return days;
}

/** Weeks of a month from Monday on; where a week begins or ends in another month it has gaps. */
export function weeksOf(days: readonly Day[], month: number): (Day | undefined)[][] {
  const own = days.filter(({ date }) => Number(date.slice(5, 7)) === month);
  const lead = own[0] ? weekdayOf(new Date(own[0].date)) : 0;
  const cells: (Day | undefined)[] = [...Array<undefined>(lead).fill(undefined), ...own];
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export type Row = { from: string; until: string; kind: DayKind; name: string; of: string[] };
/** What is not as the week has it, oldest first; days that are not known are told as one stretch. */
export function exceptions(days: readonly Day[]): Row[] {
  const rows: Row[] = [];
  for (const { date, kind, name, of } of days) {
    if (kind === "open" || kind === "rest") continue;
    const last = rows.at(-1);
    if (kind === "unknown" && last?.kind === "unknown") last.until = date;
    else rows.push({ from: date, until: date, kind, name, of });
  }
  return rows;
}

const quoted = (text: string) => JSON.stringify(text);
/** The calendar as the file it could have come from. */
export function tomlOf(calendar: Calendar): string {
  const hours = weekdays.flatMap((day) => {
    const own = calendar.hours.filter((one) => one.day === day);
    return own.length === 0 ? [] : [`${day} = [${own.map(({ from, until }) => `[${quoted(from)}, ${quoted(until)}]`).join(", ")}]`];
  });
  return [
    `id = ${quoted(calendar.id)}`,
    `title = ${quoted(calendar.title)}`,
    `zone = ${quoted(calendar.zone)}`,
    `source = ${quoted(calendar.source)}`,
    `known_from = ${calendar.known_from}`,
    `known_until = ${calendar.known_until}`,
    "",
    "[hours]",
    ...hours,
    "",
    "[closed]",
    ...calendar.closed.map(({ day, name }) => `${day} = ${quoted(name)}`),
    "",
  ].join("\n");
}
