// Who is signed in is asked before anything else of the page is there, so that the answer comes while the rest is fetched.

import { api, bodyOf, Problem, type Schemas } from "@/shared/api/client";

async function ask(): Promise<Schemas["SessionView"] | null | undefined> {
  try {
    return await bodyOf(api.GET("/api/v1/session"));
  } catch (problem) {
    return problem instanceof Problem && problem.signedOut ? null : undefined;
  }
}

/** Null: nobody is. Undefined: the server could not be asked. */
export const asked = ask();
