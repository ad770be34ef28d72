// What a report draws, from the figures it is drawn from, as the charts of the workspace take it.

import type { ParetoBar } from "@/shared/figures/chart/pareto";
import { cellKey, type Heat } from "@/shared/figures/heat";
import type { Line } from "@/shared/figures/lines";
import { addDays, addPeriods } from "@/shared/figures/periods";
import type { ControlChart, Figure, Period } from "@/shared/figures/types";
import { named } from "./cells";
import type { Chart, Section, Table } from "./types";

/** A chart and the table of the same name belong together; the table is its twin. */
export type Block = { id: string; chart?: Chart; table?: Table };
export function blocksOf({ charts, tables }: Pick<Section, "charts" | "tables">): Block[] {
  const drawn = charts.map((chart): Block => {
    const table = tables.find(({ id }) => id === chart.id);
    return { id: chart.id, chart, ...(table ? { table } : {}) };
  });
  return [...drawn, ...tables.filter(({ id }) => !charts.some((chart) => chart.id === id)).map((table): Block => ({ id: table.id, table }))];
}

/** "2026-02" as its days, up to the end of what is reported. */
export function monthsOf(labels: readonly string[], last: string): Period[] {
  return labels.map((label) => {
    const from = `${label}-01`;
    const to = addDays(addPeriods(from, "month", 1), -1);
    return { from, to: to < last || from > last ? to : last };
  });
}

const seriesAt = ({ series }: Chart, at: number) => series[at]?.values ?? [];
const figure = (value: number | null | undefined): Figure => ({ cases: 0, numerator: 0, denominator: 0, ...(value == null ? {} : { value }) });

/** The values as a line, and the limits as the chart has them. */
export function controlOf(chart: Chart): { line: Line; limits: ControlChart } {
  const values = seriesAt(chart, 0);
  const all = (at: number) => values.map((_, index) => seriesAt(chart, at)[index] ?? null);
  return {
    line: { key: chart.id, figures: values.map(figure), whole: figure(undefined) },
    limits: {
      kind: "",
      why: "",
      says: chart.says,
      notes: [],
      state: "unknown",
      unit: "of_figures",
      centre: all(1),
      low: all(2),
      high: all(3),
      lines: [],
      changes: [],
      events: [],
      signals: chart.marked.map((period) => ({ period, above: true, says: "" })), // which side, the point itself shows
    },
  };
}

/** The share of each is what it adds to the line. */
export function paretoOf(chart: Chart): ParetoBar[] {
  const [amounts, together] = [seriesAt(chart, 0), seriesAt(chart, 1)];
  return chart.labels.map((title, at) => {
    const cumulative = together[at] ?? 0;
    return { code: String(at), title, amount: amounts[at] ?? 0, share: cumulative - (together[at - 1] ?? 0), cumulative, vital: chart.marked.includes(at) };
  });
}

/** The largest of a heat map, for its shades. */
export const mostOf = ({ series }: Pick<Chart, "series">) => Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));

export function heatOfChart({ labels, series }: Chart): Heat {
  const cells = new Map<string, number>();
  series.forEach(({ name, values }) => values.forEach((value, at) => cells.set(cellKey(name, labels[at] ?? ""), value ?? 0)));
  const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0);
  return {
    rows: series.map(({ name, values }) => ({ value: name, cases: sum(values) })),
    columns: labels.map((value, at) => ({ value, cases: sum(series.map(({ values }) => values[at] ?? 0)) })),
    cells,
    most: mostOf({ series }),
  };
}

/** A chart that has no table of its own, as one. */
export function twinOf({ title, labels, series }: Pick<Chart, "title" | "labels" | "series">, corner: string): { head: string[]; rows: { label: string; values: (number | undefined)[] }[]; title: string } {
  return {
    title,
    head: [corner, ...series.map(({ name }) => name)],
    rows: labels.map((label, at) => ({ label: named(label), values: series.map(({ values }) => values[at] ?? undefined) })),
  };
}
