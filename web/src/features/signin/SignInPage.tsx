import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";
import type { Session } from "@/shared/session";
import { SetupForm } from "./SetupForm";
import { SignInForm } from "./SignInForm";

/** Signing in again, or on a desk that nobody has an account on yet, making the first. */
export function SignInPage({ ended }: { ended: Session | undefined }) {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ["setup"], queryFn: () => bodyOf(api.GET("/api/v1/setup")), staleTime: Infinity });
  if (data?.needed) return <SetupForm />;
  return <SignInForm ended={ended} onSession={(session) => void queries.setQueryData(["session"], session)} />;
}
