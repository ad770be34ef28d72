import { expect, test } from "vitest";
import { draftKey } from "./CommandForm";

test("a draft is of one thing: the case, the command, and what the form is fixed to", () => {
  expect(draftKey("C-7", "complete-action", { action: "A-1" }, ["action"])).toBe("C-7.complete-action.A-1");
  expect(draftKey("C-7", "complete-action", { action: "A-2" }, ["action"])).not.toBe(draftKey("C-7", "complete-action", { action: "A-1" }, ["action"]));
});
test("what is only filled in beforehand can be changed, and does not tell two forms apart", () => {
  expect(draftKey("C-7", "assess-impact", { severity: "high" }, [])).toBe("C-7.assess-impact");
});
test("a page can tell its forms apart by more", () => {
  expect(draftKey("CU-7", "record-vulnerability", { driver: "health" }, [], "health")).toBe("CU-7.record-vulnerability.health");
});
