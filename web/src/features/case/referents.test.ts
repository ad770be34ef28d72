import { describe, expect, test } from "vitest";
import type { Schemas } from "@/shared/api/client";
import type { CaseView } from "./caseContext";
import { causeChoices, referentsFor } from "./referents";

const terms = (title: string) => ({ remedy: "refund", title, days: 1 });
const view = {
  ref: "C-1",
  state: {
    options: [{ id: "O-1", terms: terms("Refund"), removed: false }, { id: "O-2", terms: terms("Gone"), removed: true }],
    offers: [{ id: "OF-1", option: "O-1", terms: "£60 back", state: "declined" }, { id: "OF-2", option: "O-1", terms: null, state: "open" }],
    attachments: [{ id: "D-1", name: "photo.png" }],
    actions: [{ id: "A-1", what: "Pay", state: "failed", replaced: false }, { id: "A-2", what: "Repair", state: "planned", replaced: false }, { id: "A-3", what: "Old", state: "failed", replaced: true }],
    findings: [{ id: "F-1", says: "Before it was disputed" }, { id: "F-2", says: "Valve leaks" }],
    round: { findings_before: 1 },
    follow_ups: [{ id: "FU-1", purpose: "Still warm?", done_at: "2026-11-01T00:00:00Z" }, { id: "FU-2", purpose: "Again" }],
    links: [{ other: "C-9", relation: "same_cause" }],
  },
  clocks: [
    { id: "answer", title: "Answer", state: "running", may_pause_for: ["waiting-for-customer"] },
    { id: "ack", title: "Acknowledge", state: "met", may_pause_for: ["waiting-for-customer"] },
    { id: "held", title: "Held", state: "paused", may_pause_for: [], may_extend_by: "10 days" },
  ],
} as unknown as CaseView;
const colleagues = [
  { ref: "U-2", login: "hana", name: "Hana Sato", role: "handler", team: "Heating", reach: "desk", active: true },
  { ref: "U-9", login: "gone", name: "Gone", role: "handler", team: "Heating", reach: "desk", active: false },
] as Schemas["UserSummary"][];
const values = (command: string, name: string) => referentsFor(command, { view, colleagues })[name]?.map(({ value }) => value);

describe("what a reference may point to", () => {
  test("options that were taken off the table are not offered", () => expect(values("make-offer", "option")).toEqual(["O-1"]));
  test("only an open offer is answered", () => expect(values("accept-offer", "offer")).toEqual(["OF-2"]));
  test("an erased text leaves the reference", () => expect(referentsFor("accept-offer", { view })["offer"]).toEqual([{ value: "OF-2", label: "OF-2" }]));
  test("only planned actions are completed", () => expect(values("complete-action", "action")).toEqual(["A-2"]));
  test("only a failed action that nothing replaced is replaced", () => expect(values("plan-action", "replaces")).toEqual(["A-1"]));
  test("a cause rests on the findings of this round", () => expect(values("establish-cause", "findings")).toEqual(["F-2"]));
  test("only a follow-up that is not done is recorded", () => expect(values("record-follow-up", "follow_up")).toEqual(["FU-2"]));
  test("who has left is given nothing to do", () => expect(values("plan-action", "owner")).toEqual(["U-2"]));
  test("a clock that is over is not paused, one that runs is not resumed", () => {
    expect(values("pause-clock", "clock")).toEqual(["answer"]);
    expect(values("pause-clock", "reason")).toEqual(["waiting-for-customer"]);
    expect(values("resume-clock", "clock")).toEqual(["held"]);
    expect(values("extend-clock", "clock")).toEqual(["held"]);
  });
  test("the evidence of a finding is a file, that of an action is words", () => {
    expect(values("add-finding", "evidence")).toEqual(["D-1"]);
    expect(values("complete-action", "evidence")).toBeUndefined();
  });
  test("to whom a case is referred is written, to whom it is assigned is chosen", () => {
    expect(values("refer-case", "to")).toBeUndefined();
    expect(values("assign-case", "to")).toEqual(["U-2"]);
  });
  test("people still being fetched leave the field to be typed", () => expect(referentsFor("assign-case", { view })["to"]).toBeUndefined());
});

test("a cause is named with the branches it hangs on", () => {
  const tree = [{ code: "process", title: "Process" }, { code: "process.handover", title: "Handover" }];
  expect(causeChoices(tree)).toEqual([{ value: "process", label: "Process" }, { value: "process.handover", label: "Process › Handover" }]);
});
