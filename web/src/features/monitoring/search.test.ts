import { describe, expect, it } from "vitest";
import { parseExplore, type ExploreSearch } from "./search";
import { conditionsOf, questionOf } from "./useExplore";

describe("the address of what is explored", () => {
  it("comes back as it was sent", () => {
    const sent: ExploreSearch = {
      measure: "upheld", from: "2026-01-01", to: "2026-03-31", every: "week", by: "product", and: "channel", where: "product=Gas|Water;channel!=email",
      table: "cross", open: "2026-01-01..2026-01-31", open_by: "Gas", open_and: "", part: "counted", page: 3,
    };
    expect(parseExplore(JSON.parse(JSON.stringify(sent)) as Record<string, unknown>)).toEqual(sent);
  });
  it("keeps a value that looks like a number as text", () => {
    expect(parseExplore({ open_by: 2024, by: "year-of-build" })).toEqual({ open_by: "2024", by: "year-of-build" });
  });
  it("passes over what makes no sense", () => {
    expect(parseExplore({ from: "tomorrow", every: "fortnight", part: "all", page: "1", open: "2026-01-01", measure: { a: 1 }, where: "", evil: "<script>" })).toEqual({});
  });
});

describe("what the server is asked", () => {
  it("is two years of months and the one that is going on, if nobody says otherwise", () => {
    expect(questionOf({}, "2026-11-23")).toEqual({ measure: "received", from: "2024-11-01", to: undefined, every: "month", by: undefined, and_by: undefined, where: undefined });
  });
  it("goes back from the last day that was chosen", () => {
    expect(questionOf({ to: "2020-05-31" }, "2026-11-23").from).toBe("2018-05-01");
  });
  it("tells apart once by a column that is given twice", () => {
    expect(questionOf({ by: "product", and: "product" }, "2026-11-23").and_by).toBeUndefined();
    expect(questionOf({ and: "product" }, "2026-11-23").and_by).toBeUndefined();
  });
  it("adds the values of a row to the conditions, not known among them", () => {
    const question = questionOf({ by: "product", and: "channel" }, "2026-11-23");
    expect(conditionsOf([{ column: "team", values: ["A"], without: true }], question, { by: "", and: "email" })).toEqual([
      { column: "team", values: ["A"], without: true },
      { column: "product", values: [""], without: false },
      { column: "channel", values: ["email"], without: false },
    ]);
  });
});
