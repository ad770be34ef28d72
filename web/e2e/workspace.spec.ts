// The workspace on the real server: what a handler sees first, and that a "no" says why.

import { expect, expectAccessible, picture, signIn, test } from "./desk";

for (const scheme of ["light", "dark"] as const) {
  test(`every page is accessible in the ${scheme} theme`, { tag: scheme === "light" ? ["@main"] : [] }, async ({ page, desk }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(desk.url);
    await expect(page.getByLabel("Login")).toBeFocused();
    await expectAccessible(page);
    await signIn(page, desk, "hana");
    for (const [path, heading] of [
      ["/day", "My day"],
      ["/cases", "Cases"],
      ["/cases/C-1006", "Ceiling came down"],
      ["/log", "Log a problem"],
      ["/customers/CU-6", "Chloe Adeyemi"],
      ["/monitoring/causes", "Causes"],
      ["/monitoring/compare", "Compare"],
      ["/monitoring/benchmarks", "Benchmarks"],
      ["/improvements", "Improvements"],
      ["/improvements/new", "Propose an improvement"],
      ["/help", "Help"],
    ] as const) {
      await page.goto(desk.url + path);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(heading);
      await page.waitForTimeout(400); // the line for live events never falls silent, so there is no idle to wait for
      await expectAccessible(page);
      await picture(page, `workspace-${scheme}${path.replaceAll("/", "-")}`);
    }
  });
}

test("closing too early is refused, and the page says why and what mends it", { tag: "@main" }, async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("button", { name: "Close…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/agreed with the customer/);
  await picture(page, "refused-close");
  await expectAccessible(page);
});

test("a wrong password is answered in words", async ({ page, desk }) => {
  await page.goto(desk.url);
  await page.getByLabel("Login").fill("hana");
  await page.locator('input[name="password"]').fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("do not go together");
});

test("a lost connection is said, and what is typed stays", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("button", { name: "Call note" }).click();
  const said = page.getByLabel("What was said");
  await said.fill("She rang: the ceiling is dripping again.");
  await desk.away();
  await expect(page.getByText(/No connection/)).toBeVisible();
  await expect(said).toHaveValue("She rang: the ceiling is dripping again.");
  await picture(page, "connection-lost");
  await desk.back();
  await expect(page.getByText(/No connection/)).toBeHidden({ timeout: 15_000 });
  await expect(said).toHaveValue("She rang: the ceiling is dripping again.");
});

test("a German reader finds the workspace in German", async ({ browser, desk }) => {
  const page = await (await browser.newContext({ locale: "de-DE" })).newPage();
  await page.goto(desk.url);
  await page.getByLabel("Benutzername").fill("hana");
  await page.locator('input[name="password"]').fill("make-amends-today");
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Mein Tag");
  await expect(page.locator("html")).toHaveAttribute("lang", "de-DE");
  await picture(page, "german-day");
  await page.context().close();
});
