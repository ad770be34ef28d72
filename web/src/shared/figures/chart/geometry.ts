// Where things are in a chart of lines: one place for each period across, the values upwards.

import { namedPeriods, possible, scaleOf, spread, type Scale } from "../axis";
import type { Line } from "../lines";
import { axisName } from "../periods";
import type { ControlChart, Every, Period } from "../types";
import { tickText, type Saying } from "../values";
import { cut, widthOf } from "./drawing";

const [top, bottom, lineHeight, fewest] = [14, 42, 15, 52];
const narrow = 480; // below it names at the ends would leave the lines no room
const [legendRow, legendGap] = [20, 30];

export type Label = { text: string; y: number; end: readonly [number, number] | undefined };
export type Geometry = {
  width: number;
  height: number;
  left: number;
  right: number;
  floor: number;
  scale: Scale;
  x: (period: number) => number;
  y: (value: number) => number;
  /** The period that is nearest to a place across. */
  periodAt: (x: number) => number;
  ticks: { y: number; text: string }[];
  names: { x: number; text: string; year: string }[];
  labels: Label[];
  /** On a narrow chart the names stand below; of several lines each has a letter at its end. */
  legend: { text: string; x: number; y: number }[];
};

type Given = { width: number; periods: readonly Period[]; every: Every; lines: readonly Line[]; names: readonly string[]; saying: Saying; chart?: ControlChart; whiskers: boolean; small?: boolean; /** Values that have to be seen besides. */ also?: readonly number[] };

export function geometryOf({ width, periods, every, lines, names, saying, chart, whiskers, small = false, also = [] }: Given): Geometry {
  const values = lines.flatMap(({ figures }) => figures.flatMap(({ value, low, high }) => (whiskers ? [value, low, high] : [value])));
  const scale = scaleOf([...values, ...also, ...(chart ? [...chart.high, ...chart.low].map((limit) => limit && possible(limit, saying.unit)) : [])].filter((value) => value != null), saying.unit);
  const tickTexts = scale.ticks.map((value) => tickText(value, saying));
  const left = Math.ceil(Math.max(...tickTexts.map(widthOf))) + 12;
  const named = lines.length > 1 || lines[0]?.by !== undefined;
  const below = named && width < narrow;
  const letters = lines.length > 1 ? names.map((_, at) => String.fromCharCode(65 + at)) : [];
  const texts = below ? letters : named ? names.map((name) => cut(name, Math.min(width * 0.3, 230))) : [];
  const { legend, rows } = legendOf(below ? names.map((name, at) => [letters[at], name].filter(Boolean).join(" ")) : [], left, width);
  const height = (small ? 220 : width < 600 ? 270 : 330) + rows * legendRow;
  const right = width - (texts.length > 0 ? Math.max(...texts.map(widthOf)) + 26 : 14);
  const floor = height - bottom - rows * legendRow;
  const across = right - left - 12;
  const x = (period: number) => left + 6 + (periods.length < 2 ? across / 2 : (across * period) / (periods.length - 1));
  const y = (value: number) => floor - ((floor - top) * (value - scale.min)) / (scale.max - scale.min);

  const begins = periods.map(({ from }) => from);
  const shown = namedPeriods(begins, every, Math.floor(across / fewest));
  let year = "";
  const axis = shown.map((period) => {
    const begin = begins[period] ?? "";
    const fresh = every === "year" || begin.slice(0, 4) === year ? "" : (year = begin.slice(0, 4));
    return { x: x(period), text: axisName({ from: begin, to: begin }, every), year: fresh };
  });

  const ends = lines.map(({ figures }) => {
    const last = figures.findLastIndex(({ value }) => value !== undefined);
    const value = figures[last]?.value;
    return value === undefined ? undefined : ([x(last), y(value)] as const);
  });
  const places = spread(ends.map((end) => end?.[1] ?? floor), lineHeight, top, floor);
  return {
    width, height, left, right, floor, scale, x, y,
    legend: legend.map(({ text, x: place, row }) => ({ text, x: place, y: floor + bottom + row * legendRow + 8 })),
    periodAt: (place) => Math.max(0, Math.min(periods.length - 1, Math.round(((place - left - 6) / Math.max(across, 1)) * (periods.length - 1)))),
    ticks: scale.ticks.map((value, i) => ({ y: y(value), text: tickTexts[i] ?? "" })),
    names: axis,
    labels: texts.map((text, i) => ({ text, y: places[i] ?? floor, end: ends[i] })),
  };
}

/** In as many rows as it takes. */
function legendOf(texts: readonly string[], left: number, width: number): { legend: { text: string; x: number; row: number }[]; rows: number } {
  let [across, row] = [left, 0];
  const legend = texts.map((given) => {
    const text = cut(given, width - left - legendGap);
    const needs = widthOf(text) + legendGap;
    if (across > left && across + needs > width) [across, row] = [left, row + 1];
    const place = { text, x: across, row };
    across += needs;
    return place;
  });
  return { legend, rows: texts.length === 0 ? 0 : row + 1 };
}
