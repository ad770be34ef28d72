// Two people on one case see each other, and are warned before they write over one another.

import { expect, expectAccessible, picture, signIn, test } from "./desk";

test("two people on one case know of each other", async ({ page, desk, browser }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await signIn(other, desk, "lea", "/cases/C-1006");
  await expect(other.getByText(/Also here now: Hana Sato/)).toBeVisible();

  await page.getByRole("button", { name: "Call note" }).click();
  await expect(page.getByText(/Also here now: Lea/)).toBeVisible();
  await other.reload();
  await expect(other.getByText(/Hana Sato is writing on this case now/)).toBeVisible();
  await picture(other, "two-people");
  await expectAccessible(other);
  await other.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(other);

  await page.getByLabel("What was said").fill("She rang again.");
  const answer = other.waitForResponse((response) => response.url().endsWith("/take-ownership"));
  await other.evaluate(async () => {
    const session = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
    await fetch("/api/v1/cases/C-1006/take-ownership", { method: "POST", headers: { "X-CSRF-Token": session.csrf } });
  });
  expect((await answer).ok()).toBe(true);
  await expect(page.getByText(/Owner:.*Lea/)).toBeVisible();
  await expect(page.getByLabel("What was said")).toHaveValue("She rang again.");
  await other.context().close();
});
