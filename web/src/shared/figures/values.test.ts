import { describe, expect, it } from "vitest";
import { duration, figureText, intervalText, meanOf, tickText, valueText } from "./values";

const counted = { cases: 120, numerator: 49, denominator: 120 };

describe("figures as they are said", () => {
  it("says lengths of time in the two units that matter", () => {
    expect([0, 45, 60, 200, 3120, 1440 * 12 + 300, -90].map(duration)).toEqual(["0 min", "45 min", "1 h", "3 h 20 min", "2 d 4 h", "12 d", "−1 h 30 min"]);
  });
  it("does not round up to sixty minutes or twenty-four hours", () => {
    expect([59.6, 1439.9, 2 * 1440 - 10].map(duration)).toEqual(["1 h", "1 d", "2 d"]);
  });
  it("says a share with what it may be as well", () => {
    expect(figureText({ ...counted, value: 0.408, low: 0.35, high: 0.47 }, { unit: "share" })).toBe("41% (35–47)");
    expect(figureText({ ...counted, value: 0.021, low: 0.004, high: 0.058 }, { unit: "share" })).toBe("2.1% (0.4–5.8)");
    expect(valueText(1, { unit: "share" })).toBe("100%");
  });
  it("does not write a minus after a dash", () => {
    expect(intervalText({ ...counted, value: 3, low: -3, high: 9 }, { unit: "balance" })).toBe("(-3 to 9)");
  });
  it("says money in its currency, and nothing where that is not one", () => {
    expect(valueText(125_000, { unit: "money", currency: "GBP" })).toBe("£1,250.00");
    expect(valueText(125_000, { unit: "money", currency: "JPY" })).toBe("JP¥125,000");
    expect(valueText(125_000, { unit: "money" })).toBe("–");
  });
  it("says averages of counts with a place behind the point, whole counts without", () => {
    expect([12, 12.3456].map((value) => valueText(value, meanOf({ unit: "cases" })))).toEqual(["12.0", "12.3"]);
    expect(valueText(12, { unit: "cases" })).toBe("12");
  });
  it("says which way a balance and a difference lie", () => {
    expect(valueText(32, { unit: "balance" })).toBe("+32");
    expect(valueText(-1.5, { unit: "days" })).toBe("-1.5 days");
  });
  it("says a dash where nothing can be said", () => {
    expect(figureText({ cases: 0, numerator: 0, denominator: 0 }, { unit: "share" })).toBe("–");
  });
  it("marks an axis without needless digits", () => {
    expect([0, 0.5, 0.025].map((tick) => tickText(tick, { unit: "share" }))).toEqual(["0%", "50%", "2.5%"]);
    expect(tickText(50_000, { unit: "money", currency: "GBP" })).toBe("£500");
    expect(tickText(1440, { unit: "minutes" })).toBe("1 d");
  });
});
