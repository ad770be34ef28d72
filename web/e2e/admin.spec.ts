// The administration as an administrator and a manager go through it, in both themes and on a narrow page: each part and dialog
// is looked at, and axe finds nothing.

import { readFileSync } from "node:fs";
import { expect, expectAccessible, picture, signIn, test } from "./desk";

const parts = [
  ["people", "Find somebody"],
  ["teams", "Heating"],
  ["procedures", "That come with Amends"],
  ["letters", "Try a template on a case"],
  ["calendars", "Opening hours"],
  ["coaching", "From"],
  ["audit", "Check the whole log"],
  ["health", "Backups"],
] as const;

for (const scheme of ["light", "dark"] as const) {
  test(`every part of the administration is accessible in the ${scheme} theme`, async ({ page, desk }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await signIn(page, desk, "admin", "/admin/people");
    for (const [part, says] of parts) {
      await page.goto(`${desk.url}/admin/${part}`);
      await expect(page.getByText(says).first()).toBeVisible();
      await page.waitForTimeout(300);
      await expectAccessible(page);
      await picture(page, `admin-${scheme}-${part}`);
    }
    await page.goto(`${desk.url}/admin/procedures?id=general`);
    await expect(page.getByRole("heading", { name: "Gates of the phases" })).toBeVisible();
    await expectAccessible(page);
  });
}

test("the log is found by record and by what happened, and leads to the case", async ({ page, desk }) => {
  await signIn(page, desk, "quinn", "/admin/audit");
  await page.getByLabel("Record").fill("c 1006");
  await expect(page.getByText(/entries shown of/)).toBeVisible();
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(1).getByRole("link", { name: "C-1006" })).toBeVisible();
  await page.getByLabel("What", { exact: true }).selectOption("CaseLogged");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("Logged the case");
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByRole("link", { name: "C-1006" }).click();
  await expect(page).toHaveURL(/\/cases\/C-1006$/);
});

test("the whole log is checked, and the health page knows of it", async ({ page, desk }) => {
  await signIn(page, desk, "mani", "/admin/audit");
  await page.getByRole("button", { name: "Check the whole log" }).click();
  await expect(page.getByText("All is as it was written.")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "admin-log-checked");
  await page.getByRole("link", { name: "System" }).click();
  await expect(page.getByText(/checked today at/)).toBeVisible();
});

test("a handler is told for whom the log is", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/admin/audit");
  await expect(page.getByText("The log is for managers, quality and administrators")).toBeVisible();
});

test("the example pack is checked at once and put in force, and its closure stands in the calendar", async ({ page, desk }) => {
  await signIn(page, desk, "mani", "/admin/procedures");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download an example" }).click()]);
  const text = readFileSync(await file.path(), "utf8");
  await page.setInputFiles('input[type="file"]', { name: "pack.toml", mimeType: "application/toml", buffer: Buffer.from(text) });
  await expect(page.getByText("Sound: it could be put in force.")).toBeVisible();
  await expect(page.getByText("general/pack.toml")).toBeVisible();
  await picture(page, "admin-pack-checked");
  await page.getByRole("button", { name: "Put in force", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why it changes").fill("Our own closures count.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Put in force" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "is in force" })).toBeVisible();
  await page.getByRole("link", { name: "Calendars" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Christmas Eve" })).toContainText("Our own closure");
  await picture(page, "admin-calendar-closure");
});

test("a faulty pack says where its fault is", async ({ page, desk }) => {
  await signIn(page, desk, "mani", "/admin/procedures");
  await page.setInputFiles('input[type="file"]', { name: "pack.toml", mimeType: "application/toml", buffer: Buffer.from('id = "ours"\nversion = 1\ntitle = "Ours"\nbased_on = "general"\n[aplies]\nkinds = ["complaint"]\n') });
  await expect(page.getByText(/ours\/pack\.toml, line 5/)).toBeVisible();
  await picture(page, "admin-pack-faulty");
});

test("what was done to an account can be taken back right after it", async ({ page, desk }) => {
  await signIn(page, desk, "admin", "/admin/people");
  await page.getByRole("button", { name: "Change… Cole" }).click();
  await picture(page, "admin-person");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await page.getByLabel("Reason").fill("Left us");
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  const note = page.getByRole("alert").filter({ hasText: "Undo" });
  await expect(note).toBeVisible();
  await picture(page, "admin-undo");
  await note.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Taken back: Deactivate")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("row").filter({ hasText: "Cole" })).toContainText("Open");
});

test("a template is tried on a case, with what it has to say", async ({ page, desk }) => {
  await signIn(page, desk, "admin", "/admin/letters");
  await page.getByRole("combobox", { name: "Case" }).fill("ceiling");
  await page.getByRole("option", { name: /C-1006/ }).click();
  await page.getByLabel("Kind of letter").selectOption("final_response");
  await expect(page.getByRole("complementary", { name: "What the check finds" })).toContainText("How it reads");
  await expectAccessible(page);
  await picture(page, "admin-letter");
});

test("a customer on the line is let into the portal with a code, shown once", async ({ page, desk, browser }) => {
  await signIn(page, desk, "hana", "/customers/CU-6");
  await page.getByRole("button", { name: "Let into the portal" }).click();
  await expect(page.getByRole("dialog")).toContainText("Make sure that it is them");
  await page.getByRole("button", { name: /make a code/ }).click();
  const said = page.getByText(/^\d{4} \d{4}$/);
  await expect(said).toBeVisible();
  await expectAccessible(page);
  await picture(page, "portal-code");
  const code = (await said.textContent()) ?? "";
  const caller = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await caller.goto(`${desk.url}/portal/sign-in`);
  await caller.getByLabel("Reference").fill("C-1006");
  await caller.getByLabel("Surname").fill("Adeyemi");
  await caller.getByLabel("Code", { exact: true }).fill(code);
  await caller.getByRole("button", { name: "Sign in" }).last().click();
  await expect(caller.getByText("C-1006").first()).toBeVisible();
  await caller.context().close();
});

test("two records are merged, and the merge is taken back from the note", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/customers/CU-6");
  await page.getByRole("button", { name: "Merge with another record" }).click();
  await page.getByLabel("The other record").fill("Larsen");
  await page.getByRole("button", { name: /^Compare/ }).first().click();
  await page.getByLabel(/How do you know/).fill("Same voice, same account.");
  await expectAccessible(page);
  await picture(page, "customer-merge");
  await page.getByRole("button", { name: "Merge them" }).click();
  const note = page.getByRole("alert").filter({ hasText: "Undo" });
  await expect(note).toBeVisible();
  await note.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/^Taken back/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Merge with another record" })).toBeVisible();
});

test("the administration fits a narrow page", async ({ page, desk }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, desk, "admin", "/admin/people");
  for (const [part, says] of parts) {
    await page.goto(`${desk.url}/admin/${part}`);
    await expect(page.getByText(says).first()).toBeVisible();
    expect([part, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([part, 390]);
    await picture(page, `admin-390-${part}`);
  }
});
