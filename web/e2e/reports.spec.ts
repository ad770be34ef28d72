// Reports: the service review from a figure to its cases and as a file, the half-year return as a sum, and what is written by
// itself. In both languages, wide and narrow, light and dark, and on paper.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { colleague, Desk, expect, expectAccessible, give, password, picture, signIn, test as base } from "./desk";
import { takeInYears } from "./years";

/** A desk with a year behind it, so that there is something to report. It takes its time to begin. */
const test = base.extend<{ desk: Desk }>({
  desk: async ({}, hand) => {
    const desk = await Desk.start("--demo-years", "1");
    await hand(desk);
    await desk.stop();
  },
});
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const counted = (page: Page) => page.evaluate(async () => ((await (await fetch("/api/v1/monitoring")).json()) as { cases: number }).cases);
const narrow = async (page: Page, path: string) => {
  expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390]);
};
/** Under uk-financial, which a bank would put in force. */
async function complaints(page: Page, many: number): Promise<string[]> {
  await page.evaluate(async () => {
    const session = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
    await fetch("/api/v1/procedures", { method: "POST", headers: { "X-CSRF-Token": session.csrf, "Content-Type": "application/json" }, body: JSON.stringify({ shipped: "uk-financial", reason: "We are a bank." }) });
  });
  const refs: string[] = [];
  for (let n = 0; n < many; n++) {
    refs.push(
      await give(page, "", "", {
        kind: "complaint", channel: "email", customer: `CU-${n + 1}`, subject: `Charged twice ${n}`, words: "Twice on one day.", remedy_sought: "My money back.", procedure: "uk-financial",
        ...(n === 0 ? {} : { product: "Current account", category: "Fees" }),
        answers: { regime: "general", "ombudsman-eligible": "yes" },
      }),
    );
  }
  return refs;
}

base("a service review leads from its figures to the cases, and leaves as a file", { tag: "@main" }, async ({ page, desk }) => {
  await signIn(page, desk, "mani");
  const before = await counted(page);
  const taken = takeInYears(desk, 6);
  await expect.poll(() => counted(page)).toBe(before + taken);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { level: 1, name: "Reports" })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Service review" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Service review" })).toBeVisible();
  const glance = section(page, "At a glance");
  await expect(glance.getByText(/^Received: \d+, closed: \d+/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Last month" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("img", { name: /^Received\. All figures are in the table/ })).toBeVisible();

  // As many cases as the figure says: of a measure, and of what is open.
  const received = glance.getByRole("row", { name: /^Received/ }).getByRole("link").first();
  const many = (await received.textContent()) ?? "";
  await received.click();
  await expect(section(page, "Cases behind the figure").getByRole("status")).toContainText(`${many} case`);
  await page.goBack();
  const open = section(page, "What is open").getByRole("table", { name: /by days since receipt/ }).locator("tbody").getByRole("link").first();
  const old = (await open.textContent()) ?? "";
  await open.click();
  await expect(page.getByRole("heading", { level: 1, name: "Cases behind the figure" })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: `${old} case` })).toBeVisible();
  await expect(page.getByText(/by days since receipt · /)).toBeVisible();
  await expectAccessible(page);
  await picture(page, "reports-1280-cases");
  await page.getByRole("link", { name: "To the service review" }).click();

  const pdf = page.waitForEvent("download");
  await page.getByRole("button", { name: "Service review: download as PDF" }).click();
  expect(readFileSync(await (await pdf).path()).subarray(0, 5).toString()).toBe("%PDF-");
  await expect(page.getByText(/^service-review-.*\.pdf is among your downloads\.$/)).toBeVisible();
});

