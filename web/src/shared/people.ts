// Everybody who works at the desk: for names, and for those who may be asked.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api, bodyOf, type Schemas } from "./api/client";

export type Person = Schemas["UserSummary"];

export function usePeople() {
  return useQuery({
    queryKey: ["users"],
    queryFn: () => bodyOf(api.GET("/api/v1/users")),
    staleTime: 60_000,
  });
}

/** The name behind a reference; the reference itself while names are on their way. */
export function useNameOf(): (ref: string | undefined) => string | undefined {
  const { data } = usePeople();
  const names = useMemo(() => new Map(data?.users.map(({ ref, name }) => [ref, name])), [data]);
  return useCallback((ref: string | undefined) => (ref === undefined ? undefined : (names.get(ref) ?? ref)), [names]);
}

/** The teams that people are in, by name. */
export function teamsOf(people: readonly Person[]): { team: string; people: Person[] }[] {
  const teams = new Map<string, Person[]>();
  for (const person of people) {
    if (person.team === undefined) continue;
    teams.set(person.team, [...(teams.get(person.team) ?? []), person]);
  }
  return [...teams].map(([team, those]) => ({ team, people: those })).sort((a, b) => a.team.localeCompare(b.team));
}
