// Where the trouble comes from: from the tree to the cases, to one cause and its whys, to a change; who differs by more than
// chance; figures of others. In both languages, wide and narrow, light and dark.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { colleague, Desk, expect, expectAccessible, give, password, picture, signIn, test as base } from "./desk";
import { takeInYears } from "./years";

/** A desk with a year behind it: its cases have causes, whys and redress. */
const test = base.extend<{ desk: Desk }>({
  desk: async ({}, hand) => {
    const desk = await Desk.start("--demo-years", "1");
    await hand(desk);
    await desk.stop();
  },
});

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const behind = (page: Page) => section(page, "Cases behind the figure").getByRole("status");

test("from the tree of causes to the cases and the whys", { tag: "@main" }, async ({ page, desk }) => {
  test.setTimeout(360_000);
  await signIn(page, desk, "mani");
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await expect(page.getByRole("heading", { level: 1, name: "Causes" })).toBeFocused();
  await expect(page.getByText(/The cause of [\d,]+ of [\d,]+ cases \([\d.]+%\) is not known yet/)).toBeVisible();
  const tree = page.getByRole("table", { name: "Causes, with their cases, redress and pain" });
  const handover = tree.locator('[data-cause="process.handover"]');
  await expect(handover).toContainText("Handover between people or teams lost something");
  await expect(page.getByRole("img", { name: /^Pareto chart by cases/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Fishbone of the cause tree/ })).toContainText("Process (");
  await expectAccessible(page);
  await picture(page, "causes-1280");

  // The number of a cause is the number of its cases; so is that of a branch with all below it.
  for (const cause of ["process.handover", "process"]) {
    const number = tree.locator(`[data-cause="${cause}"] td`).nth(1).getByRole("link");
    const many = (await number.textContent()) ?? "";
    await number.click();
    await expect(behind(page)).toContainText(`${many} cases`);
    await page.goBack();
  }
  // And so is that of a cell.
  const cell = page.getByRole("table", { name: "Cases by cause and product" }).locator("td[data-cases]").getByRole("link", { name: /^Handover.*open \d+ cases?$/ }).first();
  const inCell = (await cell.textContent()) ?? "";
  await cell.click();
  await expect(behind(page)).toContainText(new RegExp(`^${inCell} cases?`));
  await page.goBack();

  // By pain, with its table and its files.
  const pareto = section(page, "Which few make up most");
  await pareto.getByText("Pain", { exact: true }).click();
  await expect(page).toHaveURL(/pareto=pain/);
  await expect(pareto.getByRole("img", { name: /by pain/ })).toBeVisible();
  await pareto.getByText("The figures as a table").click();
  await expect(pareto.getByRole("table").getByRole("row").nth(1)).toContainText("%");
  await expectAccessible(page);
  const csv = page.waitForEvent("download");
  await pareto.getByRole("button", { name: "Download CSV" }).click();
  const rows = readFileSync(await (await csv).path(), "utf8").trim().split("\r\n");
  expect(rows.length).toBe((await pareto.getByRole("table").getByRole("row").count()));
  const svg = page.waitForEvent("download");
  await section(page, "Cause and product").getByRole("button", { name: "Download SVG" }).click();
  expect(readFileSync(await (await svg).path(), "utf8")).toContain("<svg");

  // One cause: over time, its whys together, and the way to a change.
  await handover.getByRole("link", { name: /^All about this cause/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Handover between/ })).toBeFocused();
  await expect(page.getByRole("img", { name: /^Received: Handover/ })).toBeVisible();
  const whys = section(page, "The whys behind it");
  await expect(whys.getByText(/Leavers' calendars take bookings that nobody sees/).first()).toBeVisible();
  await whys.getByRole("link", { name: /^C-\d+$/ }).first().waitFor();
  await expectAccessible(page);
  await picture(page, "causes-1280-one");
  await page.getByRole("link", { name: "Propose an improvement" }).click();
  await expect(page.getByRole("form", { name: "Propose an improvement" })).toBeVisible();
  await expect(page.getByLabel("The cause it removes")).toHaveValue("process.handover");
  await expect(page.getByRole("group", { name: "Measured on these cases" }).first()).toContainText("Cause: Handover");
  await expect(page.getByRole("status").filter({ hasText: /\d+ cases under these conditions/ })).toBeVisible();
});

base("who differs by more than chance, and figures of others", async ({ page, desk, browser }) => {
  await signIn(page, desk, "mani");
  const before = await page.evaluate(async () => ((await (await fetch("/api/v1/monitoring")).json()) as { cases: number }).cases);
  const taken = takeInYears(desk, 14);
  await expect.poll(() => page.evaluate(async () => ((await (await fetch("/api/v1/monitoring")).json()) as { cases: number }).cases)).toBe(before + taken);
  await page.goto(`${desk.url}/monitoring/compare?measure=internal-clocks-met&by=product`);
  await expect(page.getByRole("heading", { level: 1, name: "Compare" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Funnel plot/ }).or(page.getByText(/needed|nothing|none/i)).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, "compare-1280");

  // Taken in with a fault, then without.
  await page.getByRole("link", { name: "Benchmarks" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Benchmarks" })).toBeVisible();
  const form = page.getByRole("form", { name: "Take figures in" });
  const example = page.waitForEvent("download");
  await form.getByRole("button", { name: "Download an example" }).click();
  const table = readFileSync(await (await example).path(), "utf8");
  await form.getByLabel("The table").fill(table.replace("0.58", "half"));
  await form.getByRole("button", { name: "Take in" }).click();
  await expect(form.getByText(/line 2, value/)).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel("The table").fill("measure,whose,from,to,value,source\nreceived,All other shops,2026-01-01,2026-06-30,22,A report\n");
  await form.getByRole("button", { name: "Take in" }).click();
  await expect(page.getByRole("table", { name: "Figures taken in" })).toContainText("All other shops");
  await expectAccessible(page);
  await picture(page, "benchmarks-1280");
  await page.getByRole("table", { name: "Figures taken in" }).getByRole("link", { name: "Received" }).click();
  await expect(page.getByText(/^To compare with: All other shops: 22/)).toBeVisible();
  await expect(page.getByRole("img", { name: /^Received/ })).toContainText("All other shops");
  await picture(page, "benchmarks-1280-explore");

  const hana = await colleague(browser, desk, "hana", "/monitoring/benchmarks");
  await hana.getByRole("button", { name: "Take figures in" }).press("Enter");
  await expect(hana.getByText("Managers, quality and administrators take figures in and out.")).toBeVisible();
  const admin = await colleague(browser, desk, "admin");
  await give(admin, "U-3", "change-user", { reach: "own" });
  const cole = await colleague(browser, desk, "cole", "/monitoring");
  await expect(cole.getByRole("link", { name: "Causes" }).first()).toBeVisible();
  await expect(cole.getByRole("link", { name: "Improvements" })).toBeHidden();

  await page.goto(`${desk.url}/monitoring/benchmarks`);
  await page.getByRole("button", { name: "Remove all figures of All other shops" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("No figures of others have been taken in yet.")).toBeVisible();
});

test("causes fit a narrow page, in the light and in the dark", async ({ page, desk }) => {
  test.setTimeout(360_000);
  await signIn(page, desk, "mani");
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [to, name] of [["/monitoring/causes", "all"], ["/monitoring/causes/process.handover", "one"], ["/monitoring/compare", "compare"]] as const) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(desk.url + to);
      await expect(page.getByRole("table").first()).toBeAttached();
      await page.waitForTimeout(500);
      await expectAccessible(page);
      expect([to, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([to, 390]);
      await picture(page, `causes-390-${scheme}-${name}`);
      if (scheme === "light") continue;
      await page.setViewportSize({ width: 1280, height: 844 });
      await page.waitForTimeout(300);
      await picture(page, `causes-1280-dark-${name}`);
    }
  }
});

test.describe("auf Deutsch", () => {
  test.use({ locale: "de-DE", timezoneId: "Europe/Berlin" });
  test("stehen die Ursachen beisammen", async ({ page, desk }) => {
    test.setTimeout(360_000);
    await page.goto(`${desk.url}/monitoring/causes`);
    await page.getByLabel("Benutzername").fill("mani");
    await page.locator('input[name="password"]').fill(password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ursachen" })).toBeVisible();
    await expect(page.getByRole("img", { name: /^Pareto-Diagramm nach Fälle/ })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "causes-german");
    await page.goto(`${desk.url}/monitoring/benchmarks`);
    await expect(page.getByRole("heading", { level: 1, name: "Vergleichszahlen" })).toBeVisible();
    await expectAccessible(page);
    await picture(page, "benchmarks-german");
  });
});

base("the cause tree is changed, looked at, and put in force", async ({ page, desk }) => {
  await signIn(page, desk, "mani", "/admin/procedures?id=general");
  await page.getByRole("link", { name: "Change the cause tree" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /^Causes:/ })).toBeVisible();
  const tree = page.getByRole("list", { name: "The cause tree" });
  const add = page.getByRole("form", { name: "Add a cause" });
  await add.getByLabel("Name of a new cause").fill("Nobody was told");
  await add.getByLabel("Below").selectOption("process");
  await add.getByRole("button", { name: "Add a cause" }).click();
  await expect(tree.locator('[data-cause="process.nobody-was-told"]')).toContainText("new");
  await tree.getByRole("button", { name: "Change Capacity or queue" }).click();
  const change = page.getByRole("form", { name: "Change Capacity or queue" });
  await change.getByLabel("Its name").fill("Too few people");
  await change.getByLabel("Below").selectOption("people");
  await expectAccessible(page);
  await change.getByRole("button", { name: "Take over" }).click();
  await expect(tree.locator('[data-cause="people.delay"]')).toContainText("Too few people");
  const changes = page.getByRole("region", { name: "What changes" });
  await expect(changes).toContainText("New: Nobody was told (process.nobody-was-told)");
  await expect(changes).toContainText("Retired: Capacity or queue (process.delay)");
  await changes.getByRole("button", { name: "Check", exact: false }).click();
  await expect(page.getByRole("status").filter({ hasText: "process.nobody-was-told" })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "causes-1280-editor");
  await changes.getByRole("button", { name: "Put in force" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Half of the delays are about staff.");
  await dialog.getByRole("button", { name: "Put in force" }).click();
  await expect(dialog).toBeHidden();
  await expect(changes).toContainText("Nothing yet.");
  await page.goto(`${desk.url}/monitoring/causes`);
  await page.getByRole("switch", { name: "Show causes without cases too" }).check();
  await expect(page.locator('[data-cause="process.nobody-was-told"]')).toBeVisible();
});
