// A table as a file that spreadsheets read.

export type Cell = string | number | undefined;

// A spreadsheet takes a text that begins so for a formula and runs it (OWASP: CSV injection); an apostrophe keeps it a text.
const formula = /^(\s*[=+\-@]|[\t\r])/;

function cell(value: Cell): string {
  if (value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = formula.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines end as RFC 4180 has it; the mark at the beginning tells spreadsheets that it is UTF-8. */
export const toCsv = (rows: readonly (readonly Cell[])[]) => `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
