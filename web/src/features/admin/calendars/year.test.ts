import { expect, test } from "vitest";
import { daysOf, exceptions, tomlOf, weeksOf, weekdays } from "./year";

const counted = (closures: { day: string; name: string }[], title = "General") => ({ procedure: "general", version: 1, title, team: "", when: [], internal_only: false, closures });
const calendar = (patch: object = {}) => ({
  id: "somewhere", title: "Somewhere", zone: "Europe/London", source: "The gazette", known_from: "2026-01-01", known_until: "2026-12-29",
  hours: weekdays.slice(0, 5).map((day) => ({ day, from: "09:00", until: "17:00" })),
  closed: [{ day: "2026-12-25", name: "Christmas Day" }, { day: "2026-12-26", name: "Boxing Day" }],
  used_by: [counted([{ day: "2026-12-24", name: "Office party" }, { day: "2026-12-25", name: "Us too" }])],
  ...patch,
});
const kindOn = (date: string, patch: object = {}) => daysOf(calendar(patch), 2026).find((day) => day.date === date)?.kind;

test("a year has all its days, leap years one more", () => {
  expect(daysOf(calendar(), 2026)).toHaveLength(365);
  expect(daysOf(calendar(), 2028)).toHaveLength(366);
});
test("a holiday stays one where we are closed besides, and on a Saturday", () => {
  expect(["2026-12-23", "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-30"].map((date) => kindOn(date))).toEqual(["open", "closure", "holiday", "holiday", "rest", "unknown"]);
});
test("a closure says for whom it counts, once each", () => {
  const used_by = [counted([{ day: "2026-12-24", name: "Eve" }]), counted([{ day: "2026-12-24", name: "Eve" }], "Ours"), counted([{ day: "2026-12-24", name: "Eve" }], "Ours")];
  expect(daysOf(calendar({ used_by }), 2026).find(({ date }) => date === "2026-12-24")?.of).toEqual(["General", "Ours"]);
});
test("weeks begin on Monday", () => {
  const weeks = weeksOf(daysOf(calendar(), 2026), 11); // 1 November 2026 is a Sunday
  expect(weeks[0]?.map((day) => day?.date ?? "")).toEqual(["", "", "", "", "", "", "2026-11-01"]);
  expect(weeks.flat().filter(Boolean)).toHaveLength(30);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
});
test("days that are not known are one stretch", () => {
  expect(exceptions(daysOf(calendar(), 2026)).map(({ from, until, kind }) => `${from} ${until} ${kind}`)).toEqual([
    "2026-12-24 2026-12-24 closure", "2026-12-25 2026-12-25 holiday", "2026-12-26 2026-12-26 holiday", "2026-12-30 2026-12-31 unknown",
  ]);
  expect(exceptions(daysOf(calendar(), 2027))).toEqual([{ from: "2027-01-01", until: "2027-12-31", kind: "unknown", name: "", of: [] }]);
});
test("it is written as a calendar's file", () => {
  const text = tomlOf(calendar({ title: 'Some "where"' }));
  expect(text).toContain('title = "Some \\"where\\""');
  expect(text).toContain('monday = [["09:00", "17:00"]]');
  expect(text).not.toContain("saturday");
  expect(text).toContain('2026-12-26 = "Boxing Day"');
});
