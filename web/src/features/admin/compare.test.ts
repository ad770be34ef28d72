import { expect, it } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { differences } from "./compare";

type Procedure = Schemas["ProcedureDetails"];
const clause = { number: "general 1.4", words: "Acknowledge at once.", rests_on: "ISO 10002" };
const clock: Procedure["clocks"][number] = {
  id: "answer", title: "Answer", kind: "internal", starts: "received", stops: ["offer_made"], term: "20 business days", recurs: false,
  when: [], unless: [], pauses: [], warnings: [], clause, verified: true,
};
const general: Procedure = {
  id: "general", version: 1, title: "General", based_on: [], jurisdiction: "anywhere", calendar: "england-and-wales", calendars_for: [], closures: [],
  applies: { kinds: [], products: [], categories: [], customer_types: [], channels: [], says: "All." },
  fields: [], gates: [], clocks: [clock], promises: { length: "2 days" }, ladder: [{ role: "handler", limit: { amount: "100.00", currency: "GBP" }, remedies: [], decisions: [] }],
  triggers: [], stages: { count: 1, second_handler_differs: false }, letters: [], closing: { attempts: 2, wait: "7 days" },
  reopening: { length: "6 months" }, follow_up: { length: "14 days" }, scorecard: [], causes: [{ code: "people", title: "People" }], clauses: [clause], unverified: 0,
};

it("finds nothing between a procedure and itself", () => {
  expect(differences(general, structuredClone(general))).toEqual([]);
});
it("tells what changed, what came and what went", () => {
  const next: Procedure = {
    ...general,
    version: 2,
    clocks: [{ ...clock, term: "10 business days" }, { ...clock, id: "acknowledge" }],
    ladder: [{ ...general.ladder[0], role: "handler", limit: { amount: "250.00", currency: "GBP" }, remedies: [], decisions: [] }],
    causes: [],
  };
  const found = differences(general, next);
  expect(found.map(({ area, what }) => `${area} ${what}`)).toEqual(["clocks answer", "clocks acknowledge", "ladder handler", "causes people"]);
  expect(found[0]?.before).toContain("20 business days");
  expect(found[0]?.after).toContain("10 business days");
  expect(found[1]?.before).toBeUndefined();
  expect(found[2]).toMatchObject({ before: "100.00 GBP", after: "250.00 GBP" });
  expect(found[3]?.after).toBeUndefined();
});
it("is blind to a rule without a limit being put in other words, but not to the limit going", () => {
  const next: Procedure = { ...general, ladder: [{ role: "handler", remedies: [], decisions: [] }] };
  expect(differences(general, next)).toEqual([{ area: "ladder", what: "handler", before: "100.00 GBP", after: "∞" }]);
});
