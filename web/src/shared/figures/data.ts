// What can be counted, the answer to one question, and the cases behind it.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client";
import type { ChartForm, Every, RuleBook } from "./types";

export function useOverview() {
  return useQuery({ queryKey: ["monitoring", "overview"], queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring", { signal })) });
}

export type Question = { measure: string; from?: string; to?: string; every: Every; by?: string; and_by?: string; where?: string; chart?: Exclude<ChartForm, "by_data">; rules?: RuleBook; anew?: string; spread?: boolean };
export function useAnswer(question: Question) {
  return useQuery({
    queryKey: ["monitoring", "explore", question],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/monitoring/explore", { params: { query: question }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** So many cases behind a figure are shown at once. */
export const casesAPage = 25;
/** Cases as their list tells them, in the order given. */
export async function withSummaries(refs: readonly string[], signal: AbortSignal) {
  const asked = [...new Set(refs)];
  const told = asked.length === 0 ? [] : (await bodyOf(api.GET("/api/v1/cases", { params: { query: { refs: asked.join(","), limit: asked.length } }, signal }))).cases;
  const summaries = new Map(told.map((one) => [one.ref, one]));
  return refs.map((ref) => ({ ref, summary: summaries.get(ref) }));
}
