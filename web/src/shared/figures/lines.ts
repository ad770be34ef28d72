// Which lines the chart shows. More than eight cannot be told apart: the rest is put together as one, where that can be done.

import type { Answer, Figure, Series } from "./types";

export const mostLines = 8;

export type Line = { key: string; by?: string; and?: string; figures: readonly Figure[]; whole: Figure; others?: number };
export type Lines = { lines: Line[]; /** Groups that are in the table only. */ left: number };

const keyOf = (series: Series) => JSON.stringify([series.by ?? null, series.and_by ?? null]);
const lineOf = (series: Series): Line => ({ key: keyOf(series), by: series.by, and: series.and_by, figures: series.figures, whole: series.whole });

/** How the value comes from what was counted; undefined for medians, which cannot be put together from others. */
function valueOf({ measure, all }: Answer): ((numerator: number, denominator: number) => number | undefined) | undefined {
  const mean = (times: number) => (numerator: number, denominator: number) => (denominator === 0 ? undefined : (numerator / denominator) * times);
  if (measure.unit === "minutes") return undefined;
  if (measure.unit === "cases") return (numerator) => numerator;
  // Money is a sum in one measure and a mean in another; the figures themselves say which.
  if (measure.unit === "money" && all.whole.value === all.whole.numerator) return (numerator) => numerator;
  return mean(measure.unit === "balance" ? 100 : 1);
}

function less(all: Figure, shown: readonly Figure[], value: (numerator: number, denominator: number) => number | undefined): Figure {
  const rest = (of: "cases" | "numerator" | "denominator") => shown.reduce((sum, figure) => sum - figure[of], all[of]);
  const [numerator, denominator] = [rest("numerator"), rest("denominator")];
  return { cases: rest("cases"), numerator, denominator, value: value(numerator, denominator) };
}

export function linesOf(answer: Answer): Lines {
  const { series, all } = answer;
  const groups = answer.series_in_all;
  if (series.length === 0) return { lines: groups === 0 && all.by === undefined ? [lineOf(all)] : [], left: 0 };
  if (groups <= mostLines) return { lines: series.map(lineOf), left: 0 };
  const value = valueOf(answer);
  // With a line for the rest there is room for one less.
  const shown = series.slice(0, value ? mostLines - 1 : mostLines);
  const left = groups - shown.length;
  if (!value) return { lines: shown.map(lineOf), left };
  const others: Line = {
    key: "others",
    others: left,
    figures: all.figures.map((figure, at) => less(figure, shown.flatMap(({ figures }) => figures[at] ?? []), value)),
    whole: less(all.whole, shown.map(({ whole }) => whole), value),
  };
  return { lines: [...shown.map(lineOf), others], left };
}
