// Cases brought by commands to where a journey begins; what a journey is about is done in the page, never here.

import type { Page } from "@playwright/test";
import { give } from "./desk";

/** Logged, taken, acknowledged, assessed and read back. */
export async function identified(page: Page, customer: string, subject: string): Promise<string> {
  const ref = await give(page, "", "", {
    customer,
    kind: "complaint",
    channel: "telephone",
    subject,
    words: "I was sent the bill of somebody else.",
    remedy_sought: "My money back",
    product: "Electricity",
    category: "Billing",
  });
  await give(page, ref, "take-ownership");
  await give(page, ref, "acknowledge-case", { channel: "telephone" });
  await give(page, ref, "assess-impact", { severity: "medium", emotion: "frustrated", vulnerable: false, safety_risk: false });
  await give(page, ref, "play-back-understanding", { summary: "You were billed for another meter.", answer: "agreed", channel: "telephone" });
  return ref;
}

/** The same, and found out, decided, with two options of which O-1 is recommended. */
export async function weighed(page: Page, customer: string, subject: string, cost = "60.00"): Promise<string> {
  const ref = await identified(page, customer, subject);
  await give(page, ref, "add-finding", { says: "The serial number is that of another flat.", source: "Photograph" });
  await give(page, ref, "establish-cause", { cause: "people.attention", reasons: "The photograph shows it.", whys: [], findings: ["F-1"] });
  await give(page, ref, "decide-case", {
    decision: "upheld",
    reasons: "You were billed for what somebody else used.",
    citations: [{ source: "Our billing promise, 2", says: "We bill what your own meter counted." }],
  });
  const pounds = { amount: cost, currency: "GBP" };
  await give(page, ref, "add-option", { terms: { remedy: "refund", title: "Pay it back", cost: pounds, days: 3 } });
  await give(page, ref, "add-option", { terms: { remedy: "correction", title: "Credit it on the next bill", cost: pounds, days: 30 } });
  await give(page, ref, "weigh-options", {
    criteria: [{ name: "Time", weight: 100 }],
    scored: [
      { option: "O-1", scores: [9] },
      { option: "O-2", scores: [3] },
    ],
    chosen: "O-1",
    justification: "Sooner.",
  });
  return ref;
}

/** The same, agreed and done: only the customer can say whether it is solved. */
export async function putRight(page: Page, customer: string, subject: string): Promise<string> {
  const ref = await weighed(page, customer, subject);
  await give(page, ref, "make-offer", { option: "O-1", terms: "We pay back £60 within three days.", channel: "telephone" });
  await give(page, ref, "accept-offer", { offer: "OF-1", words: "Yes please.", channel: "telephone" });
  await give(page, ref, "plan-action", { what: "Pay back £60", owner: "U-2", due: new Date(Date.now() + 86_400_000).toISOString() });
  await give(page, ref, "complete-action", { action: "A-1", evidence: "Transfer 4471", files: [] });
  await give(page, ref, "record-redress", { kind: "refund", amount: { amount: "60.00", currency: "GBP" }, details: "By bank transfer" });
  await give(page, ref, "request-confirmation", { channel: "telephone" });
  return ref;
}

/** Signs a customer in at the portal, with a code that a colleague reads out. */
export async function enterPortal(page: Page, staff: Page, url: string, customer: string, ref: string, surname: string) {
  const code = await give(staff, customer, "portal-code");
  await page.goto(`${url}/portal/sign-in`);
  await page.getByLabel("Reference").fill(ref);
  await page.getByLabel("Surname").fill(surname);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Your complaints" }).waitFor();
  await page.goto(`${url}/portal/cases/${ref}`);
}
