import { describe, expect, it } from "vitest";
import { fewer, layOutPareto, type ParetoBar } from "./pareto";

describe("a Pareto chart", () => {
  const bars: ParetoBar[] = [0.5, 0.3, 0.2].map((share, at) => ({ code: `c${at}`, title: `Cause ${at}`, amount: share * 10, share, cumulative: [0.5, 0.8, 1][at] ?? 1, vital: at < 2 }));
  const drawn = layOutPareto(bars, 600, ({ title }) => title);
  it("ends its line where the axis ends, at the whole", () => expect(drawn.rows.at(-1)?.line.x).toBeCloseTo(drawn.ticks.at(-1)?.x ?? 0));
  it("has the line begin at the end of the first bar", () => expect(drawn.rows[0]?.line.x).toBeCloseTo((drawn.rows[0]?.bar.x ?? 0) + (drawn.rows[0]?.bar.width ?? 0)));
  it("draws bars as long as their parts", () => expect((drawn.rows[0]?.bar.width ?? 0) / (drawn.rows[1]?.bar.width ?? 1)).toBeCloseTo(5 / 3));
  it("leaves to the table what does not fit", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ code: String(at), title: "x", amount: 1, share: 1 / 30, cumulative: (at + 1) / 30, vital: false }));
    expect(layOutPareto(many, 300, () => "x").rows).toHaveLength(fewer);
  });
});
