import { describe, expect, it } from "vitest";
import { emptyQuestion, fieldsOf, toQuestion } from "./rightsQuestion";

describe("the question of rights", () => {
  it("sends only what is known", () => {
    expect(toQuestion(emptyQuestion(undefined))).toEqual({ kind: "goods", attempts: [] });
  });
  it("sends back what it was given", () => {
    const question = {
      kind: "goods", delivered: "2026-10-01", fault_shown: "2026-10-20", installation_required: false, motor_vehicle: false, device_damaged: false,
      repair_ruled_out: false, replacement_ruled_out: false, repeat_ruled_out: false, price: { amount: "499.00", currency: "GBP" },
      attempts: [{ kind: "repair", requested: "2026-10-21", outcome: "still_faulty" }],
    } as const;
    expect(toQuestion(emptyQuestion({ ...question, attempts: [...question.attempts] }))).toEqual({
      kind: "goods", delivered: "2026-10-01", fault_shown: "2026-10-20", price: { amount: "499.00", currency: "GBP" },
      attempts: [{ kind: "repair", requested: "2026-10-21", outcome: "still_faulty" }],
    });
  });
  it("leaves out what another kind of contract was asked about", () => {
    const answers = { ...emptyQuestion(undefined), kind: "service" as const, delivered: "2026-10-01", motor_vehicle: true, performed: "2026-11-01" };
    expect(toQuestion(answers)).toEqual({ kind: "service", performed: "2026-11-01", attempts: [] });
  });
  it("asks when it was installed only where installation was part of it", () => {
    expect(fieldsOf({ kind: "goods", installation_required: false }).has("installed")).toBe(false);
    expect(fieldsOf({ kind: "goods", installation_required: true }).has("installed")).toBe(true);
  });
});
