// What is asked of the server.

import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";

export function useImprovements() {
  return useQuery({ queryKey: ["improvements", "list"], queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/improvements", { signal })), staleTime: 60_000 });
}

export function useImprovement(ref: string) {
  return useQuery({
    queryKey: ["improvements", "one", ref],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/improvements/{ref}", { params: { path: { ref } }, signal })),
    retry: false,
  });
}
