import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";

export function useSignal(ref: string) {
  return useQuery({
    queryKey: ["signals", "one", ref],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/signals/{ref}", { params: { path: { ref } }, signal })),
    retry: false,
  });
}
