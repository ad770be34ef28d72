// What the form asks the server for while somebody types.

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { customerQuery } from "@/shared/customers";

export function useCustomerSearch(typed: string) {
  const q = customerQuery(typed);
  return useQuery({
    queryKey: ["search", "customers", q],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/customers", { params: { query: { q, limit: 8 } }, signal })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
}

export { useCustomer } from "@/shared/customerRecords";

type Profile = Schemas["ProfileInput"];
/** Records that look like this new person. A half-typed address or number is no fault here. */
export function useMatches(typed: Profile) {
  const { email, phone, ...rest } = typed;
  const profile: Profile = {
    ...rest,
    ...(email && /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email) && { email }),
    ...(phone && phone.replace(/\D/g, "").length >= 7 && { phone }),
  };
  const enough = Boolean(profile.email ?? profile.phone ?? (profile.name && profile.postcode));
  return useQuery({
    queryKey: ["search", "match", profile],
    queryFn: ({ signal }) => bodyOf(api.POST("/api/v1/customers/match", { body: profile, signal })),
    enabled: enough,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** The procedures new cases can come under, oldest first, with what each asks. */
export function useProceduresInForce(): Schemas["ProcedureDetails"][] {
  const list = useQuery({
    queryKey: ["procedures"],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/procedures", { signal })),
    staleTime: 5 * 60_000,
  });
  const inForce = (list.data?.procedures ?? []).filter((one) => one.in_force).sort((a, b) => a.since.localeCompare(b.since));
  return useQueries({
    queries: inForce.map(({ id, version }) => ({
      queryKey: ["procedure", id, version],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        bodyOf(api.GET("/api/v1/procedures/{id}", { params: { path: { id }, query: { version } }, signal })),
      staleTime: Infinity,
    })),
    combine: (results) => results.map(({ data }) => data).filter((data) => data !== undefined),
  });
}

/** Which procedure a case with these facts would get; the last answer stands until the next is there. */
export function useProcedureChoice(facts: Record<string, string>) {
  const { kind, channel, product, category, "customer-type": customer_type } = facts;
  const query = {
    ...(kind && { kind: kind as Schemas["Kind"] }),
    ...(channel && { channel: channel as Schemas["Channel"] }),
    ...(product && { product }),
    ...(category && { category }),
    ...(customer_type && { customer_type }),
  };
  return useQuery({
    queryKey: ["procedures", "choice", query],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/procedure-choice", { params: { query }, signal })),
    staleTime: 5 * 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** Products and categories in use, and those that procedures are for: to be chosen instead of typed. */
export function useUsualWords(procedures: readonly Schemas["ProcedureDetails"][]) {
  const { data } = useQuery({
    queryKey: ["facets"],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/facets", { signal })),
    staleTime: 10 * 60_000,
  });
  const usual = (texts: string[]) => [...new Set(texts.filter((text) => text !== ""))].sort((a, b) => a.localeCompare(b));
  const names = (facets: readonly Schemas["Facet"][] | undefined) => (facets ?? []).map(({ name }) => name);
  return {
    products: usual([...procedures.flatMap(({ applies }) => applies.products), ...names(data?.products)]),
    categories: usual([...procedures.flatMap(({ applies }) => applies.categories), ...names(data?.categories)]),
  };
}

export function useRights(question: Schemas["RightsQuestionInput"] | undefined) {
  return useQuery({
    queryKey: ["rights", question],
    queryFn: ({ signal }) => bodyOf(api.POST("/api/v1/rights", { body: question ?? { kind: "goods" }, signal })),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  });
}
