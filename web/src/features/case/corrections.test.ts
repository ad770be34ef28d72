import { describe, expect, test } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { answerTo, askedFields, corrections, detailsOf } from "./corrections";

const field = (id: string, when: string[] = []): Schemas["FieldView"] => ({ id, title: id, help: "", type: "text", choices: [], required: false, when });
const state = {
  kind: "complaint", channel: "telephone", received_at: "2026-11-16T09:00:00Z", subject: "Leak", words: "It leaks", product: "Cover",
  answers: { price: "12" }, attributes: { contract: "goods", region: "south" },
} as unknown as Schemas["Case"];
const template = [field("contract"), field("price"), field("delivered", ["contract=goods"]), field("performed", ["contract=service"])];
const before = detailsOf(state, template, (date) => date.toISOString());

describe("a correction", () => {
  test("is empty when nothing was changed", () => {
    expect(corrections(before, structuredClone(before))).toEqual({});
  });

  test("sends only what differs, so that it undoes nobody else's", () => {
    const after = { ...before, category: "Damage", answers: { ...before.answers, price: "13" }, attributes: [...before.attributes, { name: "branch", value: "Leeds" }] };
    expect(corrections(before, after)).toEqual({ category: "Damage", answers: { price: "13" }, attributes: { branch: "Leeds" } });
  });

  test("a fact without a name is no fact yet", () => {
    expect(corrections(before, { ...before, attributes: [...before.attributes, { name: " ", value: "x" }] })).toEqual({});
  });

  test("a date that is half typed is not sent", () => {
    expect(corrections(before, { ...before, received_at: "" })).toEqual({});
  });
});

describe("the template's questions", () => {
  test("a choice is answered among the facts, and is not shown as a fact of its own", () => {
    expect(answerTo("contract", state)).toBe("goods");
    expect(before.attributes).toEqual([{ name: "region", value: "south" }]);
    expect(before.answers["contract"]).toBe("goods");
  });

  test("only those are asked whose conditions the case meets", () => {
    expect(askedFields(template, state).map(({ id }) => id)).toEqual(["contract", "price", "delivered"]);
  });

  test("what was answered already is shown, whether or not it would be asked now", () => {
    expect(askedFields(template, { answers: { performed: "2026-01-01" }, attributes: {} }).map(({ id }) => id)).toContain("performed");
  });
});
