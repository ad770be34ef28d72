import { useQueries, useQuery } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { customerQuery } from "@/shared/customers";

export type Customer = Schemas["Customer"];
export type CustomerView = Schemas["CustomerView"];

export function useCustomer(ref: string) {
  return useQuery({
    queryKey: ["customer", ref],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/customers/{ref}", { params: { path: { ref } }, signal })),
    enabled: ref !== "",
  });
}

export function useFound(typed: string, limit: number) {
  const q = customerQuery(typed);
  return useQuery({
    queryKey: ["search", "customers", q, limit],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/customers", { params: { query: { q, limit } }, signal })),
    enabled: q.length >= 2,
  });
}

/** So many cases are read for what the list of cases does not say; a customer with more is a rare one. */
export const readAtMost = 20;

/** The newest cases themselves: contacts, moods and disputes are only in them. */
export function useCaseViews(refs: readonly string[]) {
  return useQueries({
    queries: refs.slice(0, readAtMost).map((ref) => ({
      queryKey: ["case", ref],
      queryFn: ({ signal }: { signal: AbortSignal }) => bodyOf(api.GET("/api/v1/cases/{ref}", { params: { path: { ref } }, signal })),
    })),
    combine: (results) => ({
      views: results.map(({ data }) => data).filter((data) => data !== undefined),
      pending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error !== null)?.error ?? null,
      again: () => results.forEach((result) => void result.refetch()),
    }),
  });
}

export const nameOf = (state: Pick<Customer, "profile" | "erased">, says: { noName: string; erasedName: string }) =>
  state.erased ? says.erasedName : (state.profile.name ?? state.profile.organisation ?? says.noName);
