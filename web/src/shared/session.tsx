// Who is signed in. Everything below <SessionGate> may rely on somebody being so.
//
// A session can end while somebody works: it ran out, or was taken away. The pages then stand aside as they are, half-written
// forms and all, until the same person has signed in again; for anybody else they begin anew.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Activity, createContext, use, useEffect, useState, type ReactNode } from "react";
import { api, bodyOf, onSignedOut, Problem, setCsrf, type Schemas } from "./api/client";
import { keepDraftsOf } from "./drafts";

export type Session = Schemas["SessionView"];
const Current = createContext<Session | undefined>(undefined);

/** Who is signed in, below the gate. */
export function useSession(): Session {
  const session = use(Current);
  if (!session) throw new Error("useSession outside of SessionGate");
  return session;
}

type Props = {
  children: ReactNode;
  /** `ended`: whose session ended just now. */
  signIn: (ended: Session | undefined) => ReactNode;
  lost: (again: () => void) => ReactNode;
};

export function SessionGate({ children, signIn, lost }: Props) {
  const queries = useQueryClient();
  const [ended, setEnded] = useState<Session>();
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
  useEffect(
    () =>
      onSignedOut(() => {
        setEnded((before) => queries.getQueryData<Session | null>(["session"]) ?? before);
        queries.setQueryData(["session"], null);
      }),
    [queries],
  );
  const other = data && ended && data.user !== ended.user;
  useEffect(() => {
    // What was fetched for somebody else is not shown to this person.
    if (other) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
    // And what was asked for without a session is asked for again.
    else if (data && ended) void queries.invalidateQueries({ predicate: ({ queryKey, state }) => queryKey[0] !== "session" && state.status === "error" });
  }, [other, data, ended, queries]);
  setCsrf(data?.csrf ?? "");
  const shown = data ?? ended;
  if (shown) keepDraftsOf(shown.user);
  if (isPending) return null;
  if (isLoadingError) return lost(() => void refetch());
  return (
    <>
      {shown && (
        <Activity mode={data ? "visible" : "hidden"} key={shown.user}>
          <Current value={shown}>{children}</Current>
        </Activity>
      )}
      {!data && signIn(ended)}
    </>
  );
}
