// A customer on a small phone: lodges without an account, sees where it stands, writes, and comes back with a code.

import { expect, expectAccessible, picture, signIn, test } from "./desk";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

test("a complaint is lodged without an account, seen, and answered", { tag: "@main" }, async ({ page, desk, browser }) => {
  await page.goto(`${desk.url}/portal`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("tell us what went wrong");
  await expectAccessible(page);
  await picture(page, "portal-home");
  await page.getByRole("link", { name: /Make a complaint/ }).click();

  await page.getByRole("button", { name: "Send my complaint" }).click();
  await expect(page.getByRole("alert")).toContainText("Something is still missing");
  await expect(page.getByLabel("What went wrong?")).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("What went wrong?").fill("The boiler has been cold since the visit on Tuesday. <script>alert(1)</script>");
  await page.getByLabel("And in one line?").fill("Boiler cold since the repair");
  await page.getByLabel(/What would put it right/).fill("Heat, and an apology.");
  await page.getByLabel("Your name").fill("Ngozi Adeyemi");

  await test.step("nothing typed is lost when the browser dies", async () => {
    await page.waitForTimeout(400);
    await page.reload();
    await expect(page.getByLabel("And in one line?")).toHaveValue("Boiler cold since the repair");
  });

  await page.getByLabel(/E-mail address/).fill("ngozi@example.org");
  await page.getByLabel("Large print").check();
  await page.getByLabel(/Take or choose a picture/).setInputFiles({ name: "cold.png", mimeType: "image/png", buffer: Buffer.from("89504e470d0a1a0a0000", "hex") });
  await expectAccessible(page);
  await picture(page, "portal-lodge");
  await page.getByRole("button", { name: "Send my complaint" }).click();
  await expect(page.getByRole("heading", { name: "We have your complaint" })).toBeVisible();
  const reference = (await page.locator(".reference").textContent()) ?? "";
  expect(reference).toMatch(/^C-\d+$/);
  await picture(page, "portal-lodged");

  await page.getByRole("link", { name: "See your complaint" }).click();
  await expect(page.getByText("We have it", { exact: true })).toBeVisible();
  await expect(page.getByText("<script>alert(1)</script>")).toBeVisible();
  await expect(page.getByText("You sent us a file.")).toBeVisible();
  await page.getByLabel("Your message").fill("It is colder today.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("We have your message.")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "portal-case");

  const staff = await (await browser.newContext()).newPage();
  await signIn(staff, desk, "hana", `/cases/${reference}`);
  await expect(staff.getByRole("heading", { level: 1 })).toContainText("Boiler cold since the repair");
  await staff.context().close();
});

test("a customer without e-mail comes in with a code that a colleague reads out", async ({ page, desk, browser }) => {
  const staff = await (await browser.newContext()).newPage();
  await signIn(staff, desk, "hana");
  const code = await staff.evaluate(async () => {
    const session = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
    const made = await fetch("/api/v1/customers/CU-6/portal-code", { method: "POST", headers: { "X-CSRF-Token": session.csrf } });
    return ((await made.json()) as { code: string }).code;
  });
  await page.goto(`${desk.url}/portal/cases`);
  await page.getByLabel("Reference").fill("c-1006");
  await page.getByLabel("Surname").fill("Adeyemi");
  await page.getByLabel("Code").fill("0000 0000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("not known");
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Your complaints" })).toBeVisible();
  await page.getByRole("link", { name: /Ceiling came down/ }).click();
  await expect(page.getByText(/We promised you news by/)).toBeVisible();
  await picture(page, "portal-late-news");
  await expectAccessible(page);
});
