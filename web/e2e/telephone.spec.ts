// The telephone rings: somebody known tells of a new problem, hears it read back, and has a reference before they hang up.

import { expect, expectAccessible, picture, signIn, test } from "./desk";

test("a call is logged: found as one types, read back, agreed, and nothing lost on the way", { tag: "@main" }, async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/log");
  await expect(page.getByRole("combobox", { name: "Find the customer" })).toBeFocused();

  await test.step("the customer is found by the end of a telephone number, and what is open is said", async () => {
    await page.getByRole("combobox", { name: "Find the customer" }).pressSequentially("0121 496 08");
    const found = page.getByRole("option", { name: /Chloe Adeyemi/ });
    await expect(found).toContainText("1 open case");
    await picture(page, "telephone-found");
    await expectAccessible(page);
    await found.click();
    await expect(page.getByText("Open cases (1)")).toBeVisible();
    await expect(page.getByRole("link", { name: /C-1006: Ceiling came down/ })).toBeVisible();
  });

  await test.step("what to say follows how they sound", async () => {
    const cues = page.getByRole("complementary", { name: "With the caller" });
    await expect(cues).toContainText("Thank you for telling me");
    await page.getByRole("radio", { name: "Upset" }).check();
    await expect(cues).toContainText("That must have been hard");
    for (const step of ["Hear", "Empathise", "Apologise", "Take ownership"]) await cues.getByRole("checkbox", { name: step, exact: true }).check();
  });

  await page.getByLabel("The problem in a line").fill("Water drips through the lamp in the hall");
  await page.getByLabel("In their own words").fill("It started again last night. I put a bucket under it and I am afraid of the lamp.");

  await test.step("the browser dies, and the draft is there", async () => {
    await page.waitForTimeout(400);
    await page.reload();
    await expect(page.getByText(/What you typed .* is still here/)).toBeVisible();
    await expect(page.getByText("Chloe Adeyemi").first()).toBeVisible();
    await expect(page.getByRole("radio", { name: "Upset" })).toBeChecked();
    await expect(page.getByLabel("In their own words")).toHaveValue(/bucket/);
    await picture(page, "telephone-restored");
  });

  await page.getByLabel("What do they want us to do?").fill("Somebody today, and the lamp made safe");
  await page.getByRole("combobox", { name: "Product or service" }).fill("Plumbing cover");
  await page.getByRole("combobox", { name: "What kind of trouble" }).fill("Damage");
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: "High", exact: true }).check();
  await page.getByLabel("Somebody could come to harm").check();
  await page.getByLabel("What must be done before anything else").fill("Electricity of the hall off at the box. She did it while I waited.");
  await page.getByLabel("Money at stake").fill("250");

  await test.step("the summary is made of what was typed", async () => {
    const summary = page.getByLabel("The summary");
    await expect(summary).toHaveValue(/Water drips through the lamp/);
    await expect(summary).toHaveValue(/£250/);
    await expect(summary).toHaveValue(/Somebody today/);
    await page.getByLabel("The customer agreed this is right").check();
  });
  await picture(page, "telephone-form");
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Log it/ }).click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toContainText("Logged. Read it out:");
  await expect(title).toBeFocused();
  const reference = /C-\d+/.exec((await title.textContent()) ?? "")?.[0] ?? "";
  await expect(page.getByText("Everything you ticked is done.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Done", exact: true }).getByRole("listitem")).toHaveCount(5);
  await expect(page.getByRole("region", { name: "Open cases that may be about the same" }).getByRole("link", { name: /C-1006: Ceiling came down/ })).toBeVisible();
  await picture(page, "telephone-logged");
  await expectAccessible(page);

  await page.getByRole("link", { name: `Open ${reference}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Water drips through the lamp");
  await expect(page.getByText(/Owner:.*Hana Sato/)).toBeVisible();
  await expect(page.getByRole("tab", { name: /Identify/ })).toContainText("done");
  await expect(page.getByText(/It started again last night/).first()).toBeVisible();
  await picture(page, "telephone-case");
  await expectAccessible(page);
});

test("somebody new, who turns out to be known after all", async ({ page, desk }) => {
  await signIn(page, desk, "hana", "/log");
  await page.getByRole("combobox", { name: "Find the customer" }).fill("Amara Okafor-Bello");
  await page.getByRole("option", { name: "New customer: Amara Okafor-Bello" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Amara Okafor-Bello");
  await page.getByLabel("Telephone", { exact: true }).fill("0161 496 0123");
  const same = page.getByText("Somebody we know already?");
  await expect(same).toBeVisible();
  await picture(page, "telephone-match");
  await expectAccessible(page);
  await page.getByRole("button", { name: "It is Amara Okafor" }).click();
  await expect(page.getByText("CU-2", { exact: false }).first()).toBeVisible();
  await page.getByRole("button", { name: /^Log it/ }).click();
  await expect(page.getByLabel("The problem in a line")).toBeFocused();
  await expect(page.getByText("Say in a line what the problem is.")).toBeVisible();
  await expect(page.getByText("1 field to look at before it can be logged.")).toBeVisible();
  await page.getByLabel("The problem in a line").fill("No heating since Friday");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/C-\d+/);
});
