// What of the causes is shown, and what is compared, as it stands in the address. It is in the page that is fetched first: keep
// it small.

export type PartSearch = { from?: string; to?: string; /** As conditions.ts writes it. */ where?: string };
export type CausesSearch = PartSearch & { /** What the Pareto chart adds up; cases, if nothing is said. */ pareto?: "cost" | "pain" };
export type CompareSearch = PartSearch & { measure?: string; by?: string };

const day = /^\d{4}-\d\d-\d\d$/;
const text = (value: unknown, most: number) => (typeof value === "string" && value !== "" && value.length <= most ? value : undefined);

function parsePart(given: Record<string, unknown>): PartSearch {
  const search: PartSearch = {};
  for (const key of ["from", "to"] as const) {
    const value = text(given[key], 10);
    if (value !== undefined && day.test(value)) search[key] = value;
  }
  const where = text(given["where"], 4000);
  if (where !== undefined) search.where = where;
  return search;
}
export function parseCauses(given: Record<string, unknown>): CausesSearch {
  const by = given["pareto"];
  return { ...parsePart(given), ...(by === "cost" || by === "pain" ? { pareto: by } : {}) };
}
export function parseCompare(given: Record<string, unknown>): CompareSearch {
  const [measure, by] = [text(given["measure"], 64), text(given["by"], 200)];
  return { ...parsePart(given), ...(measure === undefined ? {} : { measure }), ...(by === undefined ? {} : { by }) };
}
