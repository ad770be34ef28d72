// What is asked of the server.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";
import type { PartSearch } from "@/shared/figures/part";
import type { CompareSearch } from "./search";

const kept = { placeholderData: keepPreviousData, retry: false } as const;

export function useCauses({ from, to, where }: PartSearch) {
  const query = { from, to, where };
  return useQuery({ ...kept, queryKey: ["monitoring", "causes", query], queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring/causes", { params: { query }, signal })) });
}

/** Of so many cases the whys are read, the latest. */
export const mostWhys = 100;
export function useWhys(code: string, { from, to, where }: PartSearch) {
  const query = { from, to, where, limit: mostWhys };
  return useQuery({
    ...kept,
    queryKey: ["monitoring", "whys", code, query],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring/causes/{code}/whys", { params: { path: { code }, query }, signal })),
  });
}

export function useFunnel({ from, to, where, measure = "", by = "" }: CompareSearch) {
  const query = { measure, by, from, to, where };
  return useQuery({
    ...kept,
    enabled: measure !== "" && by !== "",
    queryKey: ["monitoring", "funnel", query],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring/funnel", { params: { query }, signal })),
  });
}
