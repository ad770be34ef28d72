import { describe, expect, it } from "vitest";
import { differs, firstDraft, fitted, missingScores, rankingSays, shares, suggestedScores, toWeigh, withCriterion, withoutCriterion, type Option, type Ranking } from "./ranking";

const option = (id: string, cost: string | undefined, days: number, currency = "GBP"): Option => ({
  id,
  terms: { remedy: "refund", title: id, days, ...(cost === undefined ? {} : { cost: { amount: cost, currency } }) },
  removed: false,
});
const names = { cost: "Cost", days: "Time", impact: "Impact" };
const two = [option("O-1", "840.00", 9), option("O-2", "750.00", 5)];

const words = {
  tied: (options: string[], total: number) => `${options.join(" and ")} tied at ${total}.`,
  ahead: (first: string, total: number, second: string, behind: number) => `${first} ${total} before ${second} ${behind}.`,
  steady: "Steady.",
  falls: (criterion: string, from: number, to: number, then: string) => `${criterion} falls ${from} to ${to}: ${then}.`,
  rises: (criterion: string, from: number, to: number, then: string) => `${criterion} rises ${from} to ${to}: ${then}.`,
};
const ranks: Ranking["ranks"] = [
  { option: "O-1", place: 1, total: "6.30", tied: false },
  { option: "O-2", place: 2, total: "5.60", tied: false },
];
const says = (ranking: Omit<Ranking, "says">) => rankingSays({ ...ranking, says: "" }, (id) => `<${id}>`, words);

describe("the weighing", () => {
  it("suggests scores where cheapest and soonest are best", () => {
    expect(suggestedScores(two)).toEqual({ cost: [9, 10], days: [6, 10] });
    expect(suggestedScores([option("O-1", undefined, 0), option("O-2", "100.00", 0)])).toEqual({ cost: [10, 0], days: [10, 10] });
  });
  it("does not compare pounds with euros", () => {
    expect(suggestedScores([option("O-1", "10", 1, "EUR"), option("O-2", "10", 2)]).cost).toEqual([null, null]);
  });
  it("asks nobody before every score is there", () => {
    const draft = firstDraft(two, undefined, names);
    expect(missingScores(draft)).toBe(2);
    expect(toWeigh(draft)).toBeUndefined();
    const scored = { ...draft, scores: { "O-1": [9, 6, 9], "O-2": [10, 10, 5] } };
    expect(toWeigh(scored)?.scored).toEqual([{ option: "O-1", scores: [9, 6, 9] }, { option: "O-2", scores: [10, 10, 5] }]);
    expect(toWeigh({ ...scored, criteria: scored.criteria.map((c) => ({ ...c, weight: 0 })) })).toBeUndefined();
  });
  it("says nobody to be ahead of the same figure", () => {
    const close = [{ option: "O-1", place: 1, total: "7.9091", tied: false }, { option: "O-2", place: 2, total: "7.9081", tied: false }];
    expect(says({ ranks: close, sensitivities: [] })).toBe("<O-1> 7.909 before <O-2> 7.908. Steady.");
    expect(says({ ranks: ranks.map((rank) => ({ ...rank, total: rank.place === 1 ? "7.9091" : "5.1" })), sensitivities: [] })).toBe("<O-1> 7.91 before <O-2> 5.1. Steady.");
  });
  it("a score of nought is a score", () => {
    const draft = { ...firstDraft(two, undefined, names), scores: { "O-1": [0, 0, 0], "O-2": [0, 0, 0] } };
    expect(missingScores(draft)).toBe(0);
    expect(toWeigh(draft)).toBeDefined();
  });
  it("fits to the options on the table: new ones unscored, gone ones forgotten", () => {
    const draft = { ...firstDraft(two, undefined, names), chosen: "O-1" };
    const now = fitted(draft, [two[1] as Option, option("O-3", "1", 1)]);
    expect(Object.keys(now.scores)).toEqual(["O-2", "O-3"]);
    expect(now.scores["O-3"]).toEqual([null, null, null]);
    expect(now.chosen).toBe("");
  });
  it("adds and takes away a criterion with its scores", () => {
    const draft = withCriterion(firstDraft(two, undefined, names), "Goodwill");
    expect(draft.scores["O-1"]).toEqual([9, 6, null, null]);
    expect(withoutCriterion(draft, 0).scores["O-1"]).toEqual([6, null, null]);
  });
  it("shows weights as shares of all", () => {
    expect(shares([{ weight: 30 }, { weight: 30 }, { weight: 60 }])).toEqual([25, 25, 50]);
    expect(shares([{ weight: 0 }])).toEqual([0]);
  });
  it("knows whether the table still says what was recorded", () => {
    const standing = {
      criteria: [{ name: "Cost", weight: 30 }],
      scored: [{ option: "O-1", scores: [4] }, { option: "O-2", scores: [5] }],
      ranking: { ranks, sensitivities: [], says: "" },
      chosen: "O-1",
      overtaken: false,
      at: "2026-11-21T09:30:00Z",
      by: "U-2",
    };
    const draft = fitted(firstDraft(two, standing, names), two);
    expect(differs(draft, standing, "O-1")).toBe(false);
    expect(differs(draft, standing, "O-2")).toBe(true);
    expect(differs({ ...draft, criteria: [{ name: "Cost", weight: 31 }] }, standing, "O-1")).toBe(true);
    expect(differs(draft, { ...standing, overtaken: true }, "O-1")).toBe(true);
  });
});

describe("the ranking in a sentence", () => {
  it("says who leads and the nearest weight that would change it", () => {
    const sensitivities = [{ criterion: "Impact", from: 40, level_at: "22.50", then_ahead: "O-2" }];
    expect(says({ ranks, sensitivities })).toBe("<O-1> 6.3 before <O-2> 5.6. Impact falls 40 to 22.5: O-2.");
    expect(says({ ranks, sensitivities: [{ criterion: "Time", from: 30, level_at: "65.00", then_ahead: "O-2" }] })).toBe(
      "<O-1> 6.3 before <O-2> 5.6. Time rises 30 to 65: O-2.",
    );
  });
  it("introduces with its title an option that was not named before", () => {
    expect(says({ ranks, sensitivities: [{ criterion: "Time", from: 30, level_at: "65.00", then_ahead: "O-3" }] })).toContain("30 to 65: <O-3>.");
  });
  it("says so when no weight would change it", () => {
    expect(says({ ranks, sensitivities: [] })).toBe("<O-1> 6.3 before <O-2> 5.6. Steady.");
  });
  it("spares the reader the fourth decimal", () => {
    const long = ranks.map((rank, at) => ({ ...rank, total: at === 0 ? "5.2142" : "5.1428" }));
    expect(says({ ranks: long, sensitivities: [] })).toBe("<O-1> 5.21 before <O-2> 5.14. Steady.");
  });
  it("names all that are tied", () => {
    const tied = ranks.map((rank) => ({ ...rank, place: 1, total: "6", tied: true }));
    expect(says({ ranks: tied, sensitivities: [] })).toBe("<O-1> and <O-2> tied at 6.");
  });
});
