// What is asked of the server.

import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { useMade } from "@/shared/work";
import type { TopicsSearch } from "./search";

export type Topic = Schemas["TopicView"];

export function useTopics({ from, to, where }: TopicsSearch) {
  const query = { from, to, where };
  return useMade(["monitoring", "topics", query], ({ header, signal }) => bodyOf(api.GET("/api/v1/monitoring/topics", { params: { query, header }, signal })));
}
