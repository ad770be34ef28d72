import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";

/** Every version that was ever put in force, and what comes with the program. */
export function useProcedures() {
  return useQuery({ queryKey: ["procedures"], queryFn: () => bodyOf(api.GET("/api/v1/procedures")) });
}
