// What is asked of the server.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";
import { casesAPage, withSummaries } from "@/shared/figures/data";
import type { Part } from "@/shared/figures/types";

export function useTiles() {
  return useQuery({ queryKey: ["monitoring", "tiles"], queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring/tiles", { signal })) });
}

export type Behind = { measure: string; from: string; to: string; where?: string; part?: Part; lasting?: number; below?: number };

/** The cases behind a figure, a page of them, as their list tells them; and how many there are in all. */
export function useBehind(behind: Behind, page: number) {
  return useQuery({
    queryKey: ["monitoring", "cases", behind, page],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { ...behind, limit: casesAPage, skip: (page - 1) * casesAPage };
      const { cases: refs, total } = await bodyOf(api.GET("/api/v1/monitoring/cases", { params: { query }, signal }));
      return { total, rows: await withSummaries(refs, signal) };
    },
  });
}
