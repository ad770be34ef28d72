// The figures as rows for a file: one for each group and period, as they are counted and not as they are said.

import type { Answer, Figure, Period } from "@/shared/figures/types";
import { inUnit } from "@/shared/figures/values";
import { toCsv, type Cell } from "@/shared/csv";
import { t } from "./messages";

type Given = { answer: Answer; currency?: string; columns: readonly string[]; nameOf: (column: number, value: string) => string };

export function figuresAsCsv({ answer: { measure, periods, all, series }, currency, columns, nameOf }: Given): string {
  const head = [...columns, t.csv.from, t.csv.to, `${t.csv.value} (${t.csv.unit[measure.unit](currency)})`, t.csv.low, t.csv.high, t.csv.ninetieth, t.csv.cases, t.csv.numerator, t.csv.denominator];
  const row = (groups: readonly string[], { from, to }: Period, figure: Figure): Cell[] => [
    ...columns.map((_, at) => groups[at] ?? ""),
    from,
    to,
    ...[figure.value, figure.low, figure.high].map((value) => inUnit(value, { unit: measure.unit, ...(currency === undefined ? {} : { currency }) })),
    figure.ninetieth,
    figure.cases,
    figure.numerator,
    figure.denominator,
  ];
  const rows = (groups: readonly string[], figures: readonly Figure[]) => periods.flatMap((period, at) => (figures[at] ? [row(groups, period, figures[at])] : []));
  const everybody = columns.map(() => t.table.all);
  return toCsv([
    head,
    ...rows(everybody, all.figures),
    ...series.flatMap(({ by, and_by, figures }) => rows([by, and_by].flatMap((value, at) => (value === undefined ? [] : [nameOf(at, value)])), figures)),
  ]);
}
