import { expect, test } from "vitest";
import { shapeOf, type Area } from "../commands";
import { inverseOf, type Before } from "./inverse";

const before = {
  case: { owner: "U-2", team: "Heating", links: [{ other: "C-9", relation: "same_cause" }] },
  customer: { needs: [{ need: "braille", note: "Grade 2" }], preference: { channel: "email" } },
  user: { name: "Hana", role: "handler", reach: "desk", team: "Heating" },
} as unknown as Before;
const undo = (area: Area, command: string, body: object = {}, was: Before = before) => {
  const step = inverseOf(area, "X-1", command, body, was, "sorry");
  return step && [step.command, step.body];
};

test("a link goes, and comes back as what it was", () => {
  expect(undo("cases", "link-case", { other: "C-9", relation: "related" })).toEqual(["unlink-case", { other: "C-9" }]);
  expect(undo("cases", "unlink-case", { other: "C-9" })).toEqual(["link-case", { other: "C-9", relation: "same_cause" }]);
  expect(undo("cases", "unlink-case", { other: "C-10" })).toBeUndefined();
});
test("a case goes back to whose it was, and to nobody if it was nobody's", () => {
  expect(undo("cases", "take-ownership")).toEqual(["assign-case", { to: "U-2", team: "Heating", reason: "sorry" }]);
  expect(undo("cases", "take-ownership", {}, { case: { links: [] } } as unknown as Before)).toEqual(["assign-case", { reason: "sorry" }]);
});
test("what cannot be restored as it was is not offered", () => {
  expect(undo("cases", "assign-case", { team: "Billing" }, { case: {} } as unknown as Before)).toBeUndefined();
  expect(undo("cases", "assign-case", { to: "U-3" }, {})).toBeUndefined();
  expect(undo("customers", "record-need", { need: "braille" })).toBeUndefined();
  expect(undo("cases", "close-case", { outcome: "withdrawn" })).toBeUndefined();
});
test("whoever had no team has none again, and whoever left theirs is back in it", () => {
  const alone = { user: { name: "Hana", role: "handler", reach: "desk" } } as unknown as Before;
  const was = { name: "Hana", role: "handler", reach: "desk" };
  expect(undo("users", "change-user", { team: "Billing" }, alone)).toEqual(["change-user", { ...was, leave_team: true }]);
  expect(undo("users", "change-user", { name: "Han" }, alone)).toEqual(["change-user", was]);
  expect(undo("users", "change-user", { leave_team: true })).toEqual(["change-user", { ...was, team: "Heating" }]);
});
test("a signal that was closed is opened again", () => {
  expect(undo("signals", "close-signal", { reason: "Done" })).toEqual(["reopen-signal", { reason: "sorry" }]);
  expect(undo("signals", "explain-signal")).toBeUndefined();
});
test("a need that was ended comes back with its note", () => {
  expect(undo("customers", "end-need", { need: "braille" })).toEqual(["record-need", { need: "braille", note: "Grade 2" }]);
});
test("what takes something back is a command that there is, with fields it has", () => {
  const given: [Area, string, object][] = [
    ["cases", "link-case", { other: "C-9" }], ["cases", "unlink-case", { other: "C-9" }], ["cases", "merge-case", {}], ["cases", "take-ownership", {}], ["cases", "pause-clock", { clock: "a" }],
    ["customers", "merge-customer", {}], ["customers", "record-need", { need: "audio" }], ["customers", "end-need", { need: "braille" }], ["customers", "set-preference", {}],
    ["users", "set-absence", {}], ["users", "lend-authority", {}], ["users", "deactivate-user", {}], ["users", "reactivate-user", {}], ["users", "change-user", { name: "Han" }],
  ];
  for (const [area, command, body] of given) {
    const step = inverseOf(area, "X-1", command, body, before, "sorry");
    const shape = shapeOf(step?.command ?? "");
    expect([command, shape?.of]).toEqual([command, area]);
    const names = (shape?.fields ?? []).map(({ name }) => name);
    for (const field of Object.keys(step?.body ?? {})) expect([command, names.includes(field), field]).toEqual([command, true, field]);
    for (const field of shape?.fields ?? []) if (field.required) expect([command, field.name, field.name in (step?.body ?? {})]).toEqual([command, field.name, true]);
  }
});
