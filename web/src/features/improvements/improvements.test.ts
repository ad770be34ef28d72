import { describe, expect, it } from "vitest";
import { layOut, partsOf } from "./effect";
import { emptyValues, missingIn, percentOf, planOf, signalsIn, valuesFrom, valuesOf } from "./form";
import { isMine, stepsFrom, whyNot } from "./powers";
import { parseBoard, parseNew } from "./search";
import { messages as german } from "./messages.de";
import { messages as english } from "./messages.en";
import { columnOf, deedOf, nextFollowUp, thenOf } from "./story";
import type { EffectPoint, Plan, Step } from "./types";

const plan: Plan = {
  title: "Close calendars", change: "Close them.", cause: "process.handover", signals: ["SG-1"], owner: "U-4", measure: "received", where: "category=Missed appointment",
  compared_with: "category=Billing", expected_percent: -40, cost: { amount: "1800.00", currency: "GBP" }, planned_for: "2026-12-01",
};

describe("a plan", () => {
  it("comes back from the form as it was read", () => expect(planOf(valuesOf(plan))).toEqual(plan));
  it("leaves out what nobody typed", () => {
    expect(planOf({ ...emptyValues, title: " A ", change: "B" })).toEqual({ title: "A", change: "B", signals: [], measure: "received" });
  });
  it("begins with what is known from where somebody came", () => {
    const values = valuesFrom({ cause: "process.handover", signals: "SG-2,sg-3", where: "cause=process.handover" });
    expect(values).toMatchObject({ cause: "process.handover", signals: ["SG-2", "SG-3"], where: [{ column: "cause", values: ["process.handover"], without: false }] });
  });
  it("takes a percentage with its sign from the direction, and only a whole one within bounds", () => {
    expect(percentOf({ percent: "40 %", direction: "less" })).toBe(-40);
    expect(percentOf({ percent: "250", direction: "more" })).toBe(250);
    for (const percent of ["", "0", "101", "12.5", "forty"]) expect(percentOf({ percent, direction: "less" })).toBeUndefined();
  });
  it("says what is missing before anything is sent", () => {
    expect(missingIn(emptyValues)).toEqual({ title: true, change: true });
    expect(missingIn({ ...emptyValues, title: "A", change: "B", percent: "lots" })).toEqual({ percent: true });
  });
  it("finds references however they are written", () => expect(signalsIn("sg-1, SG-22; nothing SG-1")).toEqual(["SG-1", "SG-22"]));
});

const step = (to: Step["to"], by = "U-2"): Step => ({ at: "2026-01-01T00:00:00Z", by, to });
describe("what may be done", () => {
  const proposed = { state: "proposed" as const, plan, steps: [step("proposed")] };
  it("is for those who lead to agree to, once somebody owns it and it promises something", () => {
    expect(whyNot("agree-improvement", proposed, { role: "manager", user: "U-5" })).toBeUndefined();
    expect(whyNot("agree-improvement", proposed, { role: "team_leader", user: "U-4" })?.why).toBe("leaders");
    const { owner, ...nobody } = plan;
    expect(owner).toBe("U-4");
    expect(whyNot("agree-improvement", { ...proposed, plan: nobody }, { role: "quality", user: "U-6" })).toMatchObject({ why: "no_owner", mend: "replan-improvement" });
  });
  it("is the proposer's while it is proposed, and the owner's always", () => {
    expect(isMine(proposed, { role: "handler", user: "U-2" })).toBe(true);
    expect(isMine({ ...proposed, state: "agreed" }, { role: "handler", user: "U-2" })).toBe(false);
    expect(isMine({ ...proposed, state: "agreed" }, { role: "handler", user: "U-4" })).toBe(true);
  });
  it("goes on from each state", () => {
    expect(stepsFrom("proposed")[0]).toBe("agree-improvement");
    expect(stepsFrom("made")).not.toContain("drop-improvement");
    expect(stepsFrom("dropped")).toEqual(["reopen-improvement"]);
  });
});

