import { describe, expect, it } from "vitest";
import { inOrderOfLikeness, questionsFor } from "./similar";

describe("similar cases", () => {
  it("asks for the telling words and the category", () => {
    expect(questionsFor("Ceiling came down after your plumber's visit", "Damage")).toEqual(["Damage", "ceiling", "plumber", "visit"]);
  });
  it("asks for nothing when all is idle or erased", () => {
    expect(questionsFor(null, undefined)).toEqual([]);
    expect(questionsFor("What then?", undefined)).toEqual([]);
  });
  it("does not ask for the same word twice", () => {
    expect(questionsFor("Billing, billing, BILLING", "Billing")).toEqual(["Billing"]);
  });
  it("leaves out the case itself and puts the likest first", () => {
    const self = { ref: "C-1", category: "Billing", product: "Gas" };
    const a = { ref: "C-2", category: "Metering" };
    const b = { ref: "C-3", category: "Billing", product: "Gas" };
    const found = inOrderOfLikeness(self, [[self, a], [a, b]]);
    expect(found.map(({ ref }) => ref)).toEqual(["C-3", "C-2"]);
  });
  it("shows five at most", () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ref: `C-${i + 2}` }));
    expect(inOrderOfLikeness({ ref: "C-1" }, [many])).toHaveLength(5);
  });
});
