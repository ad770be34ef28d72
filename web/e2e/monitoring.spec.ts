// How the desk is doing: from a tile to the cases behind a number, with the mouse and without, in both languages, wide and narrow.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { colleague, Desk, expect, expectAccessible, give, password, picture, signIn, test } from "./desk";
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

/** The picture of what is explored, and how many points each of its lines goes through. */
const chartOf = (page: Page) => page.getByRole("img", { name: /^Received, .*All figures are in the table below/ });
const pointsOf = (page: Page) =>
  chartOf(page)
    .locator("g[data-line]:not(:has(title))")
    .evaluateAll((lines) => lines.map((line) => (line.querySelector("path")?.getAttribute("d")?.match(/[ML]/g) ?? []).length));
const bandOf = (page: Page) => chartOf(page).locator('[class*="band"]');
const ringsOf = (page: Page) => chartOf(page).locator('[class*="ring"]');
/** The numbers of a chart that was asked for: its rows, the latest first. */
async function numbersOf(page: Page, title: string): Promise<string[][]> {
  await page.getByText("Numbers of this chart").click();
  const table = page.getByRole("table", { name: title });
  await expect(table).toBeVisible();
  return table.getByRole("row").evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map(({ textContent }) => textContent)));
}

test("a chart that is asked for is drawn, stands in a table and leaves as a file", { tag: "@main" }, async ({ page, desk }) => {
  await signIn(page, desk, "mani");
  await years(page, desk);
  await page.goto(`${desk.url}/monitoring/explore`);
  await expect(bandOf(page)).toHaveCount(1);
  await page.getByLabel("Chart", { exact: true }).selectOption({ label: "EWMA: small shifts" });
  await expect(page).toHaveURL(/chart=ewma/);
  await expect(page.getByText("Higher than before since about").first()).toBeVisible();
  await expect(page.getByLabel("Rules")).toBeHidden();
  await expect(bandOf(page)).toHaveCount(1);
  await expect(ringsOf(page).first()).toBeVisible();

  // As many points as the table has numbers, and averages of counts are not whole.
  const rows = await numbersOf(page, "Received: EWMA");
  const averages = rows.map(([, average]) => average).filter((average) => average !== "–");
  expect(averages.length).toBeGreaterThan(20);
  for (const average of averages) expect(average).toMatch(/^\d+\.\d$/);
  expect(await pointsOf(page)).toEqual([averages.length]);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download CSV: Received: EWMA" }).click()]);
  expect(csv.suggestedFilename()).toMatch(/^received EWMA \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await csv.path(), "utf8").trim().split("\r\n");
  expect(lines[0]).toContain("From,Until,average of late,Usual,Lower limit,Upper limit");
  expect(lines).toHaveLength(1 + rows.length);
  await expectAccessible(page);
  await picture(page, "monitoring-1280-ewma");
});

test("small shifts, levels, other rules and limits made anew are drawn", async ({ page, desk }) => {
  test.slow();
  await signIn(page, desk, "mani");
  await years(page, desk);
  await page.goto(`${desk.url}/monitoring/explore`);
  await page.getByLabel("Chart", { exact: true }).selectOption({ label: "CUSUM: small shifts" });
  await expect(page.getByText("Why these limits (CUSUM chart)")).toBeVisible();
  const sums = await numbersOf(page, "Received: CUSUM");
  const known = sums.filter(([, above]) => above !== "–").length;
  expect(await pointsOf(page)).toEqual([known, known]);
  // A ring for each sum that is beyond its limit, and for no other.
  expect(await ringsOf(page).count()).toBe(sums.filter(([, above, below]) => Number(above) > 5 || Number(below) < -5).length);
  await expectAccessible(page);
  await picture(page, "monitoring-1280-cusum");

  // A product that came in late: its level rose, and a line says to what.
  await page.goto(`${desk.url}/monitoring/explore?chart=levels&where=product%3DApp`);
  await expect(page.getByText(/^The level rose with \w+ \d{4}\.$/)).toBeVisible();
  await expect(page.getByRole("list", { name: "Changes of level" })).toContainText(/From \w+ \d{4} on \d\.\d, up from 0\.0/);
  await expect(chartOf(page).locator('[class*="centre"]')).toHaveAttribute("d", /M.*L.*L.*L/);
  await expect(bandOf(page)).toHaveCount(0);
  expect((await pointsOf(page))[0]).toBeGreaterThan(20);
  await expectAccessible(page);
  await picture(page, "monitoring-1280-levels");

  // Seven on one side are a signal to the one book of rules and not to the other.
  await page.goto(`${desk.url}/monitoring/explore?where=product%3DGas`);
  await expect(page.getByText("1 signal in this period")).toBeVisible();
  await expect(ringsOf(page)).toHaveCount(1);
  await page.getByText("1 signal in this period").click();
  await expect(page.getByRole("listitem").filter({ hasText: /^7 points in a row below the centre line, from \w+ \d{4} to \w+ \d{4}$/ })).toBeVisible();
  await page.getByLabel("Rules").selectOption({ label: "Western Electric" });
  await expect(page).toHaveURL(/rules=western_electric/);
  await expect(ringsOf(page)).toHaveCount(0);
  await expect(page.getByText("1 signal in this period")).toBeHidden();
  await expectAccessible(page);
  await picture(page, "monitoring-1280-rules");

  // New limits from a day on: the middle steps there, once.
  await page.goto(`${desk.url}/monitoring/explore`);
  const centre = chartOf(page).locator('[class*="centre"]');
  const heights = async () => new Set(((await centre.getAttribute("d")) ?? "").split(/[ML]/).slice(1).map((place) => place.split(" ")[1]));
  await expect.poll(async () => (await heights()).size).toBe(1);
  const now = new Date();
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 11, 1));
  const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(from);
  await page.getByLabel("Limits rest on what is from").fill(from.toISOString().slice(0, 10));
  await expect(page.getByText(`New limits from ${month} on, as asked for.`)).toBeVisible();
  await expect.poll(async () => (await heights()).size).toBe(2);
  await expectAccessible(page);
  await picture(page, "monitoring-1280-anew");
});

