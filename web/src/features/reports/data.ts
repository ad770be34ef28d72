// What is asked of the server. Where it may answer with a file too, what it answers here is said by hand. A report is made anew each time it is asked for, so it is not asked for without need.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";
import { casesAPage, withSummaries } from "@/shared/figures/data";
import { useMade } from "@/shared/work";
import type { CasesSearch, ReviewSearch } from "./search";
import type { HalfYearReturn, Report, ReturnLine } from "./types";

const kept = { placeholderData: keepPreviousData, retry: false, staleTime: 5 * 60_000, refetchOnWindowFocus: false } as const;

export function useReview({ from, to }: ReviewSearch, enabled = true) {
  const query = { from, to };
  return useMade(["reports", "review", query], async ({ header, signal }) => (await bodyOf(api.GET("/api/v1/reports/service-review", { params: { query, header }, signal }))) as Report, enabled);
}

export function useHalfYear(of: string, enabled = true) {
  return useMade(["reports", "half-year", of], async ({ header, signal }) => (await bodyOf(api.GET("/api/v1/reports/half-year", { params: { query: { of }, header }, signal }))) as HalfYearReturn, enabled);
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
