// What can be counted, and the answer to one question.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import type { Every } from "./types";

export function useOverview() {
  return useQuery({ queryKey: ["monitoring", "overview"], queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring", { signal })) });
}

export type Question = { measure: string; from?: string; to?: string; every: Every; by?: string; and_by?: string; where?: string };
export function useAnswer(question: Question) {
  return useQuery({
    queryKey: ["monitoring", "explore", question],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring/explore", { params: { query: question }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
