import { describe, expect, it } from "vitest";
import { cut, isSignal, pathOf, stepped } from "./drawing";

const chart = { kind: "C", unit: "of_figures" as const, lines: [], changes: [], events: [], why: "", centre: [5, 5], low: [2, null], high: [8, 8], state: "usual" as const, says: "", notes: [], signals: [{ period: 1, above: true, says: "" }] };

describe("a line", () => {
  it("has a gap where nothing is known", () => {
    expect(pathOf([[0, 1], [1, 2], undefined, [3, 4], [4, 5.26]])).toBe("M0 1L1 2M3 4L4 5.3");
  });
});
describe("a point", () => {
  it("is marked outside the limits, and where a signal ends", () => {
    expect([9, 1, 5, undefined].map((value) => isSignal(chart, value, 0))).toEqual([true, true, false, false]);
    expect(isSignal(chart, 5, 1)).toBe(true);
  });
  it("of several lines is marked by the limits only, as a signal does not say of which it is", () => {
    const two = { ...chart, lines: ["above", "below"].map((name) => ({ name, values: [] })) };
    expect([5, 9].map((value) => isSignal(two, value, 1))).toEqual([false, true]);
  });
});
describe("limits", () => {
  it("change half-way between two periods, and at once", () => {
    expect(stepped([[0, 5], [2, 5], [4, 9]])).toEqual([[0, 5], [2, 5], [3, 5], [3, 9], [4, 9]]);
    expect(stepped([])).toEqual([]);
  });
});
describe("a name", () => {
  it("is cut to its room", () => {
    expect(cut("Plumbing cover", 200)).toBe("Plumbing cover");
    expect(cut("Plumbing cover", 66)).toBe("Plumbing…");
  });
});