test("a review is of the days one wants, and its files can be called off", async ({ page, desk }) => {
  test.setTimeout(240_000);
  await signIn(page, desk, "mani", "/reports/service-review");
  // Contents lead, a quarter is chosen, and the table of a chart folds out.
  await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Causes", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Causes", exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Last quarter" }).click();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-01&to=/);
  await picture(page, "reports-1280-review");
  const usual = section(page, "What is usual, and what is not");
  await usual.getByText("The figures as a table").first().click();
  await expect(usual.getByRole("table", { name: "Received" }).getByRole("row")).toHaveCount(1 + 24);

  // As files: whole, called off, or refused.
  const xlsx = page.waitForEvent("download");
  await page.getByRole("button", { name: "Service review: download as Spreadsheet" }).click();
  expect((await xlsx).suggestedFilename()).toMatch(/^service-review-.*\.xlsx$/);
  await page.route(/api\/v1\/work\//, (route) => route.fulfill({ json: { done: 0.42 } }));
  await page.route(/as=pdf/, () => undefined); // never answered
  await page.getByRole("button", { name: "Service review: download as PDF" }).click();
  await expect(page.getByText("PDF: being written…")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "PDF: being written…" })).toHaveAttribute("aria-valuenow", "42");
  await expectAccessible(page);
  await picture(page, "reports-1280-writing");
  await page.getByRole("button", { name: "Cancel: PDF" }).click();
  await expect(page.getByText("PDF: cancelled, nothing was saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Service review: download as PDF" })).toBeFocused();
  await page.unroute(/as=pdf/);
  await page.route(/as=pdf/, (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ title: "Unavailable", detail: "The facts are still being read; try again soon." }) }));
  await page.getByRole("button", { name: "Service review: download as PDF" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The facts are still being read" })).toBeVisible();

  // The page itself may take its time, too.
  await page.route(/service-review\?/, () => undefined);
  await page.getByRole("button", { name: "Last year" }).click();
  const making = page.getByRole("progressbar", { name: "The report is being made…" });
  await expect(making).toHaveAttribute("aria-valuenow", "42");
  await picture(page, "reports-1280-making");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByText("Called off.")).toBeVisible();
  await page.unroute(/service-review\?/);
  await page.getByRole("button", { name: "Begin again" }).click();
  await expect(page.getByText("Called off.")).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: /Service review/ })).toBeVisible();
});

base("the half-year return adds up, and names what breaks it", async ({ page, desk }) => {
  test.setTimeout(240_000);
  await signIn(page, desk, "mani");
  const [bare = ""] = await complaints(page, 3);
  const now = new Date();
  const of = `${now.getFullYear()}-H${now.getMonth() < 6 ? 1 : 2}`;
  await expect
    .poll(async () => page.evaluate(async (which) => ((await (await fetch(`/api/v1/reports/half-year?of=${which}`)).json()) as { numbers: { line: string; count: number }[] }).numbers.find(({ line }) => line === "opened")?.count, of))
    .toBe(3);
  await page.keyboard.press("g");
  await page.keyboard.press("y");
  await expect(page.getByRole("heading", { level: 1, name: "Half-year return" })).toBeFocused();
  await page.getByLabel("Half-year", { exact: true }).selectOption(of);
  await expect(page.getByText("This return is not final and must not be sent.")).toBeVisible();
  await expect(page.getByText(/The half-year is not over/)).toBeVisible();
  const sum = section(page, "Opened, closed and outstanding");
  await expect(sum.locator('[data-line-of-return="opened"]')).toContainText("3");
  await expect(sum).toContainText("The two sums are the same, for every case.");
  await expectAccessible(page);
  await picture(page, "reports-1280-return");
  await page.getByRole("table", { name: "By product and category" }).getByRole("link", { name: /^2 Opened, Current account, Fees/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "2 cases" })).toBeVisible();
  await expect(page.getByText(/Half-year return · .* · opened · Current account · Fees/)).toBeVisible();
  await page.goBack();
  await sum.getByRole("link", { name: /^3 opened/ }).click();
  await expect(page.locator(`[data-case="${bare}"]`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "To the return" }).click();
  const csv = page.waitForEvent("download");
  await page.getByRole("button", { name: "Half-year return: download as CSV" }).click();
  expect(readFileSync(await (await csv).path(), "utf8")).toContain(`${of},no,opened,Current account,Fees,2,,`);

  // What breaks the sum stands beside it; the program makes no such case by itself.
  await page.route(/\/api\/v1\/reports\/half-year\?/, async (route) => {
    const reply = (await (await route.fetch()).json()) as Record<string, unknown> & { faults: unknown[] };
    await route.fulfill({ json: { ...reply, reconciles: false, faults: [{ case_ref: bare, says: "It was closed before it was received. Correct when it was received." }] } });
  });
  await page.reload();
  await expect(section(page, "Cases that do not reconcile").getByRole("link", { name: bare })).toBeVisible();
  await expect(sum).toContainText("The two sums are not the same for every case.");
  await picture(page, "reports-1280-return-faults");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await narrow(page, "/reports/half-year");
  await picture(page, "reports-390-return");
});

