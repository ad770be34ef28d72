// The pages in every shape they are met in: as wide as a small phone, or as a desk's screen at 400 %, on paper, and by ear.

import { enterPortal } from "./stage";
import { colleague, expect, picture, signIn, test } from "./desk";
import type { Page } from "@playwright/test";

const pages = ["/day", "/cases?view=all", "/cases/C-1006", "/log", "/customers", "/customers/CU-6", "/help"];
const arrived = async (page: Page) => {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForTimeout(300);
};

test.describe("320 pixels wide, which is 1280 at 400 %", () => {
  test.use({ viewport: { width: 320, height: 640 } });
  for (const density of ["comfortable", "compact"]) {
    test(`nothing is cut and nobody scrolls sideways, ${density}`, async ({ page, desk, browser }) => {
      await page.addInitScript((chosen) => localStorage.setItem("amends.density", chosen), density);
      await signIn(page, desk, "lea");
      const narrow = async (on: Page, path: string) => {
        expect(await on.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
        const cut = await on.evaluate(() =>
          [...document.querySelectorAll("main :is(a, button, input, select, textarea, h1, h2, p)")]
            .filter((part) => !part.closest('[role="table"], table, [class*="scroll" i], .trap, [hidden]') && part.checkVisibility())
            .map((part) => ({ says: (part.textContent || part.getAttribute("name") || part.tagName).slice(0, 40), box: part.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 1 && box.height > 1 && (box.right > 321 || box.left < -1))
            .map(({ says }) => says),
        );
        expect(cut, path).toEqual([]);
      };
      for (const path of pages) {
        await page.goto(desk.url + path);
        await arrived(page);
        await narrow(page, path);
      }
      const theirs = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
      for (const path of ["/portal", "/portal/lodge", "/portal/sign-in"]) {
        await theirs.goto(desk.url + path);
        await arrived(theirs);
        await narrow(theirs, path);
      }
      await enterPortal(theirs, page, desk.url, "CU-8", "C-1008", "Prytherch");
      await arrived(theirs);
      await narrow(theirs, "/portal/cases/C-1008");
      await theirs.context().close();
    });
  }
});

test("on paper the pages are light and whole, whatever the screen is", async ({ page, desk }) => {
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn(page, desk, "hana");
  for (const path of ["/cases/C-1006", "/cases?view=all", "/customers/CU-6", "/help"]) {
    await page.goto(desk.url + path);
    await arrived(page);
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(300);
    await expect(page.locator("html"), path).toHaveAttribute("data-mantine-color-scheme", "light");
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(794);
    await expect(page.locator("header").first(), path).toBeHidden();
    await picture(page, `print${path.replace(/\W+/g, "-")}`);
    await page.emulateMedia({ media: "screen" });
    await expect(page.locator("html"), path).toHaveAttribute("data-mantine-color-scheme", "dark");
  }
});

test("by ear: the page is named, its heading has the focus, its parts and controls have names", async ({ page, desk, browser }) => {
  await signIn(page, desk, "hana");
  for (const [link, heading] of [
    ["Cases", "Cases"],
    ["Customers", "Customers"],
    ["Help", "Help"],
    ["My day", "My day"],
  ] as const) {
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: link }).click();
    await expect(page).toHaveTitle(new RegExp(`^${heading} · Amends`));
    await expect(page.getByRole("heading", { level: 1, name: heading }).or(page.getByRole("main").getByRole("textbox")).first()).toBeVisible();
    expect(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement)), link).toBe(true);
  }
  await page.goto(`${desk.url}/cases/C-1006`);
  await arrived(page);
  await expect(page).toHaveTitle(/^C-1006 Ceiling came down/);
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - banner:
      - button /Find or do/
      - 'button "Your account: Hana Sato"'
    - navigation "Main menu"
    - main:
      - heading "Ceiling came down after your plumber's visit" [level=1]
      - group "Get in touch"
      - region "What is due"
      - region "The story"
  `);

  await test.step("what a colleague does meanwhile is said", async () => {
    const other = await colleague(browser, desk, "lea", "/cases/C-1006");
    await other.getByRole("button", { name: "Take this case" }).click();
    await expect(page.locator(".heard")).toContainText(/Lea/);
    await expect(other.locator(".heard")).toContainText("Done: Take this case.");
    await other.context().close();
  });

  await test.step("every control has a name, and every table its headers", async () => {
    for (const path of pages) {
      await page.goto(desk.url + path);
      await arrived(page);
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("button, a[href], input:not([type=hidden]):not([type=file]), select, textarea, [role=button], [role=tab], [role=slider]")]
          .filter((part) => part.checkVisibility() && !part.closest("[aria-hidden=true]"))
          .filter((part) => {
            const by = (part.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
            const labels = part instanceof HTMLInputElement || part instanceof HTMLSelectElement || part instanceof HTMLTextAreaElement ? [...(part.labels ?? [])].map((label) => label.textContent) : [part.textContent];
            return [part.getAttribute("aria-label") ?? "", part.title, ...by, ...labels].every((said) => (said ?? "").trim() === "");
          })
          .map((part) => part.outerHTML.slice(0, 120)),
      );
      expect(nameless, path).toEqual([]);
      const headless = await page.evaluate(() => [...document.querySelectorAll("table, [role=table]")].filter((table) => !table.querySelector("th, [role=columnheader], [role=rowheader]")).length);
      expect(headless, path).toBe(0);
      expect(await page.evaluate(() => document.querySelectorAll("h1").length), path).toBe(1);
    }
  });
});

test("the fishbone fits its column, and says so where it cannot", async ({ page, desk }) => {
  await signIn(page, desk, "hana");
  for (const [width, fits] of [[1600, true], [1280, true], [1024, true], [390, false]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${desk.url}/cases/C-1006`);
    await page.getByRole("tab", { name: /Analyse/ }).click();
    const frame = page.getByRole("region", { name: "Fishbone of possible causes" });
    await frame.scrollIntoViewIfNeeded();
    const over = await frame.evaluate((part) => part.scrollWidth - part.clientWidth);
    if (fits) expect(over, `${width}`).toBeLessThanOrEqual(0);
    else await expect(page.getByText("scroll it sideways", { exact: false })).toBeVisible();
    await page.screenshot({ path: `e2e/out/pictures/fishbone-${width}.png` });
    const cut = await frame.evaluate((part) => {
      const box = (part.querySelector("svg") ?? part).getBoundingClientRect();
      return [...part.querySelectorAll("tspan")].map((line) => ({ says: line.textContent, at: line.getBoundingClientRect() })).filter(({ at }) => at.left < box.left - 1 || at.right > box.right + 1 || at.top < box.top - 1 || at.bottom > box.bottom + 1).map(({ says }) => says);
    });
    expect(cut, `${width}`).toEqual([]);
  }
});
