// A case on paper: its header, all four phases, the whole story, whichever phase is open and whatever is folded away.

import { expect, give, picture, signIn, test } from "./desk";
import { putRight } from "./stage";

test("a printed case holds its header, all four phases and the whole story", { tag: "@main" }, async ({ page, desk }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 794, height: 1123 });
  await signIn(page, desk, "hana");
  const ref = await putRight(page, "CU-8", "Billed for another meter");
  for (let n = 1; n <= 12; n++) await give(page, ref, "add-finding", { says: `Reading ${n} of the meter.`, source: "Register" });
  await page.goto(`${desk.url}/cases/${ref}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Billed for another meter");
  // What is half written, filtered or folded on the screen is still so afterwards.
  await page.getByRole("button", { name: "Call note" }).click();
  await page.getByLabel("What was said").fill("Half a sen");
  await page.getByRole("button", { name: "Fold away" }).click();

  await page.emulateMedia({ media: "print" });
  await page.waitForTimeout(1500);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const phase of ["Identify", "Analyse", "Resolve", "Follow up"]) await expect(page.getByRole("heading", { level: 2, name: phase, exact: true })).toBeVisible();
  for (const words of [
    "I was sent the bill of somebody else.", // identify
    "You were billed for another meter.",
    "The serial number is that of another flat.", // analyse
    "You were billed for what somebody else used.",
    "Pay it back", // resolve
    "We pay back £60 within three days.",
    "Transfer 4471",
    "Is it solved?", // follow up
    "Reading 12 of the meter.", // the story
  ]) {
    await expect(page.getByText(words).filter({ visible: true }).first(), words).toBeVisible();
  }
  await expect(page.locator("#story")).toContainText("Logged a complaint");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794);
  await picture(page, "print-case-whole");
  expect(await page.locator("input:visible, textarea:visible, [role=slider]:visible").count()).toBe(0);
  expect(await page.locator("button:visible").filter({ hasText: /^(Add|Fold|Change|Show|Take|Hand|Attach|Escalate)/ }).allTextContents()).toEqual([]);

  await page.emulateMedia({ media: "screen" });
  await expect(page.getByLabel("What was said")).toHaveValue("Half a sen");
  await expect(page.getByRole("heading", { level: 2, name: "Analyse", exact: true })).toBeHidden();
});

test("a weighing that can still be changed is printed as it stands, not as a form", async ({ page, desk }) => {
  await page.setViewportSize({ width: 794, height: 1123 });
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("tab", { name: /Resolve/ }).click();
  await expect(page.getByLabel("Score of O-1 for Cost")).toHaveValue("4");
  await page.emulateMedia({ media: "print" });
  await page.waitForTimeout(500);
  expect(await page.locator("input:visible, textarea:visible, [role=slider]:visible").count()).toBe(0);
  await expect(page.getByRole("row", { name: /^Cost Weight 30.*4.*5/ })).toBeVisible();
  await picture(page, "print-case-weighing");
});

test("what nobody has opened yet is fetched before it is printed", async ({ page, desk }) => {
  await page.addInitScript(() => {
    window.print = () => {
      const phases = [...document.querySelectorAll("h2")].filter((title) => /^(Identify|Analyse|Resolve|Follow up)$/.test(title.textContent)).length;
      document.body.dataset["printed"] = `${phases} phases, ${document.querySelector("#story li") ? "the story" : "no story"}`;
    };
  });
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("print the case");
  await page.getByRole("option", { name: /Print the case/ }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", "4 phases, the story");
});