test("each point between rare cases opens its case", async ({ page, desk }) => {
  await signIn(page, desk, "mani");
  await years(page, desk);
  const address = `${desk.url}/monitoring/explore?chart=t&where=product%3DApp`;
  await page.goto(address);
  await expect(page.getByText("Why these limits (T chart)")).toBeVisible();
  const rows = await numbersOf(page, "Received: T");
  expect(rows.length).toBeGreaterThan(10);
  expect(await pointsOf(page)).toEqual([rows.length]);
  await expectAccessible(page);
  await picture(page, "monitoring-1280-rare");

  // In the table, and in the picture: of the first and the last point.
  const last = rows[0]?.[1] ?? "";
  await page.getByRole("link", { name: last, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/cases/${last}$`));
  for (const [point, ref] of [[chartOf(page).locator("circle").first(), rows.at(-1)?.[1]], [chartOf(page).locator("circle").last(), last]] as const) {
    await page.goto(address);
    await point.click();
    await expect(page).toHaveURL(new RegExp(`/cases/${ref}$`));
  }

  // What is not rare is told so, and of what never happens the figures are shown.
  await page.goto(`${desk.url}/monitoring/explore?chart=t&from=2020-01-01`);
  await expect(page.getByRole("alert")).toContainText("This is for what is rare");
  await page.goto(`${desk.url}/monitoring/explore?measure=recurred&chart=g`);
  await expect(page.getByText("There are no points, and so nothing to draw limits from")).toBeVisible();
  await expect(page.getByRole("slider", { name: "First period" })).toBeVisible();
});

/** A desk with a year behind it, whose cases were decided. */
const pastTest = test.extend<{ desk: Desk }>({
  desk: async ({}, give) => {
    const desk = await Desk.start("--demo-years", "1");
    await give(desk);
    await desk.stop();
  },
});

pastTest("how long it took is drawn of all cases, and each number opens its own", async ({ page, desk }) => {
  pastTest.setTimeout(360_000);
  await signIn(page, desk, "mani");
  await page.goto(`${desk.url}/monitoring/explore?measure=time-to-decision`);
  const table = page.getByRole("table", { name: "How long it took" });
  const bars = page.getByRole("img", { name: /^Time to decision: how many cases took how long/ }).locator("rect");
  const numbers = table.getByRole("button");
  await expect(numbers.first()).toBeVisible();
  const texts = await numbers.allTextContents();
  expect(texts.length).toBeGreaterThan(1);
  const widths = await bars.evaluateAll((all) => all.map((bar) => Number(bar.getAttribute("width"))));
  const drawn = widths.filter((width) => width > 0);
  expect(drawn).toHaveLength(texts.length);
  // Each as long as its number is large.
  const amounts = texts.map((text) => Number(text.replace(",", "")));
  const longest = Math.max(...drawn);
  amounts.forEach((amount, at) => expect((drawn[at] ?? 0) / longest).toBeCloseTo(amount / Math.max(...amounts), 1));
  await expectAccessible(page);
  await picture(page, "monitoring-1280-spread");

  const behind = page.getByRole("region", { name: "Cases behind the figure" });
  for (const [at, text] of texts.entries()) {
    await numbers.nth(at).click();
    await expect(page).toHaveURL(/open_lasting=/);
    await expect(numbers.nth(at)).toHaveAttribute("aria-pressed", "true");
    await expect(behind.getByRole("status")).toContainText(new RegExp(`^${text} cases?\\b`));
  }
  await behind.getByRole("button", { name: "Close the list" }).click();
  await expect(numbers.last()).toBeFocused();
  // And so does its bar.
  await bars.nth(widths.indexOf(longest)).click();
  await expect(behind.getByRole("status")).toContainText(texts[amounts.indexOf(Math.max(...amounts))] ?? "?");
});

for (const scheme of ["light", "dark"] as const) {
  test(`monitoring fits a narrow page in the ${scheme} theme`, async ({ page, desk }) => {
    test.slow();
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
    for (const [path, name] of [
      ["/monitoring", "tiles"],
      ["/monitoring/explore", "explore"],
      ["/monitoring/explore?by=product", "products"],
      ["/monitoring/explore?chart=ewma", "ewma"],
      ["/monitoring/explore?chart=cusum", "cusum"],
      ["/monitoring/explore?chart=levels&where=product%3DApp", "levels"],
      ["/monitoring/explore?chart=t&where=product%3DApp", "rare"],
      ["/monitoring/explore?measure=time-to-decision", "spread"],
    ] as const) {
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
    await page.goto(`${desk.url}/monitoring/explore?chart=cusum`);
    await page.getByText("Zahlen dieses Diagramms").click();
    await expect(page.getByRole("columnheader", { name: "Untere Grenze" })).toBeVisible();
    await expect(page.getByRole("img", { name: /^Eingegangen, / })).toBeVisible();
    await picture(page, "monitoring-german-cusum");
    await expectAccessible(page);
  });
});
