// An improvement from its proposal to its end: what justified it, what was promised, what came; with what is refused on the way.
// In both languages, wide and narrow, light and dark.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { colleague, expect, expectAccessible, password, picture, signIn, test, type Desk } from "./desk";
import { takeInARise } from "./rise";

const counted = (page: Page) => page.evaluate(async () => ((await (await fetch("/api/v1/monitoring")).json()) as { cases: number }).cases);
async function rise(page: Page, desk: Desk) {
  const before = await counted(page);
  const taken = takeInARise(desk);
  await expect.poll(() => counted(page)).toBe(before + taken);
}
/** Sends something beside the page. */
async function send(page: Page, path: string, body: unknown) {
  const { status, text } = await page.evaluate(
    async ([to, sent]) => {
      const session = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
      const reply = await fetch(to, { method: "POST", headers: { "X-CSRF-Token": session.csrf, "Content-Type": "application/json" }, body: sent });
      return { status: reply.status, text: await reply.text() };
    },
    [path, JSON.stringify(body)] as const,
  );
  expect(`${status} ${text}`).toMatch(/^2/);
}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
/** One that was proposed, agreed and made; the checkout went wrong long after its change. */
async function made(page: Page, ago: number) {
  const plan = { title: "The old payment page", change: "Back to the page that worked.", measure: "received", where: "product=Checkout", compared_with: "product=Delivery", expected_percent: -40, owner: "U-5", cost: { amount: "1800.00", currency: "GBP" } };
  await send(page, "/api/v1/improvements", { plan });
  await send(page, "/api/v1/improvements/IM-1/agree", { reason: "It costs a day." });
  await send(page, "/api/v1/improvements/IM-1/record-change", { on: daysAgo(ago), words: "The old page is back." });
  await send(page, "/api/v1/improvements/measure", {});
}
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("an improvement goes through its life", { tag: "@main" }, async ({ page, desk, browser }) => {
  test.slow();
  await signIn(page, desk, "hana");
  await rise(page, desk);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page.getByRole("heading", { level: 1, name: "Improvements" })).toBeFocused();
  await expect(page.getByText("No improvement has been proposed yet.")).toBeVisible();
  await expectAccessible(page);

  // Proposed: what is missing is said at the fields, what justifies it is counted before it is sent.
  await page.getByRole("link", { name: "Propose an improvement" }).click();
  const form = page.getByRole("form", { name: "Propose an improvement" });
  await form.getByRole("button", { name: "Propose it" }).click();
  await expect(form.getByText("Fill this in.").first()).toBeVisible();
  await expect(form.getByLabel("What it is called")).toBeFocused();
  await form.getByLabel("What it is called").fill("The old payment page");
  await form.getByLabel("What is done differently").fill("Back to the page that worked.");
  await form.getByRole("button", { name: "Add a condition: Measured on these cases" }).click();
  const adding = form.getByRole("region", { name: "Add a condition" });
  await adding.getByLabel("Column").selectOption("product");
  await adding.getByLabel("Value").selectOption({ label: "Checkout" });
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await form.getByRole("textbox", { name: "By how much it is expected to change" }).fill("40");
  const preview = form.getByRole("status").filter({ hasText: /\d+ cases under these conditions/ });
  const many = /\d+/.exec((await preview.textContent()) ?? "")?.[0] ?? "";
  await expectAccessible(page);
  await picture(page, "improvements-1280-propose");
  await page.reload();
  await expect(form.getByText("What you had typed before is here again.")).toBeVisible();
  await expect(form.getByLabel("What it is called")).toHaveValue("The old payment page");
  await form.getByRole("button", { name: "Propose it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "The old payment page" })).toBeVisible();
  await expect(section(page, "What justified it")).toContainText(`${many} cases received`);
  await expectAccessible(page);
  await picture(page, "improvements-1280-proposed");

  // Whoever may not agree is told why; a manager is led to what is lacking first.
  const next = section(page, "What to do next");
  await next.getByRole("button", { name: "Agree to it" }).press("Enter");
  await expect(page.getByText("Managers, quality and administrators decide this.")).toBeVisible();
  const path = new URL(page.url()).pathname;
  const mani = await colleague(browser, desk, "mani", path);
  const steps = section(mani, "What to do next");
  await steps.getByRole("button", { name: "Agree to it" }).press("Enter");
  await expect(mani.getByText("Nobody sees to it yet. Give it an owner first.")).toBeVisible();
  await mani.getByRole("dialog").getByRole("button", { name: "Plan it otherwise" }).click();
  const replan = mani.getByRole("form", { name: "Plan it otherwise" });
  await replan.getByLabel("Who sees to it").selectOption({ label: "Lea Marchetti" });
  await replan.getByRole("textbox", { name: "What it costs" }).fill("1800.00");
  await replan.getByLabel("Why it is planned otherwise").fill("Lea knows the page.");
  await expectAccessible(mani);
  await replan.getByRole("button", { name: "Plan it so" }).click();
  await expect(section(mani, "Promised, and what came")).toContainText("Lea Marchetti");
  await steps.getByRole("button", { name: "Agree to it" }).click();
  const agree = mani.getByRole("form", { name: "Agree to it" });
  await agree.getByLabel("Why it is worth it").fill("It costs a day.");
  await agree.getByRole("button", { name: "Agree to it" }).click();
  await expect(section(mani, "What was done")).toContainText("Mani Desai agreed to it");

  // The change: not on a day to come; then measured.
  await steps.getByRole("button", { name: "Record the change" }).click();
  const change = mani.getByRole("form", { name: "Record the change" });
  await change.getByLabel("The first day on which things were different").fill(daysAgo(-3));
  await change.getByLabel("What was done").fill("The old page is back.");
  await change.getByRole("button", { name: "Record the change" }).click();
  await expect(change.getByText(/still to come/)).toBeVisible();
  await change.getByLabel("The first day on which things were different").fill(daysAgo(200));
  await change.getByRole("button", { name: "Record the change" }).click();
  await expect(mani.getByRole("img", { name: /before and after the change/ })).toBeVisible();
  await mani.getByRole("link", { name: "All improvements" }).click();
  await mani.getByRole("button", { name: "Measure now" }).click();
  await expect(mani.getByRole("status").filter({ hasText: "Measured: 3 follow-ups recorded." })).toBeVisible();
  await expect(section(mani, "Change made 1")).toContainText("The old payment page");
  await expectAccessible(mani);
  await picture(mani, "improvements-1280-board");
  await mani.getByText("Register", { exact: true }).click();
  await expect(mani.getByRole("table", { name: "All improvements: what was promised and what came" })).toContainText("40% less");
  await expectAccessible(mani);
  const csv = mani.waitForEvent("download");
  await mani.getByRole("button", { name: "Download CSV" }).click();
  expect(readFileSync(await (await csv).path(), "utf8")).toContain("The old payment page");
  await picture(mani, "improvements-1280-register");

  // What came stands beside what was promised; every figure opens its cases; how it was measured can be read.
  await mani.getByRole("link", { name: "The old payment page" }).click();
  await expect(section(mani, "Follow-ups")).toContainText("After 180 days");
  const effect = section(mani, "The effect as known today");
  await effect.getByText("How it was measured").click();
  await expect(effect.getByRole("table", { name: "How it was measured" })).toContainText("Newey and West");
  await effect.getByText("The figures as a table").click();
  await expectAccessible(mani);
  await picture(mani, "improvements-1280-made");
  await effect.getByRole("table", { name: "The effect as known today" }).getByRole("link").first().click();
  await expect(mani.getByRole("heading", { name: "Cases behind the figure" })).toBeVisible();
  await mani.goBack();

  // Concluded, taken back from the note, and concluded again.
  await steps.getByRole("button", { name: "Conclude it" }).click();
  const conclude = mani.getByRole("form", { name: "Conclude it" });
  await conclude.getByRole("button", { name: "Conclude it" }).click();
  await expect(conclude.getByText("Choose what becomes of it.")).toBeVisible();
  await conclude.getByRole("radio", { name: "Kept" }).check();
  await conclude.getByLabel("What was learnt").fill("The old page stays.");
  await conclude.getByRole("button", { name: "Conclude it" }).click();
  await expect(mani.getByText("Concluded: Kept")).toBeVisible();
  await mani.getByRole("alert").filter({ hasText: "Undo" }).getByRole("button", { name: "Undo" }).click();
  await expect(section(mani, "What was done")).toContainText("Mani Desai took it up again");
  await expectAccessible(mani);
});

test("what is refused is said at the form, and a signal leads to an improvement", async ({ page, desk }) => {
  test.slow();
  await signIn(page, desk, "mani");
  await rise(page, desk);
  await send(page, "/api/v1/signals/watch", {});
  await made(page, 10);
  await page.goto(`${desk.url}/improvements/IM-1`);
  await section(page, "What to do next").getByRole("button", { name: "Conclude it" }).click();
  const conclude = page.getByRole("form", { name: "Conclude it" });
  await conclude.getByRole("radio", { name: "Kept" }).check();
  await conclude.getByLabel("What was learnt").fill("It helps.");
  await conclude.getByRole("button", { name: "Conclude it" }).click();
  await expect(conclude.getByRole("alert")).toContainText("30 days after the change");
  await expectAccessible(page);
  await picture(page, "improvements-1280-refused");

  await page.goto(`${desk.url}/signals`);
  await page.getByRole("link", { name: /^Checkout had/ }).first().click();
  await page.getByRole("button", { name: "Add customers" }).click();
  await page.getByRole("button", { name: "Suggest customers" }).click();
  await expect(page.getByRole("button", { name: /^Take (all \d+|the one) suggested/ })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "signals-1280-suggested");
  await page.getByRole("link", { name: "Propose an improvement" }).click();
  const form = page.getByRole("form", { name: "Propose an improvement" });
  await expect(form.getByRole("group", { name: "Signals that justify it" })).toContainText("SG-");
  await expect(form.getByRole("group", { name: "Measured on these cases" }).first()).toContainText("Product: Checkout");
  await expectAccessible(page);
});

test("improvements fit a narrow page, in the light and in the dark", async ({ page, desk }) => {
  test.slow();
  await signIn(page, desk, "mani");
  await rise(page, desk);
  await made(page, 200);
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [to, name] of [["/improvements", "board"], ["/improvements/IM-1", "record"], ["/improvements/new", "new"]] as const) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(desk.url + to);
      await expect(name === "new" ? page.getByRole("button", { name: "Propose it" }) : page.getByText("The old payment page").first()).toBeVisible();
      await page.waitForTimeout(500);
      await expectAccessible(page);
      expect([to, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([to, 390]);
      await picture(page, `improvements-390-${scheme}-${name}`);
    }
    if (scheme === "dark") {
      await page.setViewportSize({ width: 1280, height: 844 });
      await page.goto(`${desk.url}/improvements/IM-1`);
      await expect(page.getByRole("img", { name: /before and after the change/ })).toBeVisible();
      await expectAccessible(page);
      await picture(page, "improvements-1280-dark");
    }
  }
});

test.describe("auf Deutsch", () => {
  test.use({ locale: "de-DE", timezoneId: "Europe/Berlin" });
  test("steht Versprochenes neben dem, was daraus wurde", async ({ page, desk }) => {
    await page.goto(`${desk.url}/improvements`);
    await page.getByLabel("Benutzername").fill("mani");
    await page.locator('input[name="password"]').fill(password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Verbesserungen" })).toBeVisible();
    await rise(page, desk);
    await made(page, 200);
    await page.goto(`${desk.url}/improvements/IM-1`);
    await expect(page.getByRole("img", { name: /vor und nach der Änderung/ })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "improvements-german");
  });
});
