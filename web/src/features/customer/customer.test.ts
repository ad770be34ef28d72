import { expect, test } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { compare } from "./compare";
import { loyaltyOf, type CaseFacts } from "./loyalty";
import { exchangesOf, feelingsOf, placeOf } from "./sentiment";

const summary = (patch: Partial<Schemas["CaseSummary"]>) =>
  ({ ref: "C-1", kind: "complaint", status: "closed", promises_broken: 0, outcome: "resolved_confirmed", ...patch }) as Schemas["CaseSummary"];
const round = (patch: Partial<Schemas["Round"]>) => patch as Schemas["Round"];
const facts = (patch: Partial<CaseFacts>): CaseFacts => ({ id: "C-1", times_reopened: 0, round: round({}), earlier_rounds: [], promises_kept: 0, ...patch });
const word = (at: string) => ({ at, words: "x", channel: "portal" }) as Schemas["CustomersWord"];

test("a customer without trouble is no risk", () => {
  expect(loyaltyOf([summary({})], [facts({ promises_kept: 2 })])).toEqual({ risk: "none", points: 0, reasons: [], kept: 2, confirmed: 1 });
});
test("each reason says how often and on which cases", () => {
  const { risk, points, reasons } = loyaltyOf(
    [summary({ ref: "C-1", status: "open", promises_broken: 1 }), summary({ ref: "C-2", promises_broken: 1 })],
    [facts({ id: "C-2", earlier_rounds: [round({ disputed: word("2026-01-01T00:00:00Z") })] })],
  );
  expect(reasons).toEqual([
    { kind: "brokenPromises", times: 2, points: 2, cases: ["C-1", "C-2"] },
    { kind: "disputes", times: 1, points: 2, cases: ["C-2"] },
    { kind: "openComplaints", times: 1, points: 1, cases: ["C-1"] },
  ]);
  expect([risk, points]).toEqual(["raised", 5]);
});
test("no single kind of trouble says everything", () => {
  expect(loyaltyOf([summary({ promises_broken: 40 })], []).points).toBe(4);
});
test("an open problem that is no complaint, and a case merged away, do not count", () => {
  expect(loyaltyOf([summary({ kind: "problem", status: "open" }), summary({ status: "merged", promises_broken: 3 })], []).risk).toBe("none");
});
test("anger counts while the case is open and not after", () => {
  const angry = [facts({ impact: { severity: "low", emotion: "angry", vulnerable: false, safety_risk: false } })];
  expect(loyaltyOf([summary({ kind: "problem", status: "open" })], angry).reasons.map(({ kind }) => kind)).toEqual(["distressed"]);
  expect(loyaltyOf([summary({})], angry).reasons).toEqual([]);
});

const view = (state: Partial<Schemas["Case"]>, timeline: Partial<Schemas["StoryEntry"]>[] = [], ref = "C-1") =>
  ({ ref, state: { earlier_rounds: [], round: {}, survey: [], contacts: [], received_at: "2026-01-01T00:00:00Z", ...state }, timeline }) as unknown as Schemas["CaseView"];

test("feelings come in the order they were felt, the mood at the time it was last assessed", () => {
  const impact = { severity: "high", emotion: "upset", vulnerable: false, safety_risk: false } as const;
  const feelings = feelingsOf([
    view(
      {
        impact,
        earlier_rounds: [round({ disputed: word("2026-01-04T00:00:00Z") })],
        round: round({ confirmed: word("2026-01-05T00:00:00Z") }),
        survey: [{ instrument: "satisfaction", score: 8, at: "2026-01-06T00:00:00Z" }],
      },
      [{ event: "ImpactAssessed", at: "2026-01-02T00:00:00Z" }, { event: "ImpactAssessed", at: "2026-01-03T00:00:00Z" }],
    ),
  ]);
  expect(feelings.map(({ kind, at }) => `${at.slice(8, 10)} ${kind}`)).toEqual(["03 mood", "04 disputed", "05 confirmed", "06 survey"]);
});
test("moments are placed between the first and the last", () => {
  const all = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-05T00:00:00Z"].map((at) => ({ at }));
  expect(all.map(({ at }) => placeOf(at, all))).toEqual([0, 0.25, 1]);
  expect(placeOf("2026-01-01T00:00:00Z", all.slice(0, 1))).toBe(0.5);
});
test("exchanges of all cases are one list, newest first", () => {
  const contact = (at: string) => ({ id: "N-1", at }) as Schemas["Contact"];
  const all = exchangesOf([view({ contacts: [contact("2026-01-01T00:00:00Z")] }, [], "C-1"), view({ contacts: [contact("2026-02-01T00:00:00Z")] }, [], "C-2")]);
  expect(all.map((one) => one.case)).toEqual(["C-2", "C-1"]);
});

test("records are compared by what they mean, not by how they are written", () => {
  const customer = (profile: Schemas["Profile"]) => ({ profile }) as Schemas["Customer"];
  const rows = compare(
    customer({ name: "Ada  Lovelace", phone: "+44 161 496 0123", postcode: "m145tp", email: "a@example.org" }),
    customer({ name: "ada lovelace", phone: "0161 496-0123", postcode: "M14 5TP", email: "b@example.org", account: "A1" }),
  );
  expect(Object.fromEntries(rows.map(({ field, is }) => [field, is]))).toEqual({
    name: "same", organisation: "neither", email: "different", phone: "same", address: "neither", postcode: "same", account: "only_one",
  });
});
