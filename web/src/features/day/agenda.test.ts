import { describe, expect, it } from "vitest";
import { agendaOf, byWhen, partOf, sentenceOf, type Deadline } from "./agenda";
import { messages } from "./messages.en";

const now = new Date(2026, 10, 22, 14, 0);
const due = (clock: string, at: Date, ref = "C-1"): Deadline => ({ case_ref: ref, clock, due_at: at.toISOString(), statutory: false, title: "", subject: null, customer_name: null, channel: "telephone" });
const okafor = { subject: "Boiler", customer_name: "Mrs Okafor", channel: "telephone" } as const;
const says = (one: Deadline, of: Partial<Deadline> = {}) => sentenceOf({ ...one, ...of }, now, messages.says, messages.someone);

describe("the agenda", () => {
  it("tells late, today, tomorrow and later apart by the day here", () => {
    expect(partOf(now, now)).toBe("late");
    expect(partOf(new Date(2026, 10, 22, 23, 59), now)).toBe("today");
    expect(partOf(new Date(2026, 10, 23, 0, 0), now)).toBe("tomorrow");
    expect(partOf(new Date(2026, 10, 24, 0, 0), now)).toBe("later");
  });
  it("has the earliest first and no empty part", () => {
    const parts = agendaOf([due("answer", new Date(2026, 11, 1), "C-3"), due("promise", new Date(2026, 10, 22, 16), "C-2"), due("promise", new Date(2026, 10, 22, 15), "C-1")], now);
    expect(parts.map(({ part, due }) => [part, due.map(({ case_ref }) => case_ref)])).toEqual([
      ["today", ["C-1", "C-2"]],
      ["later", ["C-3"]],
    ]);
  });
});

describe("the sentence", () => {
  it("says whom to ring and what was promised", () => {
    expect(says(due("promise", new Date(2026, 10, 22, 16)), okafor)).toBe("Ring Mrs Okafor: you promised news by 16:00");
  });
  it("says that a promise is late", () => {
    expect(says(due("promise", new Date(2026, 10, 22, 13)), okafor)).toBe("Ring Mrs Okafor now: you promised news by 13:00");
  });
  it("writes to whoever wrote", () => {
    expect(says(due("promise", new Date(2026, 10, 22, 16)), { ...okafor, channel: "email" })).toMatch(/^Write to Mrs Okafor/);
  });
  it("goes on without the name of somebody erased or not known", () => {
    expect(says(due("promise", new Date(2026, 10, 22, 16)), { ...okafor, customer_name: null })).toBe("Ring the customer: you promised news by 16:00");
    expect(says(due("confirmation", new Date(2026, 10, 22, 16)))).toBe("The customer has until 16:00 to say whether it is solved");
  });
  it("knows actions and follow-ups by their kind and other clocks by the procedure's title", () => {
    expect(says(due("action A-1", new Date(2026, 10, 22, 16)), okafor)).toBe("Do what was agreed for Mrs Okafor by 16:00");
    expect(says(due("final-response", new Date(2026, 10, 22, 16)), { ...okafor, title: "final answer in writing" })).toBe("Final answer in writing: Mrs Okafor, by 16:00");
    expect(says(due("final-response", new Date(2026, 10, 22, 16)), okafor)).toBe("Final response: Mrs Okafor, by 16:00");
  });
  it("names the day alone where the whole day counts", () => {
    expect(byWhen(new Date(2026, 10, 25, 23, 59, 59), now)).not.toContain("23:59");
    expect(byWhen(new Date(2026, 10, 25, 9, 30), now)).toContain("09:30");
  });
});
