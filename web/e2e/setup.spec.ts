// The first minutes of a desk that has nobody yet.

import { Desk, expect, expectAccessible, picture, test } from "./desk";

test("a new desk is set up with the key that the server gave", { tag: "@main" }, async ({ page }) => {
  const desk = await Desk.start("--empty");
  try {
    await page.goto(desk.url);
    await expect(page.getByRole("heading", { name: "Set up this desk" })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Set-up key").fill("not this one");
    await page.getByLabel("Your name").fill("Ada Admin");
    await page.getByLabel("Login").fill("ada");
    await page.locator('input[type="password"]').fill("short");
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByText(/is not the set-up key/)).toBeVisible();
    await page.getByLabel("Set-up key").fill(desk.setupKey);
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByText(/at least 10 characters/).first()).toBeVisible();
    await page.locator('input[type="password"]').fill("four plain words here");
    await picture(page, "setup");
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByRole("heading", { name: "My day" })).toBeVisible();
  } finally {
    await desk.stop();
  }
});
