import { expect, it } from "vitest";
import { queryOf, searchOf } from "./savedViews";

it("keeps a view as it stands in an address, and gives it back", () => {
  const search = { view: "all", product: "Gas & electricity", due: "late" } as const;
  expect(queryOf(search)).toBe("due=late&product=Gas+%26+electricity&view=all");
  expect(searchOf(queryOf(search))).toEqual(search);
});

it("says the same of the same view, whatever order it was put together in", () => {
  expect(queryOf({ due: "late", severity: "high" })).toBe(queryOf({ severity: "high", due: "late" }));
});

it("takes nothing out of an old view that makes no sense any more", () => {
  expect(searchOf("phase=vanished&due=late&x=1")).toEqual({ due: "late" });
});
