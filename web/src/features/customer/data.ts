import { useQuery } from "@tanstack/react-query";
import { api, bodyOf, type Refusal, type Schemas } from "@/shared/api/client";

export type Customer = Schemas["Customer"];
export type CustomerView = Schemas["CustomerView"];

/** Why a command is not possible with this record now; empty when it is. */
export function whyNot(guide: CustomerView["guide"], command: string): Refusal[] {
  return guide.refused.find((entry) => entry.command === command)?.refusals ?? [];
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
