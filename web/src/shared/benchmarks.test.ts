import { expect, it } from "vitest";
import { latestOf, type Benchmark } from "./benchmarks";

const figure = (whose: string, to: string, value: number): Benchmark => ({ measure: "upheld", whose, from: "2025-01-01", to, value, source: "" });

it("of each of the others the latest figure is compared with", () => {
  const all = [figure("Banks", "2025-06-30", 0.5), figure("Shops", "2025-12-31", 0.4), figure("Banks", "2025-12-31", 0.6)];
  expect(latestOf(all).map(({ whose, value }) => [whose, value])).toEqual([["Banks", 0.6], ["Shops", 0.4]]);
});