describe("the story", () => {
  it("tells another plan, a corrected day and a new beginning from the states", () => {
    const steps = (["proposed", "proposed", "agreed", "made", "made", "concluded", "made"] as const).map((to) => ({ to }));
    expect(steps.map((_, at) => deedOf(steps, at))).toEqual(["proposed", "replanned", "agreed", "made", "corrected", "concluded", "reopened"]);
  });
  it("knows which follow-up is next, and puts what is over in one column", () => {
    const follow = (days: number, recorded: boolean) => ({ days, on: "2026-01-01", recorded, says: "", parts: [] });
    expect(nextFollowUp({ follow_ups: [follow(30, true), follow(90, false), follow(180, false)] })?.days).toBe(90);
    expect(columnOf("dropped")).toBe("over");
    expect(columnOf("made")).toBe("made");
  });
});

describe("a signal that justified it", () => {
  const found = { column: "product", every: "week", shape: "above", series: "Checkout", known: "2026-05-18", last: "2026-06-22", periods: 6, expected: 9.5, counted: 40, likely_artefact: false, moved: 0, judged: 0, ended: [], began: [] } as const;
  const kept = { signal: "SG-1", on: "2026-07-02", found: { ...found, ended: [], began: [] }, state: "looked_at" as const };
  it("is shown as it stood then, and is not made up where that was not kept", () => {
    const then = thenOf({ signal: "SG-1" }, { signals: [kept] });
    expect(then).toEqual({ on: "2026-07-02", state: "looked_at", counted: 40, expected: 9.5 });
    expect(thenOf({ signal: "SG-2" }, { signals: [kept] })).toBeUndefined();
    expect(thenOf({ signal: "SG-1" }, {})).toBeUndefined();
  });
  it("says in words how it stood and that it has moved", () => {
    expect(english.evidence.stood("2 July 2026", 40, 9.5, english.evidence.signalStates.looked_at)).toBe("As it stood on 2 July 2026: 40 counted, 9.5 expected; being looked into.");
    expect(german.evidence.stood("2. Juli 2026", 40, 9, german.evidence.signalStates.looked_at)).toBe("Stand am 2. Juli 2026: 40 gezählt, 9 erwartet; in Klärung.");
    expect(english.evidence.moved("SG-1")).toBe("SG-1 has moved since");
    expect(german.evidence.moved("SG-1")).toBe("SG-1 hat sich seither verändert");
  });
});

describe("the parts of an effect", () => {
  const part = (says: string) => ({ value: -12, low: -15, high: -9, says });
  it("are what came at once and how the trend goes on", () => {
    expect(partsOf({ level_change: part("The level fell."), trend_change: part("The trend is lower.") })).toEqual(["The level fell.", "The trend is lower."]);
  });
  it("are left out where there is no trend to tell them apart", () => {
    expect(partsOf({ level_change: part("The level fell.") })).toEqual([]);
    expect(partsOf({})).toEqual([]);
  });
});

describe("the picture of an effect", () => {
  const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];
  const points = months.map((month, at): EffectPoint => {
    const after = at >= 3;
    return { from: `${month}-01`, to: `${month}-28`, value: after ? 4 : 10, fitted: after ? 4 : 10, left_out: at === 2, ...(after ? { otherwise: 10, low: 8, high: 12 } : {}) };
  });
  const drawn = layOut({ effect: { points, every: "month" }, changed: "2026-03-10", width: 700, saying: { unit: "cases" } });
  it("has the change in the midst of the period it came in", () => expect(drawn.change).toBe(drawn.dots[2]?.x));
  it("has the change between two periods where it came at the beginning of one", () => {
    const clean = layOut({ effect: { points, every: "month" }, changed: "2026-04-01", width: 700, saying: { unit: "cases" } });
    expect(clean.change).toBeCloseTo(((clean.dots[2]?.x ?? 0) + (clean.dots[3]?.x ?? 0)) / 2);
  });
  it("draws two lines, and what would have been only after the change", () => {
    expect(drawn.fitted.map((path) => path.split("L").length)).toEqual([2, 2]);
    expect(drawn.otherwise.match(/[ML]/g)).toHaveLength(2);
    expect(drawn.band.endsWith("Z")).toBe(true);
    expect(drawn.dots[2]?.leftOut).toBe(true);
  });
});

it("keeps of an address what makes sense", () => {
  expect(parseBoard({ as: "register" })).toEqual({ as: "register" });
  expect(parseBoard({ as: "poster" })).toEqual({});
  expect(parseNew({ cause: "a", signals: 7, where: "", measure: "received", evil: "x" })).toEqual({ cause: "a", measure: "received" });
});
