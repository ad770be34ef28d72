// How the desk is doing: from a tile to the cases behind a number, with the mouse and without, in both languages, wide and narrow.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { colleague, expect, expectAccessible, give, password, picture, signIn, test, type Desk } from "./desk";
import { takeInYears } from "./years";

/** Takes in the years, and waits until all of them are counted. */
async function years(page: Page, desk: Desk) {
  const before = await counted(page);
  const taken = takeInYears(desk);
  await expect.poll(() => counted(page)).toBe(before + taken);
}
const counted = (page: Page) => page.evaluate(async () => ((await (await fetch("/api/v1/monitoring")).json()) as { cases: number }).cases);
const chips = (page: Page) => page.getByRole("group", { name: "Conditions" });
/** What the number says, and how many cases its name says it opens. */
async function behindNumber(page: Page, name: RegExp) {
  const number = page.getByRole("button", { name }).first();
  const opens = /open ([\d,]+) cases?/.exec((await number.getAttribute("aria-label")) ?? "")?.[1]?.replace(",", "");
  return { number, opens: Number(opens) };
}

test("from a tile to the cases behind a number", { tag: "@main" }, async ({ page, desk }) => {
  test.slow();
  await signIn(page, desk, "mani");
  await years(page, desk);

  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page.getByRole("heading", { level: 1, name: "Monitoring" })).toBeFocused();
  const tile = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Received", exact: true }) });
  await expect(tile).toContainText(/\d+ in \w+ \d{4}/);
  await expect(tile).toContainText("As usual");
  await expect(tile.getByRole("img")).toBeVisible();
  await tile.getByRole("button", { name: "What this is: Received" }).press("Enter");
  await expect(page.getByText("Cases that reached us in the period.")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await picture(page, "monitoring-1280-tiles");

  await tile.getByRole("link", { name: "Received" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Received" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Received, .*All figures are in the table below/ })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "monitoring-1280-explore");

  // Told apart, with more groups than lines.
  await page.getByLabel("Told apart by").selectOption("product");
  await expect(page.getByText(/smallest groups are put together/)).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2 + 11);
  await picture(page, "monitoring-1280-products");

  // A name filters, and no longer when it is clicked again; Back takes a step back.
  await page.getByRole("button", { name: "Gas", exact: true }).click();
  await expect(chips(page)).toContainText("Product: Gas");
  await expect(page).toHaveURL(/where=product%3DGas/);
  await expect(page.getByRole("row")).toHaveCount(2 + 1);
  await page.getByRole("button", { name: "Gas", exact: true }).click();
  await expect(chips(page)).toContainText("All cases that you may see.");
  await page.goBack();
  await expect(chips(page)).toContainText("Product: Gas");

  // As many cases as the figure says, over all pages.
  const { number, opens } = await behindNumber(page, /^\d+, Gas, All of it: open/);
  await number.click();
  const behind = page.getByRole("region", { name: "Cases behind the figure" });
  await expect(behind.getByRole("heading", { name: "Cases behind the figure" })).toBeFocused();
  await expect(behind.getByRole("status")).toContainText(`${opens} cases`);
  expect(opens).toBeGreaterThan(25);
  const seen = new Set<string>();
  for (;;) {
    const rows = behind.locator("[data-case]");
    await expect(rows.first()).toContainText("Gas");
    for (const ref of await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-case") ?? ""))) seen.add(ref);
    const next = behind.getByRole("button", { name: "Next" });
    if (await next.isDisabled()) break;
    const first = await rows.first().getAttribute("data-case");
    await next.click();
    await expect(rows.first()).not.toHaveAttribute("data-case", first ?? "");
  }
  expect(seen.size).toBe(opens);
  await expectAccessible(page);
  await picture(page, "monitoring-1280-cases");
  await page.reload();
  await expect(behind.getByRole("status")).toContainText(`${opens} cases`);
  await behind.getByRole("button", { name: "Close the list" }).click();
  await expect(behind).toBeHidden();
  await expect(number).toBeFocused();

  // The period without a mouse.
  await page.getByRole("slider", { name: "First period" }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=\d{4}-\d\d-01/);
  await page.getByRole("button", { name: "Take all away" }).click();

  // With it: across a part of the chart.
  const chart = page.getByRole("img", { name: /^Received, / });
  const columns = page.getByRole("columnheader");
  const before = await columns.count();
  await expect(page.getByRole("row")).toHaveCount(2 + 11);
  const box = await chart.boundingBox();
  if (!box) throw new Error("no chart");
  await page.mouse.move(box.x + box.width * 0.4, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 80, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => columns.count()).toBeLessThan(before);
});

test("figures keep up with the desk, and leave the reader where they are", async ({ page, desk, browser }) => {
  await signIn(page, desk, "mani");
  await page.goto(`${desk.url}/monitoring/explore?measure=received`);
  const whole = page.getByRole("button", { name: /^\d+, All of it: open/ });
  const before = Number(await whole.textContent());
  await whole.focus();
  await page.evaluate(() => scrollTo(0, 200));
  const hana = await colleague(browser, desk, "hana");
  await give(hana, "", "", { kind: "complaint", channel: "telephone", customer: "CU-1", subject: "No heating", words: "It is cold.", remedy_sought: "Heat" });
  await expect(whole).toHaveText(String(before + 1), { timeout: 40_000 });
  await expect(whole).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(200);
});

test("figures leave as files", async ({ page, desk }) => {
  await signIn(page, desk, "mani");
  await years(page, desk);
  await page.goto(`${desk.url}/monitoring/explore?by=product&every=quarter`);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download CSV" }).click()]);
  const lines = readFileSync(await csv.path(), "utf8").split("\r\n");
  expect(lines[0]).toContain("Product,from,to,value (cases)");
  const sums = (of: string) => lines.filter((line) => line.startsWith(`${of},`)).reduce((sum, line) => sum + Number(line.split(",")[3]), 0);
  const { opens } = await behindNumber(page, /^\d+, Gas, All of it: open/);
  expect(sums("Gas")).toBe(opens);
  const [svg] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download SVG" }).click()]);
  const drawn = readFileSync(await svg.path(), "utf8");
  expect(drawn).toContain("<svg");
  expect(drawn).toContain("Gas");
  expect(drawn).not.toContain("var(--");
});

test("two columns stand crosswise, and a share says how sure it is", async ({ page, desk }) => {
  await signIn(page, desk, "mani");
  await years(page, desk);
  await page.goto(`${desk.url}/monitoring/explore?by=product&and=channel&table=cross&every=whole`);
  const { number, opens } = await behindNumber(page, /^\d+, Gas, Telephone: open/);
  await expect(number).toHaveText(String(opens));
  await number.click();
  await expect(page.getByRole("region", { name: "Cases behind the figure" }).getByRole("status")).toContainText(`${opens} cases`);
  await expectAccessible(page);
  await picture(page, "monitoring-1280-cross");
  await page.goto(`${desk.url}/monitoring/explore?measure=promises-kept`);
  await expect(page.getByRole("cell", { name: /^\(\d+–\d+\)$/ }).first()).toBeVisible();
  await page.goto(`${desk.url}/monitoring/explore?where=product%3DNowhere`);
  await expect(page.getByText("No case counts in these days under these conditions.")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${desk.url}/monitoring/explore?measure=nonsense`);
  await expect(page.getByText("There is no measure nonsense.")).toBeVisible();
});

test("what is explored goes on paper whole", async ({ page, desk }) => {
  await signIn(page, desk, "mani");
  await years(page, desk);
  await page.setViewportSize({ width: 1123, height: 794 });
  await page.goto(`${desk.url}/monitoring/explore?by=product`);
  await expect(page.getByRole("row")).toHaveCount(2 + 11);
  await page.emulateMedia({ media: "print" });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1123);
  expect(await page.locator("input:visible, select:visible, [role=slider]:visible").count()).toBe(0);
  await picture(page, "monitoring-print");
});

for (const scheme of ["light", "dark"] as const) {
  test(`monitoring fits a narrow page in the ${scheme} theme`, async ({ page, desk }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await signIn(page, desk, "mani");
    await years(page, desk);
    if (scheme === "dark") {
      await page.goto(`${desk.url}/monitoring/explore?by=product`);
      await expect(page.getByRole("row")).toHaveCount(2 + 11);
      await expectAccessible(page);
      await picture(page, "monitoring-dark-products");
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [path, name] of [["/monitoring", "tiles"], ["/monitoring/explore", "explore"], ["/monitoring/explore?by=product", "products"]] as const) {
      await page.goto(desk.url + path);
      await expect(page.getByRole("img").filter({ visible: true }).nth(1)).toBeVisible();
      await expectAccessible(page);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390]);
      await picture(page, `monitoring-390-${scheme}-${name}`);
    }
  });
}

test.describe("auf Deutsch", () => {
  test.use({ locale: "de-DE", timezoneId: "Europe/Berlin" });
  test("werden Kennzahlen erkundet", async ({ page, desk }) => {
    await page.goto(`${desk.url}/monitoring`);
    await page.getByLabel("Benutzername").fill("hana");
    await page.locator('input[name="password"]').fill(password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Kennzahlen" })).toBeVisible();
    await years(page, desk);
    await page.reload();
    await expect(page.getByText(/im Oktober|im \S+ \d{4}/).first()).toBeVisible();
    await picture(page, "monitoring-german-tiles");
    await page.goto(`${desk.url}/monitoring/explore?measure=time-to-decision&by=channel`);
    await expect(page.getByRole("heading", { level: 2, name: "Zahlen" })).toBeVisible();
    await picture(page, "monitoring-german-explore");
    await expectAccessible(page);
  });
});
