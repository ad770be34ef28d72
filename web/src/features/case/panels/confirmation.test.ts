import { describe, expect, it } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { after, gapsOf, standingOf } from "./confirmation";

const round = (over: Partial<Schemas["Round"]>): Schemas["Round"] => ({
  findings_before: 0, actions_before: 0, redress_before: 0, offers_before: 0, confirmation_requests: [], ...over,
});
const request = { at: "2026-11-21T09:30:00Z", channel: "email" } as const;

describe("the confirmation", () => {
  it("counts how often the customer is still to be asked", () => {
    expect(standingOf(round({}), 2)).toEqual({ is: "not_asked" });
    expect(standingOf(round({ confirmation_requests: [request] }), 2)).toEqual({ is: "asked", asked: 1, left: 1 });
    expect(standingOf(round({ confirmation_requests: [request, request, request] }), 2)).toEqual({ is: "asked", asked: 3, left: 0 });
  });
  it("the customer's word comes before silence", () => {
    const word = { words: "Yes.", channel: "email", at: request.at } as const;
    expect(standingOf(round({ confirmed: word, lapsed_at: request.at, confirmation_requests: [request] }), 2).is).toBe("confirmed");
    expect(standingOf(round({ lapsed_at: request.at, confirmation_requests: [request] }), 2)).toEqual({ is: "lapsed", at: request.at, asked: 1 });
  });
  it("suggests a day to look again, and none where it does not understand the length", () => {
    const from = new Date(2026, 10, 22, 16, 40);
    expect(after("30 days", from)).toEqual(new Date(2026, 11, 22, 9));
    expect(after("2 weeks", from)).toEqual(new Date(2026, 11, 6, 9));
    expect(after("3 business days", from)).toBeUndefined();
  });
  it("the widest gap of service quality comes first, and the last answer counts", () => {
    const answer = (dimension: Schemas["Dimension"], score: number, expected: number): Schemas["SurveyAnswer"] => ({
      instrument: "service_quality", score, dimension, expected, at: request.at,
    });
    const gaps = gapsOf([answer("empathy", 9, 8), answer("reliability", 4, 9), answer("empathy", 7, 8), { instrument: "satisfaction", score: 3, at: request.at }]);
    expect(gaps.map(({ dimension, gap }) => [dimension, gap])).toEqual([["reliability", -5], ["empathy", -1]]);
  });
});
