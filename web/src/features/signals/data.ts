import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";

/** What was to be expected of the series of a signal, by which it was judged, over these days. */
export function useUsual(ref: string, { from, to }: { from: string; to: string }) {
  return useQuery({
    queryKey: ["signals", "usual", ref, from, to],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/signals/{ref}/usual", { params: { path: { ref }, query: { from, to } }, signal })),
    retry: false,
    staleTime: 5 * 60_000,
  });
}

export function useSignal(ref: string) {
  return useQuery({
    queryKey: ["signals", "one", ref],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/signals/{ref}", { params: { path: { ref } }, signal })),
    retry: false,
  });
}
