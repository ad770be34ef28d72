import { describe, expect, it } from "vitest";
import { linesOf, mostLines } from "./lines";
import type { Answer, Figure, Unit } from "./types";

const measure = (unit: Unit): Answer["measure"] => ({ id: "m", title: "M", definition: "", formula: "", source: "", unit, dated: "received", less_is_better: false, charts: [] });
const figure = (numerator: number, denominator: number, value: number | undefined): Figure => ({ cases: denominator, numerator, denominator, value });

function answer(unit: Unit, groups: number, of: (n: number) => Figure, all: Figure): Answer {
  return {
    measure: measure(unit),
    periods: [{ from: "2026-01-01", to: "2026-01-31" }],
    all: { whole: all, figures: [all] },
    series: Array.from({ length: groups }, (_, i) => ({ by: `G${i}`, whole: of(i), figures: [of(i)] })),
    spread: [], series_in_all: groups,
  };
}

describe("the lines of a chart", () => {
  it("is one when nothing is told apart", () => {
    expect(linesOf(answer("cases", 0, () => figure(0, 0, 0), figure(5, 5, 5))).lines).toHaveLength(1);
  });
  it("are all the groups, up to eight", () => {
    const { lines, left } = linesOf(answer("cases", mostLines, () => figure(1, 1, 1), figure(8, 8, 8)));
    expect(lines).toHaveLength(8);
    expect([left, lines.at(-1)?.others]).toEqual([0, undefined]);
  });
  it("put the rest together by what was counted, so that the sum is whole", () => {
    const { lines, left } = linesOf(answer("cases", 10, (n) => figure(20 - n, 20 - n, 20 - n), figure(155, 155, 155)));
    expect(lines).toHaveLength(8);
    expect(left).toBe(3);
    expect(lines.at(-1)).toMatchObject({ others: 3, whole: { value: 13 + 12 + 11, cases: 36 } });
    expect(lines.reduce((sum, { whole }) => sum + (whole.value ?? 0), 0)).toBe(155);
  });
  it("put shares together by numerators and denominators, not by their mean", () => {
    // Seven groups of 1/1; one of 0/10 and one of 1/2: together 1/12.
    const of = (n: number) => (n < 7 ? figure(1, 1, 1) : n === 7 ? figure(0, 10, 0) : figure(1, 2, 0.5));
    expect(linesOf(answer("share", 9, of, figure(8, 19, 8 / 19))).lines.at(-1)?.whole.value).toBeCloseTo(1 / 12);
  });
  it("count groups that were not sent among the rest", () => {
    const sent = answer("cases", 9, () => figure(1, 1, 1), figure(300, 300, 300));
    expect(linesOf({ ...sent, series_in_all: 250 }).lines.at(-1)).toMatchObject({ others: 243, whole: { value: 293 } });
  });
  it("do not put medians together: the rest is in the table", () => {
    const { lines, left } = linesOf(answer("minutes", 11, () => figure(100, 2, 50), figure(1100, 22, 50)));
    expect(lines).toHaveLength(8);
    expect([left, lines.some(({ others }) => others !== undefined)]).toEqual([3, false]);
  });
  it("know a sum of money from a mean of money", () => {
    const sums = linesOf(answer("money", 9, () => figure(500, 2, 500), figure(4500, 18, 4500)));
    const means = linesOf(answer("money", 9, () => figure(500, 2, 250), figure(4500, 18, 250)));
    expect([sums.lines.at(-1)?.whole.value, means.lines.at(-1)?.whole.value]).toEqual([1000, 250]);
  });
});
