// The signals of the desk: few, so they are asked for all at once, by their pages and by the menu that counts them.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "./api/client";
import type { Session } from "./session";

/** Signals are about all cases, so they are shown to those who see all cases. The server holds to it by its own rules. */
export const seesSignals = ({ reach }: Pick<Session, "reach">) => reach === "desk";

export function useSignals(which: "open" | "all", enabled = true) {
  return useQuery({
    queryKey: ["signals", "list", which],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/signals", { params: { query: { which } }, signal })),
    enabled,
    staleTime: 60_000, // the line tells of whatever happens to one
    placeholderData: keepPreviousData,
  });
}

/** How many signals nobody has looked at yet. */
export function useRaised(session: Pick<Session, "reach">): number {
  const { data } = useSignals("open", seesSignals(session));
  return data?.signals.filter(({ state }) => state === "raised").length ?? 0;
}
