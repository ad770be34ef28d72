// One command to many cases: done where it may be, refused where it may not, each with its reason.

import { expect, expectAccessible, give, picture, signIn, test } from "./desk";

test("many at once: each refusal is shown beside its case, with its reason", { tag: "@main" }, async ({ page, desk }) => {
  await signIn(page, desk, "hana");
  // One is closed, one was promised news just now, and one has been without any since a promise was broken.
  const promised = await give(page, "", "", { customer: "CU-8", kind: "problem", channel: "telephone", subject: "Bill does not arrive" });
  await page.goto(`${desk.url}/cases?view=all&status=all`);
  for (const ref of ["C-1004", promised, "C-1006"]) await page.getByRole("checkbox", { name: new RegExp(ref) }).check();
  const bar = page.getByRole("region", { name: /selected/i });
  await expect(bar).toContainText("3");
  await picture(page, "bulk-1-selected");
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Promise news" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("By when").fill(`${new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)}T12:00`);
  await dialog.getByLabel("About what").fill("The storm last night and what it means for your repair");
  await picture(page, "bulk-2-form");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Promise news" }).click();
  await expect(dialog).toContainText("Done for 1 case; refused for 2 cases.");
  const refused = dialog.getByRole("region", { name: "Refused" }).locator("ul > li").filter({ has: page.getByRole("link") });
  await expect(refused.filter({ hasText: "C-1004" })).toContainText(/was closed on/);
  await expect(refused.filter({ hasText: promised })).toContainText(/News is promised by/);
  await picture(page, "bulk-3-refused");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Keep only the refused ones selected" }).click();
  await expect(dialog).toBeHidden();
  await expect(bar).toContainText("2 cases selected");
  await expect(page.getByRole("checkbox", { name: /C-1004/ })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /C-1006/ })).not.toBeChecked();
});