base("reports are scheduled, tell what became of them, and are cancelled", async ({ page, desk, browser }) => {
  await signIn(page, desk, "quinn", "/reports/scheduled");
  await expect(page.getByRole("heading", { level: 1, name: "Scheduled reports" })).toBeVisible();
  await expect(page.getByText("amends serve --reports FOLDER")).toBeVisible();
  await expect(page.getByText("amends serve --smtp smtp://mail.example.org:587")).toBeVisible();
  await expect(page.getByText("Nothing is scheduled yet.")).toBeVisible();
  await page.getByRole("button", { name: "Schedule a report" }).click();
  const form = page.getByRole("form", { name: "Schedule a report" });
  await expect(form.getByRole("radio", { name: "Service review" })).toBeFocused();
  await form.getByRole("radio", { name: "Half-year return" }).check();
  await expect(form.getByLabel("How long its periods are")).toHaveValue("half_year");
  await form.getByRole("radio", { name: "Service review" }).check();
  await form.getByLabel("How long its periods are").selectOption("month");
  await form.getByLabel("Language").selectOption("german");
  await form.getByRole("radio", { name: "By e-mail" }).check();
  await expect(form.getByText("This server sends no e-mail: it was started without a mail server.")).toBeVisible();
  await form.getByRole("button", { name: "Schedule a report" }).click();
  await expect(form.getByText("Name at least one e-mail address.")).toBeVisible();
  await form.getByLabel("E-mail addresses").fill("quinn@hearth.example\nquinn");
  await form.getByRole("button", { name: "Schedule a report" }).click();
  await expect(form.getByText("“quinn”: Write a whole e-mail address, like name@example.org.")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "reports-1280-by-mail");
  await form.getByRole("radio", { name: "Into the folder of the server" }).check();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Schedule a report" }).click();
  const one = page.locator('[data-schedule="RS-1"]');
  await expect(one).toContainText("Service review, every month, in German");
  await expect(one).toContainText(/by Quinn/);
  await expect(one).toContainText("Nothing was due yet.");
  await one.getByRole("button", { name: /^Cancel it: Service review/ }).click();
  const why = one.getByRole("form", { name: /^Cancel it: Service review/ });
  await why.getByRole("button", { name: "Cancel it" }).click();
  await expect(why.getByText("Say why.")).toBeVisible();
  await why.getByLabel("Why it is not wanted any more").fill("Nobody read it.");
  await expectAccessible(page);
  await why.getByRole("button", { name: "Cancel it" }).click();
  await expect(one).toContainText("cancelled on");

  // Periods that are over take months to come: what the server says of them is told here.
  const run = (month: string, more: object) => ({ from: `${month}-01`, to: `${month}-28`, tries: 1, until: "2026-03-01T01:00:00Z", files: [], sent_to: [], ...more });
  await page.route(/reports\/schedules$/, (route) =>
    route.fulfill({
      json: {
        schedules: [
          {
            id: "RS-1", kind: "service_review", every: "month", to: "folder", language: "english", first: "2026-01-01", scheduled_at: "2026-01-09T10:00:00Z", by: "U-5", recipients: [],
            runs: [
              run("2025-02", { done: "2025-03-01T00:31:00Z", files: ["service-review-2025-02-01-2025-02-28.pdf", "service-review-2025-02-01-2025-02-28.xlsx"] }),
              run("2026-02", { done: "2026-03-01T00:31:00Z", failed: "the folder of reports is not there", tries: 5 }),
              run("2027-02", { done: "2027-03-01T00:31:00Z", failed: "the folder of reports is not there", tries: 2 }),
            ],
          },
          {
            id: "RS-2", kind: "service_review", every: "month", to: "mail", language: "english", first: "2026-01-01", scheduled_at: "2026-01-09T10:00:00Z", by: "U-5", recipients: ["mani@hearth.example", "quinn@hearth.example"],
            runs: [run("2025-03", { done: "2025-04-01T00:31:00Z", files: ["service-review-2025-03-01-2025-03-28.pdf"], sent_to: ["mani@hearth.example"], failed: "the mail server did not take the message: RCPT failed: 550 (quinn@hearth.example)", tries: 2 })],
          },
        ],
        writes_here: true,
        sends_here: false,
        version: 9,
      },
    }),
  );
  await page.reload();
  await expect(page.getByRole("row", { name: /February 2025/ })).toContainText("service-review-2025-02-01-2025-02-28.xlsx");
  await expect(page.getByRole("row", { name: /February 2026/ })).toContainText("Given up after 5 tries.");
  await expect(page.getByRole("row", { name: /February 2027/ })).toContainText("it is tried again every hour");
  await expect(page.getByText("amends serve --reports FOLDER")).toBeHidden();
  await expect(page.getByText("amends serve --smtp smtp://mail.example.org:587")).toBeVisible();
  const byMail = page.locator('[data-schedule="RS-2"]');
  await expect(byMail).toContainText("To mani@hearth.example and quinn@hearth.example");
  await expect(byMail.getByRole("row", { name: /28 Mar 2025/ })).toContainText("sent to mani@hearth.example: service-review-2025-03-01-2025-03-28.pdf");
  await expect(byMail.getByRole("row", { name: /28 Mar 2025/ })).toContainText("Not sent to everybody: the mail server did not take the message: RCPT failed: 550 (quinn@hearth.example).");
  await expectAccessible(page);
  await picture(page, "reports-1280-scheduled");
  await page.setViewportSize({ width: 390, height: 844 });
  await narrow(page, "/reports/scheduled");
  await picture(page, "reports-390-scheduled");

  // A handler has no entry in the menu, and is told why at the address.
  const hana = await colleague(browser, desk, "hana", "/reports");
  await expect(hana.getByText(/Managers, quality and administrators/)).toBeVisible();
  await expect(hana.getByRole("navigation").getByRole("link", { name: "Reports" })).toBeHidden();
  await hana.goto(`${desk.url}/reports/service-review`);
  await expect(hana.getByRole("alert")).toContainText("reports are for managers and quality");
});

