// How likely it is that we lose this customer: counted by the server from facts that stand on the same page, each reason with
// its weight in the open and the cases it rests on.

import type { Schemas } from "@/shared/api/client";

export type Risk = Schemas["LoyaltyRisk"];
const kinds = {
  open_complaints: "openComplaints",
  broken_promises: "brokenPromises",
  disputes: "disputes",
  reopened: "reopened",
  not_upheld: "notUpheld",
  escalated: "escalated",
  distressed: "distressed",
} as const satisfies Record<Schemas["LoyaltyReason"], string>;
export type ReasonKind = (typeof kinds)[Schemas["LoyaltyReason"]];

/** What a reason is called in the messages. */
export const kindOf = (reason: Schemas["LoyaltyReason"]): ReasonKind => kinds[reason];
