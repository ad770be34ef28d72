// Figures of others to stand beside our own: few, taken in by hand, shown with the measure they are for.

import { useQuery } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "./api/client";

export type Benchmark = Schemas["Benchmark"];

/** Of one measure; of all when nothing is said. */
export function useBenchmarks(measure?: string, enabled = true) {
  return useQuery({
    queryKey: ["benchmarks", measure ?? ""],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/benchmarks", { params: { query: { measure } }, signal }))).benchmarks,
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

/** Of each of the others the latest: what is compared is how they stand now. */
export function latestOf(benchmarks: readonly Benchmark[]): Benchmark[] {
  const latest = new Map<string, Benchmark>();
  for (const one of benchmarks) {
    const before = latest.get(one.whose);
    if (!before || before.to < one.to) latest.set(one.whose, one);
  }
  return [...latest.values()];
}
