// What of the causes is shown, and what is compared, as it stands in the address. It is in the page that is fetched first: keep
// it small.

import { parsePart, text, type PartSearch } from "@/shared/figures/part";

export type CausesSearch = PartSearch & { /** What the Pareto chart adds up; cases, if nothing is said. */ pareto?: "cost" | "pain" };
export type CompareSearch = PartSearch & { measure?: string; by?: string };

export function parseCauses(given: Record<string, unknown>): CausesSearch {
  const by = given["pareto"];
  return { ...parsePart(given), ...(by === "cost" || by === "pain" ? { pareto: by } : {}) };
}
export function parseCompare(given: Record<string, unknown>): CompareSearch {
  const [measure, by] = [text(given["measure"], 64), text(given["by"], 200)];
  return { ...parsePart(given), ...(measure === undefined ? {} : { measure }), ...(by === undefined ? {} : { by }) };
}
