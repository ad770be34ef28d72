import { describe, expect, it } from "vitest";
import { layOut as layOutFunnel } from "./funnel";
import { parseCauses, parseCompare } from "./search";
import { above, below, codesOf, depthOf, withCases } from "./tree";
import type { Cause, Unit } from "./types";
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
