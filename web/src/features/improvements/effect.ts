// Where everything goes in the picture of an effect: the points, the line drawn through them, what would have been without the
// change with its interval, and the change itself.

import { namedPeriods, possible, scaleOf, type Scale } from "@/shared/figures/axis";
import { pathOf, widthOf, type Place } from "@/shared/figures/chart/drawing";
import { axisName } from "@/shared/figures/periods";
import { tickText, type Saying } from "@/shared/figures/values";
import type { Effect } from "./types";

const [top, bottom, fewest] = [26, 42, 52];

/** What came at once and how the trend goes on, as sentences. Without a trend the level is all there is, and is said already. */
export const partsOf = ({ level_change: level, trend_change: trend }: Pick<Effect, "level_change" | "trend_change">): string[] =>
  level && trend ? [level.says, trend.says] : [];

export type Drawn = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  floor: number;
  scale: Scale;
  ticks: { y: number; text: string; zero: boolean }[];
  names: { x: number; text: string; year: string }[];
  dots: { x: number; y: number; leftOut: boolean }[];
  /** On a telephone they would cover the lines. */
  radius: number;
  fitted: string[];
  otherwise: string;
  band: string;
  /** Where the change was made. */
  change: number | undefined;
};

type Given = { effect: Pick<Effect, "points" | "every">; changed: string; width: number; saying: Saying };

export function layOut({ effect: { points, every }, changed, width, saying }: Given): Drawn {
  const height = width < 600 ? 270 : 330;
  const bound = (value: number | undefined) => (value === undefined ? undefined : possible(value, saying.unit));
  const known = points.flatMap(({ value, fitted, otherwise, low, high }) => [value, fitted, otherwise, bound(low), bound(high)]).filter((value) => value !== undefined);
  const scale = scaleOf(known, saying.unit);
  const texts = scale.ticks.map((value) => tickText(value, saying));
  const left = Math.ceil(Math.max(...texts.map(widthOf))) + 12;
  const [right, floor] = [width - 14, height - bottom];
  const across = right - left - 12;
  const x = (at: number) => left + 6 + (points.length < 2 ? across / 2 : (across * at) / (points.length - 1));
  const y = (value: number) => floor - ((floor - top) * (value - scale.min)) / (scale.max - scale.min);
  const begins = points.map(({ from }) => from);
  let year = "";
  const names = namedPeriods(begins, every, Math.floor(across / fewest)).map((at) => {
    const begin = begins[at] ?? "";
    const fresh = every === "year" || begin.slice(0, 4) === year ? "" : (year = begin.slice(0, 4));
    return { x: x(at), text: axisName({ from: begin, to: begin }, every), year: fresh };
  });
  // Between the period that ended before the change and the one that began after it; in its midst where it came in one.
  const inside = points.findIndex(({ from, to }) => from <= changed && changed <= to);
  const first = points.findIndex(({ from }) => from >= changed);
  const change = inside >= 0 && points[inside]?.from !== changed ? x(inside) : first > 0 ? (x(first - 1) + x(first)) / 2 : undefined;
  const after = (at: number) => (points[at]?.from ?? "") >= changed;
  const place = (at: number, value: number | undefined): Place | undefined => (value === undefined || points[at]?.left_out ? undefined : [x(at), y(value)]);
  // The line before the change and the one after it are two: between them lies the step.
  const fitted = [false, true].map((side) => pathOf(points.map(({ fitted: value }, at) => (after(at) === side ? place(at, value) : undefined))));
  const placed = (valueOf: (point: Effect["points"][number]) => number | undefined) => points.map((point, at) => place(at, valueOf(point))).filter((one) => one !== undefined);
  const upper = placed(({ high }) => bound(high));
  const lower = placed(({ low }) => bound(low));
  return {
    width, height, left, right, top, floor, scale, names, fitted, change,
    ticks: scale.ticks.map((value, at) => ({ y: y(value), text: texts[at] ?? "", zero: value === 0 })),
    dots: points.map(({ value, left_out: leftOut }, at) => ({ x: x(at), y: y(value), leftOut })),
    radius: Math.max(1.6, Math.min(3.5, (across / Math.max(points.length - 1, 1)) * 0.25)),
    otherwise: pathOf(points.map(({ otherwise }, at) => place(at, otherwise))),
    band: upper.length > 1 ? `${pathOf([...upper, ...lower.reverse()])}Z` : "",
  };
}
