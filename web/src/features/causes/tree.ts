// The cause tree: what is below what, and in which order it is read.

import type { Cause } from "./types";

/** The code itself and those of all causes below it: what its number of cases is counted over. */
export const codesOf = (causes: readonly Pick<Cause, "code">[], code: string): string[] =>
  causes.map((one) => one.code).filter((other) => other === code || other.startsWith(`${code}.`));

/** From the root to what it belongs to, itself left out. */
export function above(causes: readonly Cause[], code: string): Cause[] {
  const path: Cause[] = [];
  for (let at = causes.find((one) => one.code === code)?.below; at !== undefined; ) {
    const found = causes.find((one) => one.code === at);
    if (!found || path.includes(found)) break; // a circle is none of ours to draw
    path.unshift(found);
    at = found.below;
  }
  return path;
}

export const depthOf = (causes: readonly Cause[], code: string) => above(causes, code).length;
export const below = (causes: readonly Cause[], code: string) => causes.filter((one) => one.below === code);

/** Those of which there are cases, for a tree of many codes and few troubles. */
export const withCases = (causes: readonly Cause[]) => causes.filter(({ cases }) => cases > 0);
