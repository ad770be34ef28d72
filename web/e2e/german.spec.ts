// A German handler: a problem is logged, and a close that comes too early is refused, in German.

import { expect, expectAccessible, password, picture, test } from "./desk";

test.use({ locale: "de-DE", timezoneId: "Europe/Berlin" });

test("auf Deutsch: ein Problem wird aufgenommen, und zu frühes Abschließen erklärt", { tag: "@main" }, async ({ page, desk }) => {
  test.setTimeout(120_000);
  await page.goto(`${desk.url}/log`);
  await page.getByLabel("Benutzername").fill("hana");
  await page.locator('input[name="password"]').fill(password);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Problem aufnehmen");
  await page.getByRole("combobox", { name: "Kunden suchen" }).fill("Adeyemi");
  await page.getByRole("option", { name: /Chloe Adeyemi/ }).click();
  await expect(page.getByText(/Offene Fälle/)).toBeVisible();
  await page.getByRole("radio", { name: "Aufgebracht" }).check();
  await page.getByLabel("Das Problem in einer Zeile").fill("Wasser tropft durch die Lampe");
  await picture(page, "german-1-log");
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toContainText(/C-\d+/);
  await expect(title).toBeFocused();
  await picture(page, "german-2-logged");
  await expectAccessible(page);
  const reference = /C-\d+/.exec((await title.textContent()) ?? "")?.[0] ?? "";
  await page.getByRole("link", { name: new RegExp(`${reference} öffnen`) }).click();
  await expect(title).toContainText("Wasser tropft");
  await picture(page, "german-3-case");
  await page.getByRole("button", { name: "Schließen…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Gelöst und vom Kunden bestätigt");
  await picture(page, "german-4-close");
  await expectAccessible(page);
  // What mends it leads to its form.
  await dialog.getByRole("button", { name: "Auswirkung einschätzen" }).first().click();
  await expect(page.getByRole("dialog")).toContainText("Auswirkung einschätzen");
  await expect(page.getByLabel("Wie schwer")).toBeFocused();
});
