// A cell of a report as people read it, and as a file has it.

import type { Cell as CsvCell } from "@/shared/csv";
import { dayInWords, monthInWords } from "@/shared/figures/periods";
import type { Unit } from "@/shared/figures/types";
import { duration, type Saying } from "@/shared/figures/values";
import { language, number } from "@/shared/i18n/language";
import { t } from "./messages";
import type { Cell, CellKind, Chart, Table } from "./types";

const month = /^\d{4}-(0[1-9]|1[0-2])$/;
/** "2026-02" is February 2026 to a reader; anything else stays. */
export const named = (text: string) => (month.test(text) ? monthInWords(`${text}-01`) : text);

const oneDecimal = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
// All of a column with the same places, so that they can be compared at a glance.
const percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function cellText({ kind, text, value, day, currency }: Cell): string {
  if (text !== undefined) return named(text);
  if (kind === "day") return day === undefined ? t.none : dayInWords(day);
  if (value === undefined) return kind === "text" ? "" : t.none;
  switch (kind) {
    case "count":
      return number(value);
    case "share":
      return percent.format(value);
    case "minutes":
      return duration(value);
    case "money":
      return currency === undefined ? oneDecimal.format(value) : new Intl.NumberFormat(language, { style: "currency", currency }).format(value);
    case "number":
      return oneDecimal.format(value);
    case "text":
      return "";
  }
}

/** Text reads from the left; figures stand below one another from the right. Days are read as text. */
export const isFigure = ({ kind }: Cell) => kind !== "text" && kind !== "day";

/** Nothing is behind none. */
export const hasCases = (cell: Cell) => cell.opens !== undefined && (cell.kind === "text" || (cell.value !== undefined && !(cell.kind === "count" && cell.value === 0)));

/** How the values of a chart are said; money is drawn nowhere but in Pareto charts, which say it as cells do. */
export function sayingOf({ unit, currency }: Pick<Chart, "unit" | "currency">): Saying {
  const units: Record<CellKind, Unit> = { text: "points", day: "points", count: "cases", share: "share", minutes: "minutes", money: "money", number: "points" };
  return { unit: units[unit], ...(currency === undefined ? {} : { currency }) };
}

/** A table as rows for a file: a column of one kind as it is counted, with its unit in the head; of several kinds as it is said. */
export function tableRows({ columns, rows }: Pick<Table, "columns" | "rows">): CsvCell[][] {
  const units = columns.map((_, at) => {
    const kinds = new Set(rows.flatMap(({ cells }) => (cells[at] === undefined ? [] : [`${cells[at].kind} ${cells[at].currency ?? ""}`])));
    const cell = rows[0]?.cells[at];
    return kinds.size === 1 && cell && isFigure(cell) ? t.csvUnit(cell.kind, cell.currency) : undefined;
  });
  const head = columns.map((name, at) => (units[at] ? `${name} (${units[at]})` : name));
  return [
    head,
    ...rows.map(({ cells }) =>
      cells.map((cell, at): CsvCell => {
        if (cell.kind === "day") return cell.day;
        return units[at] === undefined || cell.kind === "text" ? (cell.text ?? cellText(cell)) : cell.value;
      }),
    ),
  ];
}
