// A file that the server does not take: what was typed stays, and who sent it learns which file, why, and what helps.

import type { Page } from "@playwright/test";
import { colleague, expect, expectAccessible, give, picture, signIn, test } from "./desk";
import { enterPortal } from "./stage";

const file = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`This is ${name}.`) });
/** Refuses the files of these names as a server, or what stands before it, would; the others go through. */
async function refusing(page: Page, refused: Record<string, number>) {
  await page.route("**/files?*", async (route) => {
    const name = new URL(route.request().url()).searchParams.get("name") ?? "";
    const status = refused[name];
    if (status === undefined) return route.continue();
    if (status === 0) return route.abort();
    // What stands before the server answers in a language of its own.
    if (status === 415) return route.fulfill({ status, contentType: "text/html", body: "<h1>Unsupported</h1>" });
    return route.fulfill({ status, contentType: "application/problem+json", body: JSON.stringify({ type: "urn:amends:problem:x", title: "Amends cannot take this now", status, detail: "the disk is full" }) });
  });
}

test("at a case, each file that is refused says why, its note stays, and the others go through", { tag: "@main" }, async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await refusing(page, { "film.mov": 413, "setup.exe": 415 });
  await page.getByRole("button", { name: "Attach files" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[type="file"]').setInputFiles([file("film.mov"), file("setup.exe"), file("bill.txt")]);
  await dialog.getByLabel(/^film.mov/).fill("The tap, dripping");
  await dialog.getByLabel(/^setup.exe/).fill("What he sent first");
  await dialog.getByRole("button", { name: "Attach 3 files" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: /film\.mov is larger than this server takes.*smaller/ })).toBeVisible();
  await expect(dialog.getByRole("alert").filter({ hasText: /setup\.exe is of a kind that is not taken.*PDF/ })).toBeVisible();
  await expect(dialog.getByLabel(/^film.mov/)).toHaveValue("The tap, dripping");
  await expect(dialog.getByLabel(/^setup.exe/)).toHaveValue("What he sent first");
  await expect(dialog.getByLabel(/^film.mov/)).toBeFocused();
  await expect(dialog.getByLabel(/^bill.txt/)).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Attach 2 files" })).toBeEnabled();
  await picture(page, "upload-1-refused");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "bill.txt", exact: true })).toBeVisible();
});

test("at a case, a server without room says so, and the same file goes through when there is some", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await refusing(page, { "bill.txt": 503 });
  await page.getByRole("button", { name: "Attach files" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[type="file"]').setInputFiles([file("bill.txt"), file("meter.txt")]);
  await dialog.getByLabel(/^bill.txt/).fill("The bill of May");
  await dialog.getByRole("button", { name: "Attach 2 files" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: /bill\.txt was not taken: the server cannot store files at the moment/ })).toBeVisible();
  await expect(dialog.getByLabel(/^bill.txt/)).toHaveValue("The bill of May");
  await picture(page, "upload-2-no-room");
  await page.unroute("**/files?*");
  await dialog.getByRole("button", { name: "Attach 2 files" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("The bill of May").first()).toBeVisible();
});

test("at a case, an empty file is not taken by the server itself, and that is said of the file", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/cases/C-1006");
  await page.getByRole("button", { name: "Attach files" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[type="file"]').setInputFiles([{ name: "nothing.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) }]);
  await dialog.getByRole("button", { name: "Attach 1 file" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: "nothing.txt is empty" })).toBeVisible();
});

test("in the portal the message stays, the file is named, and it can be sent once more", async ({ page, desk, browser }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const staff = await colleague(browser, desk, "hana");
  await give(staff, "C-1006", "take-ownership").catch(() => "");
  await enterPortal(page, staff, desk.url, "CU-6", "C-1006", "Adeyemi");
  await page.getByLabel("Your message").fill("Here is the picture I spoke of.");
  const picker = page.locator('input[type="file"]');
  for (const [status, name, says] of [
    [413, "ceiling.png", /ceiling\.png is larger than we can take\. A smaller picture/],
    [415, "ceiling.heic", /ceiling\.heic is of a kind that we cannot take\. A picture or a PDF/],
    [503, "ceiling.jpg", /ceiling\.jpg was not taken: we cannot store files at the moment/],
  ] as const) {
    await refusing(page, { [name]: status });
    await picker.setInputFiles(file(name));
    await expect(page.getByRole("alert").filter({ hasText: says })).toBeVisible();
    await expect(page.getByLabel("Your message")).toHaveValue("Here is the picture I spoke of.");
    await picture(page, `upload-3-portal-${status}`);
    await expectAccessible(page);
    await page.unroute("**/files?*");
  }
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("We have ceiling.jpg.")).toBeVisible();
  await expect(page.getByLabel("Your message")).toHaveValue("Here is the picture I spoke of.");
  await staff.context().close();
});
