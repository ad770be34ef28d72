import { expect, test } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { amountOf, answersOf, emptyForm, faultsOf, logBody, rightsQuestion, type LogForm } from "./form";
import { messages as english } from "./messages.en";
import { intentFor } from "./run";
import { planOf, withPromise } from "./steps";
import { summaryOf } from "./summary";
import { asked, stillAsked } from "./template";
import { elapsed, lengthIn, localField, newsPicks } from "./time";

const now = new Date("2026-11-24T16:05:00Z");
const a = (patch: Partial<LogForm>): LogForm => ({ ...emptyForm(), ...patch });
const field = (patch: Partial<Schemas["FieldView"]>): Schemas["FieldView"] => ({
  id: "x", title: "X", help: "", type: "text", choices: [], required: false, when: [], ...patch,
});
const nothing = { fields: [] };
const says = { customer: "who", subject: "what", money: "how much", past: "when" };
let keys = 0;
const newKey = () => `key-${++keys}`;

test("amounts are understood as people write them, in either language", () => {
  expect(amountOf("£40")).toBe("40.00");
  expect(amountOf("1,250.5")).toBe("1250.50");
  expect(amountOf("1.250,50")).toBe("1250.50");
  expect(amountOf("12,5")).toBe("12.50");
  expect(amountOf("1,250")).toBe("1250.00");
  expect(amountOf(" ")).toBe("");
});
test("what is no amount is not made into one", () => {
  for (const typed of ["forty", "12.345.6.7x", "-5", "1e9", "12.3456"]) expect(amountOf(typed), typed).toBeUndefined();
});

test("a call by a known customer needs no more than a customer and a line", () => {
  const form = a({ customer: "CU-7", subject: "  No heating ", startedAt: "2026-11-24T16:04:00Z" });
  expect(logBody(form, nothing, now)).toEqual({ kind: "complaint", channel: "telephone", customer: "CU-7", subject: "No heating" });
});
test("a new customer goes along with the case; empty fields do not", () => {
  const form = a({ isNew: true, subject: "x", profile: { ...emptyForm().profile, name: " Ada ", phone: "0161 4960000", postcode: "m145tp" }, customerType: "consumer" });
  const body = logBody(form, nothing, now);
  expect(body.new_customer).toEqual({ name: "Ada", phone: "0161 4960000", postcode: "M14 5TP" });
  expect(body.new_customer_attributes).toEqual({ "customer-type": "consumer" });
});
test("somebody who will not say who they are is an empty profile, even if a name was begun", () => {
  const form = a({ isNew: true, anonymous: true, subject: "x", profile: { ...emptyForm().profile, name: "A" } });
  expect(logBody(form, nothing, now).new_customer).toEqual({});
});
test("a record left lying is received when it was begun, not when it is sent", () => {
  const began = "2026-11-23T09:00:00Z";
  expect(logBody(a({ customer: "CU-7", subject: "x", startedAt: began }), nothing, now).received_at).toBe(began);
});

test("what is missing is said at its field", () => {
  expect(faultsOf(a({}), nothing, now, says)).toEqual({ customer: "who", subject: "what" });
  expect(faultsOf(a({ isNew: true, subject: "x" }), nothing, now, says)).toEqual({ customer: "who" });
  expect(faultsOf(a({ isNew: true, anonymous: true, subject: "x", money: "lots" }), nothing, now, says)).toEqual({ money_at_stake: "how much" });
  expect(faultsOf(a({ customer: "CU-7", subject: "x", newsBy: "2020-01-01T12:00" }), nothing, now, says)).toEqual({ next_news_by: "when" });
});

test("fields with a condition are asked when it holds, also by another answer", () => {
  const fields = [field({ id: "contract", type: "choice" }), field({ id: "delivered", when: ["contract=goods"] }), field({ id: "b", when: ["kind=problem"] })];
  expect(asked(fields, { kind: "complaint" }, {}).map(({ id }) => id)).toEqual(["contract"]);
  expect(asked(fields, { kind: "complaint" }, { contract: "goods" }).map(({ id }) => id)).toEqual(["contract", "delivered"]);
});
test("answers to fields that are not asked stay behind, and what is known need not be typed", () => {
  const fields = [field({ id: "account", required: true }), field({ id: "b", when: ["kind=problem"] }), field({ id: "price", type: "money" })];
  const form = a({ answers: { b: "typed before", price: "£5" }, profile: { ...emptyForm().profile, account: "A-1" } });
  expect(answersOf(form, { fields })).toEqual({ account: "A-1", price: "5.00" });
  expect(stillAsked(fields, {})).toEqual(["X"]);
});

