import { describe, expect, it } from "vitest";
import { addPeriods, beginOf, isWhole, periodName, rangeInWords, usualBegin } from "./periods";

describe("periods", () => {
  it("begin where the calendar has them begin", () => {
    expect(beginOf("2026-11-22", "week")).toBe("2026-11-16"); // a Sunday
    expect(beginOf("2026-11-23", "week")).toBe("2026-11-23");
    expect(beginOf("2026-11-23", "month")).toBe("2026-11-01");
    expect(beginOf("2026-11-23", "quarter")).toBe("2026-10-01");
    expect(beginOf("2026-11-23", "year")).toBe("2026-01-01");
  });
  it("are counted on and back over the ends of years", () => {
    expect(addPeriods("2026-11-16", "week", 7)).toBe("2027-01-04");
    expect(addPeriods("2026-11-01", "month", -11)).toBe("2025-12-01");
    expect(addPeriods("2026-10-01", "quarter", 1)).toBe("2027-01-01");
    expect(addPeriods("2026-01-01", "year", -2)).toBe("2024-01-01");
    expect(addPeriods("2028-02-28", "day", 1)).toBe("2028-02-29");
  });
  it("are whole when they are not cut off and over", () => {
    expect(isWhole({ from: "2026-10-01", to: "2026-10-31" }, "month", "2026-11-23")).toBe(true);
    expect(isWhole({ from: "2026-10-02", to: "2026-10-31" }, "month", "2026-11-23")).toBe(false);
    expect(isWhole({ from: "2026-11-01", to: "2026-11-23" }, "month", "2026-11-23")).toBe(false);
    expect(isWhole({ from: "2026-11-01", to: "2026-11-30" }, "month", "2026-11-30")).toBe(false);
    expect(isWhole({ from: "2026-11-23", to: "2026-11-23" }, "day", "2026-11-23")).toBe(false);
    expect(isWhole({ from: "2026-11-22", to: "2026-11-22" }, "day", "2026-11-23")).toBe(true);
  });
  it("are named as people name them, and by their days where they are cut off", () => {
    expect(periodName({ from: "2026-03-01", to: "2026-03-31" }, "month")).toBe("March 2026");
    expect(periodName({ from: "2026-01-01", to: "2026-03-31" }, "quarter")).toBe("Q1 2026");
    expect(periodName({ from: "2026-01-01", to: "2026-12-31" }, "year")).toBe("2026");
    expect(periodName({ from: "2026-03-05", to: "2026-03-31" }, "month")).toMatch(/5.*31 Mar 2026/);
  });
  it("that are whole months are called by their names, others by their days", () => {
    expect(rangeInWords({ from: "2026-02-01", to: "2026-02-28" })).toBe("February 2026");
    expect(rangeInWords({ from: "2026-07-01", to: "2026-09-30" })).toMatch(/^July\s–\sSeptember 2026$/);
    expect(rangeInWords({ from: "2025-12-01", to: "2026-01-31" })).toMatch(/^December 2025\s–\sJanuary 2026$/);
    expect(rangeInWords({ from: "2026-02-01", to: "2026-02-27" })).toMatch(/^1\s?–\s?27 Feb 2026$/);
  });
  it("go back in whole ones", () => {
    expect(usualBegin("quarter", "2026-11-23")).toBe("2022-01-01");
    expect(beginOf(usualBegin("week", "2026-11-23"), "week")).toBe(usualBegin("week", "2026-11-23"));
  });
});
