// What is asked of the server. Where it may answer with a file too, what it answers here is said by hand. A report is made anew each time it is asked for, so it is not asked for without need.

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { casesAPage, withSummaries } from "@/shared/figures/data";
import { withHeadway, type WorkRequest } from "@/shared/work";
import type { CasesSearch, ReviewSearch } from "./search";
import type { HalfYearReturn, Report, ReturnLine } from "./types";

const kept = { placeholderData: keepPreviousData, retry: false, staleTime: 5 * 60_000, refetchOnWindowFocus: false } as const;

/** A report that is made while the reader waits: how much of it is done, and how to call it off. */
function useMade<T>(queryKey: readonly unknown[], enabled: boolean, make: (request: WorkRequest) => Promise<unknown>) {
  const queries = useQueryClient();
  const [done, setDone] = useState<number>();
  const made = useQuery({
    ...kept,
    enabled,
    queryKey,
    queryFn: ({ signal }) => {
      setDone(undefined);
      return withHeadway(signal, setDone, make) as Promise<T>;
    },
  });
  return { ...made, done, callOff: () => void queries.cancelQueries({ queryKey }) };
}

export function useReview({ from, to }: ReviewSearch, enabled = true) {
  const query = { from, to };
  return useMade<Report>(["reports", "review", query], enabled, ({ header, signal }) => bodyOf(api.GET("/api/v1/reports/service-review", { params: { query, header }, signal })));
}

export function useHalfYear(of: string, enabled = true) {
  return useMade<HalfYearReturn>(["reports", "half-year", of], enabled, ({ header, signal }) => bodyOf(api.GET("/api/v1/reports/half-year", { params: { query: { of }, header }, signal })));
}

export function useSchedules() {
  return useQuery({ queryKey: ["reports", "schedules"], queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/reports/schedules", { signal })) });
}

/** The cases behind a figure, a page of them, and how many there are in all. */
export function useReportCases(search: CasesSearch) {
  const page = search.page ?? 1;
  const skip = (page - 1) * casesAPage;
  return useQuery({
    ...kept,
    queryKey: ["reports", "cases", search],
    queryFn: async ({ signal }) => {
      const { from, to, figure, of, line, product, category } = search;
      if (of !== undefined && line !== undefined) {
        const query = { of, line: line as ReturnLine, product, category, limit: casesAPage, skip };
        const { cases, total } = await bodyOf(api.GET("/api/v1/reports/half-year/cases", { params: { query }, signal }));
        return { total, rows: await withSummaries(cases, signal) };
      }
      // Of these the server sends all at once.
      const query = { from: from ?? "", to: to ?? "", figure: figure ?? "" };
      const { cases, total } = await bodyOf(api.GET("/api/v1/reports/service-review/cases", { params: { query }, signal }));
      return { total, rows: await withSummaries(cases.slice(skip, skip + casesAPage), signal) };
    },
  });
}
