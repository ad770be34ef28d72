// Sums of several currencies are no sum. Money is shown when all of it is in one.

import type { Condition } from "@/shared/figures/conditions";
import type { Overview } from "@/shared/figures/types";

export function currencyOf(overview: Overview | undefined, conditions: readonly Condition[]): { currency?: string; choices: string[] } {
  const all = overview?.columns.find(({ name }) => name === "currency")?.values ?? [];
  const possible = conditions
    .filter(({ column }) => column === "currency")
    .reduce((left, { values, without }) => left.filter((one) => values.includes(one) !== without), all);
  return { currency: possible.length === 1 ? possible[0] : undefined, choices: possible };
}
