import { describe, expect, it } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { authorityFor, reaches } from "./authority";

const gbp = (amount: string) => ({ amount, currency: "GBP" });
const ladder: Schemas["RungView"][] = [
  { role: "handler", limit: gbp("100.00"), remedies: [], decisions: [] },
  { role: "team_leader", limit: gbp("500.00"), remedies: [], decisions: ["exceed_entitlement"] },
  { role: "manager", remedies: ["write_off"], decisions: ["offer_below_entitlement", "write_off"] },
];
const terms = (over: Partial<Schemas["OptionTerms"]>): Schemas["OptionTerms"] => ({ remedy: "refund", title: "x", days: 1, ...over });
const of = (over: object = {}) => ({ ladder, fourEyes: gbp("5000.00"), below: false, ...over });

describe("the authority an option needs", () => {
  it("goes by the sum, to the penny", () => {
    expect(authorityFor(terms({ cost: gbp("100.00") }), of()).role).toBe("handler");
    expect(authorityFor(terms({ cost: gbp("100.01") }), of()).role).toBe("team_leader");
    expect(authorityFor(terms({ cost: gbp("840.00") }), of()).role).toBe("manager");
    expect(authorityFor(terms({}), of()).role).toBe("handler");
  });
  it("goes by the kind of remedy, and by what it decides", () => {
    expect(authorityFor(terms({ remedy: "write_off" }), of()).role).toBe("manager");
    expect(authorityFor(terms({ remedy: "goodwill_gesture" }), of()).role).toBe("team_leader");
    expect(authorityFor(terms({ cost: gbp("60") }), of({ price: gbp("50") })).role).toBe("team_leader");
  });
  it("less than is due needs a second person as well", () => {
    expect(authorityFor(terms({}), of({ below: true }))).toEqual({ role: "manager", secondPerson: true });
  });
  it("four eyes look at what is dear", () => {
    expect(authorityFor(terms({ cost: gbp("5000.00") }), of()).secondPerson).toBe(false);
    expect(authorityFor(terms({ cost: gbp("5000.01") }), of()).secondPerson).toBe(true);
  });
  it("a sum in another currency is beyond every limit", () => {
    const limited = ladder.slice(0, 2);
    expect(authorityFor(terms({ cost: { amount: "1", currency: "EUR" } }), of({ ladder: limited })).role).toBeUndefined();
  });
  it("knows who reaches it", () => {
    expect(reaches(ladder, "manager", "team_leader")).toBe(true);
    expect(reaches(ladder, "handler", "team_leader")).toBe(false);
    expect(reaches(ladder, "quality", "handler")).toBe(false);
    expect(reaches(ladder, "manager", undefined)).toBe(false);
  });
});
