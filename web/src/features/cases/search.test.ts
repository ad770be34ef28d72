import { describe, expect, it } from "vitest";
import { dueBefore, filterOf, filtersSet, parseSearch, viewOf } from "./search";

const hana = { user: "U-2", team: "Heating", role: "handler" } as const;
const mani = { user: "U-5", role: "manager" } as const;
const now = new Date(2026, 10, 22, 16, 20);

describe("the address of a list", () => {
  it("keeps what makes sense and passes over the rest", () => {
    expect(parseSearch({ view: "team", status: "opne", phase: "analyse", product: " Gas ", due: "soon", from: "2026-02-01", to: "tomorrow", evil: "<script>" })).toEqual({
      view: "team",
      phase: "analyse",
      product: "Gas",
      from: "2026-02-01",
    });
  });
  it("takes numbers for text, as the router reads them", () => {
    expect(parseSearch({ category: 42 })).toEqual({ category: "42" });
  });
  it("passes over what is no text at all", () => {
    expect(parseSearch({ owner: { toString: "x" }, product: ["a"], severity: null })).toEqual({});
  });
});

describe("the view", () => {
  it("begins with one's own cases for a handler and with all for a manager", () => {
    expect(viewOf({}, hana)).toBe("mine");
    expect(viewOf({}, mani)).toBe("all");
  });
  it("shows all to somebody without a team who opens a colleague's link to theirs", () => {
    expect(viewOf({ view: "team" }, mani)).toBe("all");
  });
});

describe("what the server is asked", () => {
  it("lets the view decide over the owner", () => {
    expect(filterOf({ view: "mine", owner: "U-9" }, hana, now)).toEqual({ sort: "next_due", owner: "U-2" });
  });
  it("counts both ends of the days of receipt", () => {
    const asked = filterOf({ view: "all", from: "2026-11-01", to: "2026-11-03" }, hana, now);
    expect(asked.received_from).toBe(new Date(2026, 10, 1).toISOString());
    expect(asked.received_before).toBe(new Date(2026, 10, 4).toISOString());
  });
  it("does not sort closed cases by what is due, unless asked to", () => {
    expect(filterOf({ view: "all", status: "closed" }, hana, now).sort).toBe("changed");
    expect(filterOf({ view: "all", status: "closed", sort: "next_due" }, hana, now).sort).toBe("next_due");
  });
  it("understands late, today, within a week, and a day", () => {
    expect(dueBefore("late", now)).toEqual(now);
    expect(dueBefore("today", now)).toEqual(new Date(2026, 10, 23));
    expect(dueBefore("week", now)).toEqual(new Date(2026, 10, 29));
    expect(dueBefore("2026-12-01", now)).toEqual(new Date(2026, 11, 2));
  });
});

it("names the filters that are set", () => {
  expect(filtersSet({ view: "all", sort: "oldest", severity: "high", due: "late" })).toEqual(["severity", "due"]);
});
