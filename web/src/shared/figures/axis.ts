// Where an axis has its marks: at steps that people count in.

import type { Every, Unit } from "./types";

const hour = 60;
const aDay = 24 * hour;
// Nobody reads a clock in tenths.
const steps = [1, 2, 5, 10, 15, 30, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, aDay, 2 * aDay, 5 * aDay, 7 * aDay];

/** 1, 2 or 5 times a power of ten, not below the given. */
export function niceStep(least: number): number {
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  // A little slack: 0.3 / 3 is not quite 0.1.
  const times = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return times * power;
}

function stepFor(unit: Unit, least: number): number {
  if (unit === "minutes") return steps.find((one) => one >= least) ?? aDay * niceStep(least / aDay);
  return unit === "cases" ? Math.max(1, niceStep(least)) : niceStep(least);
}

const least: Partial<Record<Unit, number>> = { cases: 0, share: 0, minutes: 0 };
const most: Partial<Record<Unit, number>> = { share: 1 };
/** A limit that no value can pass is none, and makes no room for itself: it is drawn where the values end. */
export const possible = (limit: number, unit: Unit) => Math.min(most[unit] ?? Infinity, Math.max(least[unit] ?? -Infinity, limit));

export type Scale = { min: number; max: number; ticks: number[] };

/** An axis that holds all the values and zero, with about so many marks. */
export function scaleOf(values: readonly number[], unit: Unit, marks = 5): Scale {
  const low = Math.min(0, ...values);
  let high = Math.max(0, ...values);
  if (low === high) high = unit === "share" ? 1 : unit === "minutes" ? hour : 1;
  const step = stepFor(unit, (high - low) / marks);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  // Multiples, not sums: 0.1 + 0.2 is not 0.3.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks };
}

const strides: Record<Every, readonly number[]> = {
  day: [1, 2, 7, 14, 28, 56, 91, 182, 364],
  week: [1, 2, 4, 13, 26, 52, 104],
  month: [1, 2, 3, 6, 12, 24, 60, 120],
  quarter: [1, 2, 4, 8, 20, 40],
  year: [1, 2, 5, 10, 20],
  whole: [1],
};

/** Which periods have their name below the axis, when so many names fit; months and quarters at the same places in each year. */
export function namedPeriods(begins: readonly string[], every: Every, fit: number): number[] {
  const stride = strides[every].find((one) => begins.length / one <= Math.max(fit, 1)) ?? Math.ceil(begins.length / Math.max(fit, 1));
  const month = (begin: string) => Number(begin.slice(0, 4)) * 12 + Number(begin.slice(5, 7)) - 1;
  const placeOf = (begin: string, index: number) =>
    every === "month" ? month(begin) : every === "quarter" ? Math.floor(month(begin) / 3) : every === "year" ? Number(begin.slice(0, 4)) : index;
  return begins.flatMap((begin, index) => (placeOf(begin, index) % stride === 0 ? [index] : []));
}

/** Moves labels apart so that none covers another: as near to where they belong as it goes, within the bounds, in their order. */
export function spread(places: readonly number[], gap: number, min: number, max: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  const put: number[] = [];
  let before = min - gap;
  for (const { place } of order) put.push((before = Math.max(place, before + gap)));
  let after = max + gap;
  for (let i = put.length - 1; i >= 0; i--) put[i] = after = Math.max(min, Math.min(put[i] ?? max, after - gap));
  const spreadOut = new Array<number>(places.length);
  order.forEach(({ index }, i) => (spreadOut[index] = put[i] ?? min));
  return spreadOut;
}
