// The lists of cases that everybody knows by name, what the server is asked for each, and how many are in them.

import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, bodyOf, type Schemas } from "./api/client";
import type { paths } from "./api/schema";
import { number } from "./i18n";
import { onHappened } from "./live";
import type { Session } from "./session";

export type CaseFilter = NonNullable<paths["/api/v1/cases"]["get"]["parameters"]["query"]>;
export const caseViews = ["mine", "team", "unassigned", "approval", "customer", "escalated", "all"] as const;
export type CaseView = (typeof caseViews)[number];
export type WhoLooks = Pick<Session, "user" | "team" | "role">;

/** What the server is asked for a view; undefined where there is no such view for this person. */
export function filterOfView(view: CaseView, who: WhoLooks): CaseFilter | undefined {
  switch (view) {
    case "mine":
      return { owner: who.user };
    case "team":
      return who.team === undefined ? undefined : { team: who.team };
    case "unassigned":
      return { unassigned: true };
    case "approval":
      return { awaiting_approval: true };
    case "customer":
      return { awaiting_customer: true };
    case "escalated":
      return { escalated: true };
    case "all":
      return {};
  }
}

/** Where somebody begins: with their own cases, or with those they answer for. */
export function firstView(who: WhoLooks): CaseView {
  if (who.role === "handler") return "mine";
  return who.role === "team_leader" && who.team !== undefined ? "team" : "all";
}

export type Tally = { many: number; orMore: boolean };
/** "12", or "99+" where nobody counted further. */
export const tallyText = ({ many, orMore }: Tally) => (orMore ? `${number(many)}+` : number(many));

const most = 99; // cases looked at to count them; beyond it the number helps nobody
const settle = 4000; // milliseconds after something happened before it is counted again

const counted = {
  mine: "mine", team: "team", unassigned: "unassigned", approval: "awaiting_approval", customer: "awaiting_customer", escalated: "escalated", all: "all",
} as const satisfies Record<CaseView, keyof Schemas["ViewCounts"]>;

/** Asks for numbers again a moment after something happened, and not with each of a hundred events. */
function useRecounting() {
  const queries = useQueryClient();
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    const stop = onHappened(() => {
      later ??= setTimeout(() => {
        later = undefined;
        void queries.invalidateQueries({ queryKey: ["case-tally"] });
      }, settle);
    });
    return () => {
      stop();
      clearTimeout(later);
    };
  }, [queries]);
}

/** How many open cases there are in each of the usual views, exactly: the server counts them all at once. */
export function useViewTallies(): (view: CaseView) => Tally | undefined {
  useRecounting();
  const { data } = useQuery({
    queryKey: ["case-tally", "views"],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: () => bodyOf(api.GET("/api/v1/counts")),
  });
  return (view) => (data ? { many: data[counted[view]], orMore: false } : undefined);
}

/**
 * How many open cases each filter has, up to 99.
 */
export function useTallies(filters: readonly (CaseFilter | undefined)[]): (Tally | undefined)[] {
  useRecounting();
  const tallies = useQueries({
    queries: filters.map((filter) => ({
      queryKey: ["case-tally", filter],
      enabled: filter !== undefined,
      staleTime: 30_000,
      placeholderData: keepPreviousData,
      queryFn: async (): Promise<Tally> => {
        const page = await bodyOf(api.GET("/api/v1/cases", { params: { query: { ...filter, limit: most } } }));
        return { many: page.cases.length, orMore: page.next !== undefined };
      },
    })),
  });
  return tallies.map(({ data }) => data);
}
