// Nothing typed is lost, the focus neither, and what somebody else did meanwhile is seen before it is sent again.

import { colleague, Desk, expect, expectAccessible, give, picture, signIn, test } from "./desk";
import { weighed } from "./stage";
import type { Page } from "@playwright/test";
import { truncateSync, writeFileSync } from "node:fs";

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? "");

test("what is typed for one action is not found at the next, and is there again at the first", async ({ page, desk }) => {
  await signIn(page, desk, "lea");
  const ref = await weighed(page, "CU-6", "Billed for the flat next door");
  await give(page, ref, "make-offer", { option: "O-1", terms: "We pay it back.", channel: "telephone" });
  await give(page, ref, "accept-offer", { offer: "OF-1", words: "Yes.", channel: "telephone" });
  const due = new Date(Date.now() + 86_400_000).toISOString();
  await give(page, ref, "plan-action", { what: "Pay it back", owner: "U-4", due });
  await give(page, ref, "plan-action", { what: "Change the meter", owner: "U-4", due });
  await page.goto(`${desk.url}/cases/${ref}`);
  const done = page.getByRole("button", { name: "Record it done" });
  await done.first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill("Transfer 4471");
  await page.waitForTimeout(400);
  await page.keyboard.press("Escape");
  await done.last().click();
  await expect(dialog.getByRole("textbox").first()).toHaveValue("");
  await page.keyboard.press("Escape");
  await done.first().click();
  await expect(dialog.getByRole("textbox").first()).toHaveValue("Transfer 4471");
  await expect(dialog.getByText(/is still here/)).toBeVisible();
});

test("a refused form takes the reader to the first fault, and the focus is never nowhere", { tag: "@main" }, async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("button", { name: "Call note" }).click();
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByLabel("What was said")).toBeFocused();
  await page.getByLabel("What was said").fill("She rang.");
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByLabel("Next news by")).toBeFocused();
  await page.getByRole("button", { name: "In 2 working days" }).click();
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByLabel("What was said")).toBeHidden();
  await page.waitForTimeout(300);
  expect(await focused(page)).not.toBe("BODY");
});

test("a fault of a field is a sentence that says what to write, in the reader's language", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("tab", { name: /Identify/ }).click();
  const dialog = page.getByRole("dialog");
  const offend = async () => {
    await page.getByRole("button", { name: /^(Assess again|Neu einschätzen|Erneut einschätzen)$/ }).click();
    await dialog.locator('input[inputmode="decimal"]').first().fill("a lot");
    await dialog.locator('button[type="submit"]').click();
  };
  await offend();
  await expect(dialog.getByText("Write a number, like 12.50: “a lot” is not one.")).toBeVisible();
  await expect(dialog.getByText(/^(expected|is required)/)).toHaveCount(0);
  await picture(page, "fault-in-english");
  await expectAccessible(page);
  await page.evaluate(() => localStorage.setItem("amends.language", "de-DE"));
  await page.reload();
  await page.getByRole("tab").first().click();
  await offend();
  await expect(dialog.getByText("Bitte eine Zahl eintragen, wie 12.50: „a lot“ ist keine.")).toBeVisible();
  await picture(page, "fault-in-german");
});

test("somebody else was quicker: it is said, what was typed stays, and it can be sent again", async ({ page, desk, browser }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  const other = await colleague(browser, desk, "lea");
  // The line for live events is cut, so that the page does not know.
  await page.route("**/api/v1/events*", (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: "Call note" }).click();
  await page.getByLabel("What was said").fill("She wants it in writing.");
  await page.getByRole("button", { name: "In 2 working days" }).click();
  await give(other, "C-1006", "add-finding", { says: "The tap was changed twice.", source: "Work order" });
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByText("Somebody changed this while you were looking.", { exact: false })).toBeVisible();
  await expect(page.getByLabel("What was said")).toHaveValue("She wants it in writing.");
  await expect(page.getByText(/The tap was changed twice/).first()).toBeVisible();
  expect(await focused(page)).not.toBe("BODY");
  await picture(page, "somebody-was-quicker");
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByText("She wants it in writing.").first()).toBeVisible();
  await expect(page.getByLabel("What was said")).toBeHidden();
});

