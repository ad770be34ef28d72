import { describe, expect, it } from "vitest";
import { cellKey, heatOf, shadeOf } from "./heat";

describe("a heat map", () => {
  const series = (by: string, and_by: string, cases: number) => ({ by, and_by, whole: { cases, numerator: cases, denominator: 0 }, figures: [] });
  const heat = heatOf({ series: [series("late", "Gas", 2), series("", "Gas", 9), series("lost", "App", 5), series("late", "App", 1), series("none", "Gas", 0)] });
  it("has the most first, and what is not known last", () => {
    expect(heat.rows.map(({ value, cases }) => [value, cases])).toEqual([["lost", 5], ["late", 3], ["", 9]]);
    expect(heat.columns.map(({ value }) => value)).toEqual(["Gas", "App"]);
    expect(heat.cells.get(cellKey("late", "App"))).toBe(1);
  });
  it("adds up to as many as there are", () => expect(heat.rows.reduce((sum, { cases }) => sum + cases, 0)).toBe([...heat.cells.values()].reduce((a, b) => a + b, 0)));
  it("shades by number, one case so that it is seen", () => {
    expect(shadeOf(0, 9)).toBe(0);
    expect(shadeOf(1, 1000)).toBeGreaterThan(0.1);
    expect(shadeOf(9, 9)).toBe(1);
  });
});
