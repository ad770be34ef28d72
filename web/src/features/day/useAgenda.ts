// The deadlines, and of each the case behind it: most come with one's own cases, the rest one by one.

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import type { CaseLine } from "./agenda";

const daysAhead = 14;
export const mostShown = 300;
const mostOneByOne = 40;

/** Midnight after the last day looked at; the same all day, so that it can be part of a key. */
function horizon(today: string) {
  const end = new Date(`${today}T00:00:00`);
  end.setDate(end.getDate() + daysAhead + 1);
  return end.toISOString();
}

export function useAgenda(user: string, mine: boolean, today: string) {
  const before = horizon(today);
  const deadlines = useQuery({
    queryKey: ["deadlines", { mine, before }],
    queryFn: () => bodyOf(api.GET("/api/v1/deadlines", { params: { query: { mine, before, limit: mostShown } } })),
    placeholderData: keepPreviousData,
  });
  const cases = useQuery({
    queryKey: ["cases", { agenda: true, mine, user, before }],
    queryFn: () => bodyOf(api.GET("/api/v1/cases", { params: { query: { ...(mine ? { owner: user } : {}), status: "all", sort: "next_due", due_before: before, limit: 200 } } })),
    placeholderData: keepPreviousData,
  });
  const known = useMemo(() => new Map<string, CaseLine>(cases.data?.cases.map((one) => [one.ref, one])), [cases.data]);

  // An action of mine on somebody else's case is not in that list.
  const missing = useMemo(() => {
    if (!deadlines.data || cases.isPending) return [];
    return [...new Set(deadlines.data.deadlines.map(({ case_ref }) => case_ref))].filter((ref) => !known.has(ref)).slice(0, mostOneByOne);
  }, [deadlines.data, cases.isPending, known]);
  const found = useQueries({
    queries: missing.map((ref) => ({
      queryKey: ["case", ref, "line"],
      staleTime: 60_000,
      queryFn: async (): Promise<CaseLine | null> => {
        const result = await bodyOf(api.GET("/api/v1/search", { params: { query: { q: ref, limit: 1 } } }));
        return result.cases.find((one) => one.ref === ref) ?? null;
      },
    })),
    combine: (results) => results.map(({ data }) => data).filter((line): line is CaseLine => line !== null && line !== undefined),
  });
  const lines = useMemo(() => new Map([...known, ...found.map((line) => [line.ref, line] as const)]), [known, found]);
  return { deadlines, lines };
}

/** What the clocks of the procedures in force are called. */
export function useClockTitles(clocks: readonly string[]) {
  const wanted = clocks.length > 0;
  const list = useQuery({
    queryKey: ["procedures"],
    queryFn: () => bodyOf(api.GET("/api/v1/procedures")),
    enabled: wanted,
    staleTime: 5 * 60_000,
  });
  const inForce = useMemo(() => (wanted ? (list.data?.procedures.filter(({ in_force }) => in_force) ?? []) : []), [wanted, list.data]);
  const procedures = useQueries({
    queries: inForce.map(({ id, version }) => ({
      queryKey: ["procedure", id, version],
      queryFn: () => bodyOf(api.GET("/api/v1/procedures/{id}", { params: { path: { id }, query: { version } } })),
      staleTime: Infinity,
    })),
    combine: (results) => results.map(({ data }) => data).filter((one): one is Schemas["ProcedureDetails"] => one !== undefined),
  });
  return useMemo(() => {
    const titles = new Map(procedures.flatMap(({ clocks }) => clocks.map(({ id, title }) => [id, title] as const)));
    return (clock: string) => {
      const title = titles.get(clock) ?? clock.replaceAll("-", " ");
      return title.charAt(0).toUpperCase() + title.slice(1);
    };
  }, [procedures]);
}
