// How often a value of one column meets a value of another: rows and columns with the most first, each cell shaded by its share of the largest.

import type { Answer } from "./types";

export type Heat = { rows: Line[]; columns: Line[]; cells: Map<string, number>; most: number };
export type Line = { value: string; cases: number };

export const cellKey = (row: string, column: string) => JSON.stringify([row, column]);

export function heatOf({ series }: Pick<Answer, "series">): Heat {
  const cells = new Map<string, number>();
  const sums = { by: new Map<string, number>(), and_by: new Map<string, number>() };
  for (const { by = "", and_by = "", whole } of series) {
    if (whole.cases === 0) continue;
    cells.set(cellKey(by, and_by), whole.cases);
    sums.by.set(by, (sums.by.get(by) ?? 0) + whole.cases);
    sums.and_by.set(and_by, (sums.and_by.get(and_by) ?? 0) + whole.cases);
  }
  const inOrder = (of: Map<string, number>): Line[] =>
    [...of].map(([value, cases]) => ({ value, cases })).sort((a, b) => Number(a.value === "") - Number(b.value === "") || b.cases - a.cases); // not known comes last
  return { rows: inOrder(sums.by), columns: inOrder(sums.and_by), cells, most: Math.max(0, ...cells.values()) };
}

/** How dark a cell is, 0 to 1; a single case can still be seen. */
export const shadeOf = (cases: number, most: number) => (cases === 0 || most === 0 ? 0 : 0.12 + 0.88 * (cases / most));

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The map as a picture of its own, in greys that print. */
export function heatAsSvg(heat: Heat, title: readonly string[], nameOf: (column: "row" | "column", value: string) => string): string {
  const [left, cell, height, top] = [250, 74, 26, 30 + title.length * 20];
  const width = left + heat.columns.length * cell + 16;
  const head = title.map((line, at) => `<text x="16" y="${24 + at * 20}" font-size="${at === 0 ? 15 : 12}" font-weight="${at === 0 ? 650 : 400}">${escaped(line)}</text>`);
  const columns = heat.columns.map(({ value }, at) => `<text x="${left + at * cell + cell / 2}" y="${top}" font-size="11" text-anchor="middle">${escaped(nameOf("column", value).slice(0, 12))}</text>`);
  const rows = heat.rows.map(({ value }, r) => {
    const y = top + 8 + r * height;
    const name = `<text x="${left - 8}" y="${y + 17}" font-size="11" text-anchor="end">${escaped(nameOf("row", value).slice(0, 38))}</text>`;
    const cells = heat.columns.map(({ value: column }, c) => {
      const cases = heat.cells.get(cellKey(value, column)) ?? 0;
      const x = left + c * cell;
      return `<rect x="${x}" y="${y}" width="${cell - 2}" height="${height - 2}" fill="#000" fill-opacity="${(shadeOf(cases, heat.most) * 0.45).toFixed(3)}" stroke="#ccc"/><text x="${x + cell / 2 - 1}" y="${y + 17}" font-size="12" text-anchor="middle">${cases === 0 ? "" : cases}</text>`;
    });
    return name + cells.join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + 16 + heat.rows.length * height}" font-family="system-ui, sans-serif"><rect width="100%" height="100%" fill="#fff"/>${[...head, ...columns, ...rows].join("")}</svg>`;
}
