// Customers as they are asked for: one by its reference, or those that fit what was typed.

import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "./api/client";
import { customerQuery } from "./customers";

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
