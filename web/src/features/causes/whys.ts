// The whys of many cases, so that what ends at the same last why stands together: it is what a change would have to remove.

import type { WhysOfCase } from "./types";

export type Chain = { whys: readonly string[]; cases: string[] };
export type Why = { last: string; cases: string[]; chains: Chain[] };

/** Nobody writes the same sentence twice alike: capitals, spaces and the mark at the end make no difference. */
export const folded = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(/[\s.!?…]+$/, "")
    .trim();

export function groupWhys(cases: readonly WhysOfCase[]): Why[] {
  const groups = new Map<string, Why & { known: Map<string, Chain> }>();
  for (const { id, whys } of cases) {
    const last = whys.at(-1);
    if (last === undefined || folded(last) === "") continue;
    const group = groups.get(folded(last)) ?? { last, cases: [], chains: [], known: new Map<string, Chain>() };
    groups.set(folded(last), group);
    group.cases.push(id);
    const path = whys.map(folded).join("\n");
    const chain = group.known.get(path) ?? { whys, cases: [] };
    chain.cases.push(id);
    if (!group.known.has(path)) {
      group.known.set(path, chain);
      group.chains.push(chain);
    }
  }
  const most = <T extends { cases: readonly string[] }>(a: T, b: T) => b.cases.length - a.cases.length;
  return [...groups.values()].map(({ last, cases: those, chains }) => ({ last, cases: those, chains: chains.sort(most) })).sort(most);
}
