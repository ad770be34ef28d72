// Which cases a page is about, as it stands in its address. It is in the page that is fetched first: keep it small.

export type PartSearch = { from?: string; to?: string; /** As conditions.ts writes it. */ where?: string };

const day = /^\d{4}-\d\d-\d\d$/;
export const text = (value: unknown, most: number) => (typeof value === "string" && value !== "" && value.length <= most ? value : undefined);

export function parsePart(given: Record<string, unknown>): PartSearch {
  const search: PartSearch = {};
  for (const key of ["from", "to"] as const) {
    const value = text(given[key], 10);
    if (value !== undefined && day.test(value)) search[key] = value;
  }
  const where = text(given["where"], 4000);
  if (where !== undefined) search.where = where;
  return search;
}
