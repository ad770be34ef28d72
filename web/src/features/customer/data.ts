import { useQuery } from "@tanstack/react-query";
import { api, bodyOf, type Refusal, type Schemas } from "@/shared/api/client";
import { customerQuery } from "@/shared/customers";

export type Customer = Schemas["Customer"];
export type CustomerView = Schemas["CustomerView"];

/** Why a command is not possible with this record now; empty when it is. */
export function whyNot(guide: CustomerView["guide"], command: string): Refusal[] {
  return guide.refused.find((entry) => entry.command === command)?.refusals ?? [];
}

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

/** Every exchange, how it was felt, and whether we could lose them, told from the events of all their cases. */
export function useHistory(ref: string) {
  return useQuery({
    queryKey: ["customer", ref, "history"],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/customers/{ref}/history", { params: { path: { ref } }, signal })),
  });
}

export const nameOf = (state: Pick<Customer, "profile" | "erased">, says: { noName: string; erasedName: string }) =>
  state.erased ? says.erasedName : (state.profile.name ?? state.profile.organisation ?? says.noName);