test("a session that ends stands the page aside; the same person goes on, another begins anew", async ({ page, desk }) => {
  const enter = async (login: string) => {
    await page.getByLabel("Login").fill(login);
    await page.locator('input[name="password"]').fill("make-amends-today");
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  const end = () =>
    page.evaluate(async () => {
      const { csrf } = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
      await fetch("/api/v1/session", { method: "DELETE", headers: { "X-CSRF-Token": csrf } });
    });
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("button", { name: "Call note" }).click();
  await page.getByLabel("What was said").fill("Half a senten");
  await page.getByRole("button", { name: "In 2 working days" }).click();
  await end();
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByText("You were signed out", { exact: true })).toBeVisible();
  await expect(page.getByLabel("What was said")).toBeHidden();
  await expectAccessible(page);
  await picture(page, "session-ended");
  await enter("hana");
  await expect(page.getByLabel("What was said")).toHaveValue("Half a senten");
  await expect(page.getByText("so this was not sent", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByLabel("What was said")).toBeHidden();

  await page.getByRole("button", { name: "Call note" }).click();
  await page.getByLabel("What was said").fill("Mine alone");
  await end();
  await page.getByRole("button", { name: "Save the note" }).click();
  await enter("lea");
  await page.getByRole("button", { name: "Call note" }).click();
  await expect(page.getByLabel("What was said")).toHaveValue("");
});

test("a case is linked by looking for it", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("button", { name: /^More/ }).click();
  await page.getByRole("menuitem", { name: "Link to a case" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Other case" }).fill("muddy boots");
  await page.locator('[role="listbox"] [role="option"]').first().click();
  await expect(dialog.getByText(/C-1007 · Engineer walked in/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("How they belong together").selectOption("related");
  await dialog.getByRole("button", { name: "Link to a case" }).click();
  await expect(page.locator("#story").getByRole("link", { name: "C-1007" })).toBeVisible();
});

test("a page that is not there, a case that is not theirs and a file too large each say what helps", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/nowhere/at-all");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("no such page");
  await expectAccessible(page);
  await page.goto(`${desk.url}/cases/C-9999`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("C-9999");
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  await expect(page).toHaveTitle(/C-9999/);
  await page.goto(`${desk.url}/cases/C-1006`);
  const film = test.info().outputPath("film.mov");
  writeFileSync(film, "");
  truncateSync(film, 26 * 1024 * 1024); // it takes no room on the disk
  await page.getByRole("button", { name: "Attach files" }).click();
  await page.locator('input[type="file"]').setInputFiles(film);
  await expect(page.getByRole("alert").filter({ hasText: "film.mov" })).toBeVisible();
});

test("an old browser, and pages that cannot be fetched, get words instead of nothing", async ({ page, desk }) => {
  await page.route("**/assets/*.js", (route) => route.abort());
  await page.goto(`${desk.url}/day`);
  await expect(page.getByRole("heading", { name: "The page could not be loaded" })).toBeVisible();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "structuredClone"));
  await page.goto(`${desk.url}/portal`);
  await expect(page.getByRole("heading", { name: "This browser is too old for this page" })).toBeVisible();
  await expect(page.getByText("write to us or ring us", { exact: false })).toBeVisible();
});

test("in the portal an ended session keeps the words, and signing in leads back to them", async ({ page, browser }) => {
  const desk = await Desk.start();
  try {
    const staff = await colleague(browser, desk, "hana");
    const code = await give(staff, "CU-6", "portal-code");
    const enter = async (with_: string) => {
      await page.getByLabel("Reference").fill("C-1006");
      await page.getByLabel("Surname").fill("Adeyemi");
      await page.getByLabel("Code").fill(with_);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    await page.goto(`${desk.url}/portal/cases/C-1006`);
    await enter(code);
    await page.getByLabel("Your message").fill("It is dripping again.");
    await page.waitForTimeout(400);
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Sign in again to go on" })).toBeVisible();
    await expectAccessible(page);
    await enter(await give(staff, "CU-6", "portal-code"));
    await expect(page.getByLabel("Your message")).toHaveValue("It is dripping again.");
    await page.goto(`${desk.url}/portal/cases/C-1007`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("no complaint C-1007 under your name");
    await staff.context().close();
  } finally {
    await desk.stop();
  }
});
