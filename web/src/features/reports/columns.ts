// Where the columns of a chart go: for each label its columns side by side, and one line over all of them.

import { namedPeriods, scaleOf, type Scale } from "@/shared/figures/axis";
import { widthOf } from "@/shared/figures/chart/drawing";
import { axisName } from "@/shared/figures/periods";
import type { Period } from "@/shared/figures/types";
import { tickText, type Saying } from "@/shared/figures/values";
import type { Chart } from "./types";

const [top, bottom, edge, fewest, legendRow] = [10, 42, 10, 44, 20];

export type Column = { series: number; at: number; x: number; y: number; width: number; height: number };
export type Drawn = {
  width: number;
  height: number;
  left: number;
  right: number;
  floor: number;
  scale: Scale;
  ticks: { y: number; text: string }[];
  names: { x: number; text: string; year: string }[];
  legend: { x: number; y: number; text: string; line: boolean }[];
  columns: Column[];
  line: ({ x: number; y: number } | undefined)[];
};

export function layOutColumns({ series, labels }: Chart, periods: readonly Period[], saying: Saying, width: number): Drawn {
  const scale = scaleOf(series.flatMap(({ values }) => values.flatMap((value) => value ?? [])), saying.unit);
  const texts = scale.ticks.map((value) => tickText(value, saying));
  const left = Math.ceil(Math.max(...texts.map(widthOf))) + 12;
  const right = width - edge;

  // What is what stands above, in as many rows as it takes.
  let [across, down] = [left, 0];
  const legend = series.map(({ name }, at) => {
    const needs = widthOf(name) + 40;
    if (across > left && across + needs > right) [across, down] = [left, down + 1];
    const place = { x: across, y: top + down * legendRow, text: name, line: at === series.length - 1 };
    across += needs;
    return place;
  });
  const ceiling = top + (down + 1) * legendRow + 4;
  const height = ceiling + (width < 600 ? 180 : 230) + bottom;
  const floor = height - bottom;
  const y = (value: number) => floor - ((floor - ceiling) * (value - scale.min)) / (scale.max - scale.min);

  const slot = (right - left) / Math.max(labels.length, 1);
  const side = series.length - 1;
  const bar = Math.max(2, Math.min(22, (slot * 0.76) / Math.max(side, 1)));
  const middle = (at: number) => left + slot * (at + 0.5);
  const columns = series.slice(0, side).flatMap(({ values }, which) =>
    values.flatMap((value, at): Column[] =>
      value === null ? [] : [{ series: which, at, x: middle(at) + (which - side / 2) * bar, y: y(value), width: Math.max(1, bar - 1), height: Math.max(0, floor - y(value)) }],
    ),
  );
  let year = "";
  const names = namedPeriods(periods.map(({ from }) => from), "month", Math.floor((right - left) / fewest)).map((at) => {
    const from = periods[at]?.from ?? "";
    const fresh = from.slice(0, 4) === year ? "" : (year = from.slice(0, 4));
    return { x: middle(at), text: axisName({ from, to: from }, "month"), year: fresh };
  });
  return {
    width, height, left, right, floor, scale, names, legend, columns,
    ticks: scale.ticks.map((value, at) => ({ y: y(value), text: texts[at] ?? "" })),
    line: (series[side]?.values ?? []).map((value, at) => (value === null ? undefined : { x: middle(at), y: y(value) })),
  };
}
