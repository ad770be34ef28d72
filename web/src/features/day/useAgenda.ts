// The deadlines; each says all that its line shows.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";

const daysAhead = 14;
export const mostShown = 300;

/** Midnight after the last day looked at; the same all day, so that it can be part of a key. */
function horizon(today: string) {
  const end = new Date(`${today}T00:00:00`);
  end.setDate(end.getDate() + daysAhead + 1);
  return end.toISOString();
}

export function useAgenda(mine: boolean, today: string) {
  const before = horizon(today);
  return useQuery({
    queryKey: ["deadlines", { mine, before }],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/deadlines", { params: { query: { mine, before, limit: mostShown } }, signal })),
    placeholderData: keepPreviousData,
  });
}
