import { describe, expect, it } from "vitest";
import { namedPeriods, niceStep, possible, scaleOf, spread } from "./axis";

describe("the marks of an axis", () => {
  it("stand at 1, 2 or 5 times a power of ten", () => {
    expect([0.3, 1, 1.2, 3, 7, 70, 0.0012].map(niceStep)).toEqual([0.5, 1, 2, 5, 10, 100, 0.002]);
  });
  it("are finite whatever is asked", () => {
    expect([0, -1, NaN, Infinity].map(niceStep)).toEqual([1, 1, 1, 1]);
  });
  it("hold all the values and zero", () => {
    expect(scaleOf([12, 37], "cases").ticks).toEqual([0, 10, 20, 30, 40]);
    expect(scaleOf([-12, 37], "balance").ticks).toEqual([-20, -10, 0, 10, 20, 30, 40]);
  });
  it("count cases in whole ones", () => {
    expect(scaleOf([1, 2], "cases").ticks).toEqual([0, 1, 2]);
  });
  it("are true decimals", () => {
    expect(scaleOf([0.21, 0.29], "share").ticks).toEqual([0, 0.1, 0.2, 0.3]);
  });
  it("stand at minutes, hours and days where time is measured", () => {
    expect(scaleOf([50], "minutes").ticks).toEqual([0, 10, 20, 30, 40, 50]);
    expect(scaleOf([2 * 1440], "minutes").ticks).toEqual([0, 720, 1440, 2160, 2880]);
    expect(scaleOf([30 * 1440], "minutes").ticks.map((tick) => tick / 1440)).toEqual([0, 7, 14, 21, 28, 35]);
  });
  it("make room where there is nothing yet", () => {
    expect(scaleOf([], "share")).toMatchObject({ min: 0, max: 1 });
    expect(scaleOf([0, 0], "cases")).toMatchObject({ min: 0, max: 1 });
  });
});

describe("the names below it", () => {
  const months = Array.from({ length: 25 }, (_, i) => new Date(Date.UTC(2024, 10 + i, 1)).toISOString().slice(0, 10));
  it("are those of the same months in each year", () => {
    expect(namedPeriods(months, "month", 9).map((at) => months[at])).toEqual(["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]);
  });
  it("are all there when they fit", () => {
    expect(namedPeriods(months.slice(0, 5), "month", 9)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("a limit", () => {
  it("that no value can pass is where the values end", () => {
    expect([possible(-3, "cases"), possible(1.2, "share"), possible(-3, "balance"), possible(7, "cases")]).toEqual([0, 1, -3, 7]);
  });
});

describe("labels", () => {
  it("keep their order and their distance, and stay within the bounds", () => {
    expect(spread([50, 52, 10], 14, 0, 200)).toEqual([50, 64, 10]);
    expect(spread([98, 99, 100], 14, 0, 100)).toEqual([72, 86, 100]);
    expect(spread([], 14, 0, 100)).toEqual([]);
  });
});