test("reports fit a narrow page, the dark, and paper", async ({ page, desk }) => {
  test.setTimeout(240_000);
  await signIn(page, desk, "mani", "/reports/service-review");
  await expect(page.getByRole("heading", { level: 2, name: "At a glance" })).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByText("The figures as a table").first().click();
  await page.waitForTimeout(300);
  await picture(page, "reports-1280-dark");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const scheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(300);
    await narrow(page, "/reports/service-review");
    await expectAccessible(page); // the report is long, and so is this
    await picture(page, `reports-390-${scheme}`);
  }
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: "print" });
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794);
  expect(await page.locator("input:visible, select:visible, button:visible").count()).toBe(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await picture(page, "reports-print");
});

test.describe("auf Deutsch", () => {
  test.use({ locale: "de-DE", timezoneId: "Europe/Berlin" });
  test("liest man den Servicebericht", async ({ page, desk }) => {
    test.setTimeout(240_000);
    await page.goto(`${desk.url}/reports/service-review`);
    await page.getByLabel("Benutzername").fill("mani");
    await page.locator('input[name="password"]').fill(password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: "Letzter Monat" })).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByRole("table").first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, "reports-german");
    await page.goto(`${desk.url}/reports/scheduled`);
    await page.getByRole("button", { name: "Bericht planen" }).click();
    await expect(page.getByRole("form", { name: "Bericht planen" }).getByLabel("Sprache")).toHaveValue("german");
    await expectAccessible(page);
    await picture(page, "reports-german-scheduled");
  });
});
