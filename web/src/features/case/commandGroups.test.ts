import { expect, test } from "vitest";
import described from "@/shared/api/commands.json";
import { homes } from "./caseContext";
import { grouped, groups } from "./commandGroups";

const ofCases = described.filter(({ of }) => of === "cases").map(({ name }) => name);

test("every command of a case that the server has stands in the menu under a heading", () => {
  expect(grouped(ofCases).find(({ id }) => id === "other")).toBeUndefined();
  expect(groups.flatMap(({ commands }) => [...commands]).filter((command) => !ofCases.includes(command))).toEqual([]);
});
test("one that the menu does not know yet comes last and is not left out", () => {
  expect(grouped(["close-case", "brand-new"]).map(({ commands }) => commands)).toEqual([["close-case"], ["brand-new"]]);
});
test("every command with a home is one the server has", () => {
  expect(Object.keys(homes).filter((command) => !ofCases.includes(command))).toEqual([]);
});
