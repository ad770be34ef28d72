// Who is signed in. Everything below <SessionGate> may rely on somebody being so.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, type ReactNode } from "react";
import { api, bodyOf, onSignedOut, Problem, setCsrf, type Schemas } from "./api/client";

export type Session = Schemas["SessionView"];
const Current = createContext<Session | undefined>(undefined);

/** Who is signed in, below the gate. */
export function useSession(): Session {
  const session = use(Current);
  if (!session) throw new Error("useSession outside of SessionGate");
  return session;
}

export function SessionGate({ children, signIn, lost }: { children: ReactNode; signIn: ReactNode; lost: (again: () => void) => ReactNode }) {
  const queries = useQueryClient();
  const { data, isLoadingError, isPending, refetch } = useQuery({
    queryKey: ["session"],
    queryFn: async () => {
      try {
        return await bodyOf(api.GET("/api/v1/session"));
      } catch (problem) {
        if (problem instanceof Problem && problem.signedOut) return null;
        throw problem;
      }
    },
    staleTime: Infinity,
    retry: 1,
  });
  useEffect(() => onSignedOut(() => queries.setQueryData(["session"], null)), [queries]);
  setCsrf(data?.csrf ?? "");
  if (isPending) return null;
  if (isLoadingError) return lost(() => void refetch());
  if (!data) return signIn;
  return <Current value={data}>{children}</Current>;
}
