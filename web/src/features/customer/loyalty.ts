// How likely it is that we lose this customer, counted from facts that stand on the same page. No secret sauce: each reason
// has its weight in the open, and names the cases it rests on.

import type { Schemas } from "@/shared/api/client";

type CaseSummary = Schemas["CaseSummary"];
/** What the list of cases does not say, and the case itself does. */
export type CaseFacts = Pick<Schemas["Case"], "id" | "times_reopened" | "round" | "earlier_rounds" | "promises_kept" | "impact">;

export const reasonKinds = ["openComplaints", "brokenPromises", "disputes", "reopened", "notUpheld", "escalated", "distressed"] as const;
export type ReasonKind = (typeof reasonKinds)[number];
export type Reason = { kind: ReasonKind; times: number; points: number; cases: string[] };
export type Risk = "none" | "some" | "raised" | "high";
export type Loyalty = { risk: Risk; points: number; reasons: Reason[]; kept: number; confirmed: number };

/** Points for each time, and at most for one reason: no single kind of trouble says everything. */
export const weights: Record<ReasonKind, { each: number; most: number }> = {
  openComplaints: { each: 1, most: 3 },
  brokenPromises: { each: 1, most: 4 },
  disputes: { each: 2, most: 4 },
  reopened: { each: 2, most: 4 },
  notUpheld: { each: 1, most: 2 },
  escalated: { each: 1, most: 2 },
  distressed: { each: 1, most: 2 },
};
export const thresholds: readonly (readonly [Risk, number])[] = [["high", 6], ["raised", 3], ["some", 1]];

const disputes = (facts: CaseFacts) => [facts.round, ...facts.earlier_rounds].filter((round) => round.disputed !== undefined).length;

export function loyaltyOf(cases: readonly CaseSummary[], facts: readonly CaseFacts[]): Loyalty {
  const own = cases.filter(({ status }) => status !== "merged");
  const of = new Map(facts.map((one) => [one.id, one]));
  const times: Record<ReasonKind, (one: CaseSummary) => number> = {
    openComplaints: ({ kind, status }) => (kind === "complaint" && status === "open" ? 1 : 0),
    brokenPromises: ({ promises_broken }) => promises_broken,
    disputes: ({ ref }) => {
      const known = of.get(ref);
      return known ? disputes(known) : 0;
    },
    reopened: ({ ref }) => of.get(ref)?.times_reopened ?? 0,
    notUpheld: ({ outcome }) => (outcome === "not_upheld_final_position" ? 1 : 0),
    escalated: ({ status, escalated_to }) => (status === "open" && escalated_to !== undefined ? 1 : 0),
    distressed: ({ ref, status }) => {
      const emotion = of.get(ref)?.impact?.emotion;
      return status === "open" && (emotion === "angry" || emotion === "distressed") ? 1 : 0;
    },
  };
  const reasons: Reason[] = [];
  for (const kind of reasonKinds) {
    const touched = own.map((one) => ({ ref: one.ref, times: times[kind](one) })).filter((one) => one.times > 0);
    const total = touched.reduce((sum, one) => sum + one.times, 0);
    const { each, most } = weights[kind];
    if (total > 0) reasons.push({ kind, times: total, points: Math.min(total * each, most), cases: touched.map(({ ref }) => ref) });
  }
  reasons.sort((a, b) => b.points - a.points);
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  return {
    risk: thresholds.find(([, from]) => points >= from)?.[0] ?? "none",
    points,
    reasons,
    kept: facts.reduce((sum, one) => sum + one.promises_kept, 0),
    confirmed: own.filter(({ outcome }) => outcome === "resolved_confirmed").length,
  };
}
