import { describe, expect, it } from "vitest";
import { cellKey, heatOf, shadeOf } from "./heat";
import { fewer, layOut as layOutPareto } from "./pareto";
import { layOut as layOutFunnel } from "./funnel";
import { parseCauses, parseCompare } from "./search";
import { above, below, codesOf, depthOf, withCases } from "./tree";
import type { Cause, Pareto, Unit } from "./types";
import { folded, groupWhys } from "./whys";

const cause = (code: string, cases = 0): Cause => {
  const up = code.includes(".") ? code.slice(0, code.lastIndexOf(".")) : undefined;
  return { code, title: code, own: cases, cases, redress: 0, pain: 0, ...(up === undefined ? {} : { below: up }) };
};
const tree = [cause("process", 3), cause("process.handover", 3), cause("process.handover.leavers", 2), cause("processing"), cause("people")];

describe("the tree of causes", () => {
  it("counts a cause with all that hang on it, and none whose name only begins alike", () => {
    expect(codesOf(tree, "process")).toEqual(["process", "process.handover", "process.handover.leavers"]);
  });
  it("knows the way up and what is directly below", () => {
    expect(above(tree, "process.handover.leavers").map(({ code }) => code)).toEqual(["process", "process.handover"]);
    expect(depthOf(tree, "people")).toBe(0);
    expect(below(tree, "process").map(({ code }) => code)).toEqual(["process.handover"]);
    expect(withCases(tree).map(({ code }) => code)).toEqual(["process", "process.handover", "process.handover.leavers"]);
  });
  it("does not run in a circle", () => {
    const [a, b] = [{ ...cause("a"), below: "b" }, { ...cause("b"), below: "a" }];
    expect(above([a, b], "a").map(({ code }) => code)).toEqual(["a", "b"]);
  });
});

describe("a Pareto chart", () => {
  const bars: Pareto["bars"] = [0.5, 0.3, 0.2].map((share, at) => ({ code: `c${at}`, title: `Cause ${at}`, amount: share * 10, share, cumulative: [0.5, 0.8, 1][at] ?? 1, vital: at < 2 }));
  const drawn = layOutPareto(bars, 600, ({ title }) => title);
  it("ends its line where the axis ends, at the whole", () => expect(drawn.rows.at(-1)?.line.x).toBeCloseTo(drawn.ticks.at(-1)?.x ?? 0));
  it("has the line begin at the end of the first bar", () => expect(drawn.rows[0]?.line.x).toBeCloseTo((drawn.rows[0]?.bar.x ?? 0) + (drawn.rows[0]?.bar.width ?? 0)));
  it("draws bars as long as their parts", () => expect((drawn.rows[0]?.bar.width ?? 0) / (drawn.rows[1]?.bar.width ?? 1)).toBeCloseTo(5 / 3));
  it("leaves to the table what does not fit", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ code: String(at), title: "x", amount: 1, share: 1 / 30, cumulative: (at + 1) / 30, vital: false }));
    expect(layOutPareto(many, 300, () => "x").rows).toHaveLength(fewer);
  });
});

describe("the whys of many cases", () => {
  const of = (id: string, ...whys: string[]) => ({ id, cause: "c", at: "2026-01-01T00:00:00Z", whys });
  it("stand together where the last why is the same, however it is written", () => {
    const groups = groupWhys([of("C-1", "Why late? No engineer.", "Nobody closes calendars."), of("C-2", "It was raining."), of("C-3", "No job was booked", "nobody  closes calendars")]);
    expect(groups.map(({ last, cases }) => [last, cases])).toEqual([
      ["Nobody closes calendars.", ["C-1", "C-3"]],
      ["It was raining.", ["C-2"]],
    ]);
    expect(groups[0]?.chains).toHaveLength(2);
  });
  it("tell a way once that several cases went", () => {
    expect(groupWhys([of("C-1", "A", "B"), of("C-2", "a.", "b")])[0]?.chains).toEqual([{ whys: ["A", "B"], cases: ["C-1", "C-2"] }]);
  });
  it("pass over cases without any", () => expect(groupWhys([of("C-1"), of("C-2", " . ")])).toEqual([]));
  it("fold only what makes no difference", () => expect(folded("  Why   NOT?  ")).toBe("why not"));
});

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

describe("a funnel plot", () => {
  const unit = (name: string, volume: number, value: number, standing: Unit["standing"]): Unit => ({ name, volume, value, events: volume * value, low_95: 0, high_95: 1, low_998: 0, high_998: 1, standing, says: "" });
  const curve = [10, 50, 100].map((volume) => ({ volume, low_95: 0.4, high_95: 0.6, low_998: 0.3, high_998: 0.7 }));
  const drawn = layOutFunnel({ units: [unit("A", 100, 0.9, "high"), unit("B", 50, 0.5, "within"), unit("C", 10, 0.5, "too_small"), unit("D", 98, 0.89, "unclear_high")], curve, target: 0.5 }, 700);
  it("names only what is outside", () => expect(drawn.marks.map(({ label }) => label?.text)).toEqual(["A", undefined, undefined, "D"]));
  it("moves names apart", () => expect(Math.abs((drawn.marks[0]?.label?.y ?? 0) - (drawn.marks[3]?.label?.y ?? 0))).toBeGreaterThanOrEqual(14.9));
  it("keeps every point inside, shares within nothing and all", () => {
    for (const { at } of drawn.marks) {
      expect(at[0]).toBeLessThanOrEqual(drawn.right);
      expect(at[1]).toBeLessThanOrEqual(drawn.floor);
    }
    expect(drawn.upwards.at(-1)?.value).toBeLessThanOrEqual(1);
  });
});

describe("the address", () => {
  it("keeps what makes sense and passes over the rest", () => {
    expect(parseCauses({ from: "2026-01-01", to: "soon", where: "product=Gas", pareto: "pain", evil: 1 })).toEqual({ from: "2026-01-01", where: "product=Gas", pareto: "pain" });
    expect(parseCompare({ measure: "upheld", by: "team", pareto: "pain" })).toEqual({ measure: "upheld", by: "team" });
  });
});
