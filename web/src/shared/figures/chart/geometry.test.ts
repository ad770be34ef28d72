import { describe, expect, it } from "vitest";
import type { Line } from "../lines";
import type { ControlChart, Period } from "../types";
import { geometryOf } from "./geometry";

const periods: Period[] = Array.from({ length: 12 }, (_, at) => ({ from: `2026-${String(at + 1).padStart(2, "0")}-01`, to: `2026-${String(at + 1).padStart(2, "0")}-28` }));
const line = (key: string, value: number): Line => {
  const figure = { cases: value, numerator: value, denominator: 0, value };
  return { key, by: key, figures: periods.map(() => figure), whole: figure };
};
const names = ["Boiler care", "Electricity", "Plumbing cover", "Smart meter"];
const drawn = (width: number, chart?: ControlChart, named = names) =>
  geometryOf({ width, periods, every: "month", lines: named.map((name, at) => line(name, at * 3)), names: named, saying: { unit: "cases" }, whiskers: false, ...(chart ? { chart } : {}) });

describe("a chart of several lines", () => {
  it("has their names at their ends where there is room", () => {
    expect(drawn(900).labels.map(({ text }) => text)).toEqual(names);
    expect(drawn(900).legend).toEqual([]);
  });
  it("has letters there on a telephone, and what they stand for below, within the picture", () => {
    const narrow = drawn(340);
    expect(narrow.labels.map(({ text }) => text)).toEqual(["A", "B", "C", "D"]);
    expect(narrow.legend.map(({ text }) => text)).toEqual(names.map((name, at) => `${String.fromCharCode(65 + at)} ${name}`));
    expect(narrow.right - narrow.left).toBeGreaterThan(240);
    for (const { x, y } of narrow.legend) {
      expect(x).toBeLessThan(340);
      expect(y).toBeGreaterThan(narrow.floor + 34);
      expect(y).toBeLessThan(narrow.height);
    }
  });
  it("has the name of a single line below it on a telephone, without a letter", () => {
    const narrow = drawn(340, undefined, ["average of late"]);
    expect([narrow.labels, narrow.legend.map(({ text }) => text)]).toEqual([[], ["average of late"]]);
    expect(narrow.right).toBeGreaterThan(320);
  });
  it("makes no room for limits that no count can pass", () => {
    const limits: ControlChart = { kind: "c", unit: "of_figures", lines: [], changes: [], events: [], why: "", says: "", notes: [], signals: [], state: "usual", centre: [1], low: [-3.2], high: [5] };
    expect(drawn(900, limits).scale.min).toBe(0);
  });
});
