// Somebody who asked to be forgotten: their page and their case stay calm, whole and readable without them.

import { colleague, expect, expectAccessible, give, picture, signIn, test } from "./desk";
import { putRight } from "./stage";

test("the page of an erased customer and a case of theirs say so once, and nothing is broken", async ({ page, desk, browser }) => {
  test.setTimeout(180_000);
  await signIn(page, desk, "hana");
  const ref = await putRight(page, "CU-8", "Billed for another meter");
  const manager = await colleague(browser, desk, "mani");
  await give(manager, "CU-8", "erase-customer", { ground: "She asked for it in writing" });
  await manager.context().close();

  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (line) => {
    if (line.type() === "error") faults.push(line.text());
  });

  await page.goto(`${desk.url}/customers/CU-8`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Prytherch");
  await expect(page.getByRole("status").filter({ hasText: /erased/i }).first()).toBeVisible();
  for (const gone of ["Prytherch", "null", "undefined", "Invalid Date", "NaN"]) await expect(page.getByRole("main")).not.toContainText(gone);
  await picture(page, "erased-1-customer");
  await expectAccessible(page);

  for (const phase of ["Identify", "Analyse", "Resolve", "Follow up"]) {
    await page.goto(`${desk.url}/cases/${ref}`);
    await page.getByRole("tab", { name: new RegExp(phase) }).click();
    await page.waitForTimeout(300);
    for (const gone of ["Prytherch", "bill of somebody else", "null", "undefined", "Invalid Date", "NaN"]) await expect(page.getByRole("main"), `${phase}: ${gone}`).not.toContainText(gone);
    await picture(page, `erased-2-${phase.toLowerCase().replace(" ", "-")}`);
    await expectAccessible(page);
  }
  expect(await page.evaluate(() => [...document.querySelectorAll("main a, main button")].filter((part) => part.textContent.trim() === "" && !part.getAttribute("aria-label")).length)).toBe(0);
  await page.goto(`${desk.url}/cases?view=all`);
  await expect(page.getByRole("row").first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Prytherch");
  await picture(page, "erased-3-list");
  expect(faults).toEqual([]);
});
