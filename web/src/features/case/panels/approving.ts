// Whether this reader may offer an option, and answer when somebody asked for its approval. Whose authority it takes is the
// server's to say (`CaseView.options`); what is put together here is only which of its reasons stands at which button.

import type { Schemas } from "@/shared/api/client";

type Rung = Pick<Schemas["RungView"], "role">;
export type Reader = { user: string; role: Schemas["Role"]; ladder: readonly Rung[] | undefined };
type Words = { needs: (role: Schemas["Role"]) => string; second: (role: Schemas["Role"] | undefined) => string; yours: string; beyondAll: string; ownRequest: string };

/** Whether `role` stands at `needed` or above on the ladder. */
export function reaches(ladder: readonly Rung[], role: Schemas["Role"], needed: Schemas["Role"] | undefined): boolean {
  const own = ladder.findIndex((rung) => rung.role === role);
  const wanted = ladder.findIndex((rung) => rung.role === needed);
  return own !== -1 && wanted !== -1 && own >= wanted;
}

/** Whose authority it takes, in a word or two. */
export function authorityInWords(need: Schemas["OptionForYou"], { role }: Reader, says: Words): string {
  switch (need.by) {
    case "nobody":
      return says.yours;
    case "second_person":
      return says.second(need.needed);
    case "higher_role":
      // Who is sent to their own role stands where the ladder ends.
      return need.needed === undefined || need.needed === role ? says.beyondAll : says.needs(need.needed);
  }
}

/** Why this reader may not answer the request, each answer for itself; undefined where nothing is known against it. */
export function whyNotAnswer(
  need: Schemas["OptionForYou"] | undefined,
  approval: Pick<Schemas["Approval"], "requested_by">,
  reader: Reader,
  says: Pick<Words, "ownRequest">,
): { grant: string | undefined; refuse: string | undefined } {
  if (approval.requested_by === reader.user) return { grant: says.ownRequest, refuse: says.ownRequest };
  const { ladder, role } = reader;
  const beyond =
    need !== undefined && !need.settled && (need.by === "higher_role" || (need.by === "second_person" && ladder !== undefined && need.needed !== undefined && !reaches(ladder, role, need.needed)));
  return { grant: beyond ? need.says : undefined, refuse: undefined };
}