test("every step that was ticked is sent by itself, and the others say why not", () => {
  const form = a({ customer: "CU-7", subject: "x", emotion: "angry", severity: "high", money: "40", agreed: true });
  const { steps, left } = planOf(form, "The summary.", newKey);
  expect(steps.map(({ command }) => command)).toEqual(["take-ownership", "acknowledge-case", "assess-impact", "play-back-understanding"]);
  expect(steps[2]?.body).toEqual({ severity: "high", emotion: "angry", money_at_stake: { amount: "40.00", currency: "GBP" }, vulnerable: false, safety_risk: false });
  expect(left).toEqual([{ command: "assess-rights", why: "noRights" }, { command: "record-contact", why: "noHeat" }]);
  expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
});
test("of a letter nothing is recorded that only a caller could have heard", () => {
  const { steps, left } = planOf(a({ channel: "letter", agreed: true, own: false, heat: { ...emptyForm().heat, heard: true } }), "s", newKey);
  expect(steps).toEqual([]);
  expect(left.filter(({ why }) => why === "notLive").map(({ command }) => command)).toEqual(["acknowledge-case", "play-back-understanding", "record-contact"]);
});
test("impact without both feeling and severity is not guessed", () => {
  expect(planOf(a({ emotion: "angry" }), "", newKey).left).toContainEqual({ command: "assess-impact", why: "noImpact" });
});
test("the call is recorded before the promise it ended with, so that it does not count as the promised news", () => {
  const promise = { by: "2026-11-26T16:00:00Z", made_at: "2026-11-24T16:05:00Z", broken: false, about: null } as Schemas["Promise"];
  const body = withPromise({ summary: "s" }, promise, "2026-11-24T16:06:00Z");
  expect(body).toEqual({ summary: "s", at: "2026-11-24T16:04:59.000Z", next_news_by: promise.by });
  expect(withPromise(body, { ...promise, by: "2027-01-01T00:00:00Z" }, "")).toBe(body); // a retry sends the same again
});

test("the rights question takes what the template's answers say already", () => {
  const form = a({ answers: { contract: "digital-content", delivered: "2026-11-01" } });
  expect(rightsQuestion(form)).toBeUndefined();
  expect(rightsQuestion({ ...form, rights: { ...form.rights, shown: true } })).toEqual({ kind: "digital_content", delivered: "2026-11-01" });
});

test("the summary says what was typed and asks whether it is right", () => {
  const form = a({ product: "Boiler care", subject: "No heating since Friday.", words: "I have\n a baby", remedy: "An engineer today!", money: "40" });
  expect(summaryOf(form, english.readBack.parts, (amount) => `£${amount}`)).toBe(
    "So that I have it right. It is about Boiler care. The problem: No heating since Friday. You told me: “I have a baby” " +
      "There is £40.00 at stake for you. To put it right, you would like: An engineer today. Is that right, and have I missed anything?",
  );
  expect(summaryOf(a({}), english.readBack.parts, String)).toBe("");
});

test("time spent is said as on a stopwatch", () => {
  expect([42_000, 65_900, 3_729_000].map(elapsed)).toEqual(["0:42", "1:05", "1:02:09"]);
});
test("news is promised for times when somebody is there", () => {
  const friday = new Date(2026, 10, 27, 16, 30);
  expect(newsPicks(friday).map(localField)).toEqual(["2026-11-30T12:00", "2026-11-30T17:00"]);
  const tuesday = new Date(2026, 10, 24, 9, 0);
  expect(newsPicks(tuesday).map(localField)).toEqual(["2026-11-24T17:00", "2026-11-25T12:00", "2026-11-25T17:00"]);
});
test("a length of time is said in the reader's language, and left alone where it is not understood", () => {
  expect(lengthIn("de-DE", "2 days")).toBe("2 Tage");
  expect(lengthIn("en-GB", "1 day")).toBe("1 day");
  expect(lengthIn("de-DE", "1 business day following the day it starts")).toBe("1 business day following the day it starts");
});

test("a request that got no answer is sent again as it was, a changed one is a new one", () => {
  const body = { kind: "complaint", channel: "telephone", subject: "x", customer: "CU-7" } as const;
  const first = intentFor(body, undefined, newKey);
  expect(intentFor(body, first, newKey)).toBe(first);
  expect(intentFor({ ...body, received_at: "2026-11-24T16:04:00Z" }, first, newKey)).toBe(first);
  expect(intentFor({ ...body, subject: "y" }, first, newKey).key).not.toBe(first.key);
  // A refused one is known not to be logged.
  expect(intentFor({ ...body, received_at: "2026-11-24T16:04:00Z" }, { ...first, answered: true }, newKey).key).not.toBe(first.key);
});
