// What the customer says on their phone, and what the desk makes of it: no, something else, yes; and "it is not solved".

import { colleague, expect, expectAccessible, picture, test } from "./desk";
import { enterPortal, putRight, weighed } from "./stage";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("an offer is declined, another countered, the third accepted in the portal", { tag: "@main" }, async ({ page, desk, browser }) => {
  test.setTimeout(180_000);
  const staff = await colleague(browser, desk, "hana");
  const ref = await weighed(staff, "CU-8", "Billed for another meter");
  await staff.goto(`${desk.url}/cases/${ref}`);
  const offers = staff.getByRole("region", { name: "The offer and the answer" });
  const offer = async (terms: string) => {
    await offers.getByRole("button", { name: "Make the offer" }).click();
    const form = staff.getByRole("form", { name: "Make the offer" });
    await form.getByLabel("The offer as you put it to them").fill(terms);
    await form.getByLabel("How you put it").selectOption("portal");
    await form.getByRole("button", { name: "Make the offer" }).click();
    await expect(form).toBeHidden();
  };
  await offer("We pay back £60 within three days.");
  await enterPortal(page, staff, desk.url, "CU-8", ref, "Prytherch");

  await test.step("no, and why", async () => {
    await expect(page.getByRole("heading", { name: "We made you an offer" })).toBeVisible();
    await expect(page.getByText("We pay back £60 within three days.").first()).toBeVisible();
    await expectAccessible(page);
    await picture(page, "offer-1-portal");
    await page.getByRole("button", { name: "Decline" }).click();
    await expect(page.getByLabel("What is wrong with it?")).toBeFocused();
    await page.getByRole("button", { name: "Decline" }).last().click();
    await expect(page.getByLabel("What is wrong with it?")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("What is wrong with it?").fill("I paid £75, not £60.");
    await picture(page, "offer-2-declining");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Decline" }).last().click();
    await expect(page.getByText("You declined it.")).toBeVisible();
    await expect(offers.getByText("I paid £75, not £60.")).toBeVisible();
    await expect(offers.getByText("Declined", { exact: true })).toBeVisible();
    await picture(staff, "offer-3-declined-staff");
    await expectAccessible(staff);
  });

  await test.step("something else", async () => {
    await offer("We pay back £60 within three days. The other £15 was your own reading of June; here is the picture of it.");
    await page.reload();
    await expect(page.getByText(/The other £15/).first()).toBeVisible();
    await page.getByRole("button", { name: "I want something else" }).click();
    await page.getByLabel("What would put it right for you?").fill("Then £60 by tomorrow. I need it for the rent.");
    await page.getByRole("button", { name: "I want something else" }).last().click();
    await expect(page.getByText("You asked for something else.").first()).toBeVisible();
    await expect(offers.getByText(/I need it for the rent/)).toBeVisible();
    await picture(page, "offer-4-countered");
    await expectAccessible(page);
  });

  await test.step("yes", async () => {
    await offer("We pay back £60 today, by a transfer that arrives within two hours.");
    await page.reload();
    await expect(page.getByText(/within two hours/).first()).toBeVisible();
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByRole("button", { name: "Accept" }).last().click();
    await expect(page.getByRole("heading", { name: "We are putting it right" })).toBeVisible();
    await picture(page, "offer-5-accepted");
    await expectAccessible(page);
    await expect(staff.getByText(/Agreed: O-1/)).toBeVisible();
    await picture(staff, "offer-6-agreed-staff");
    await expectAccessible(staff);
  });
  await staff.context().close();
});

test("“it is not solved” opens the analysis again, and the handler sees why", async ({ page, desk, browser }) => {
  const staff = await colleague(browser, desk, "hana");
  const ref = await putRight(staff, "CU-8", "Billed for another meter");
  await staff.goto(`${desk.url}/cases/${ref}`);
  await expect(staff.getByRole("tab", { name: /Follow up/ })).toHaveAttribute("aria-selected", "true");

  await enterPortal(page, staff, desk.url, "CU-8", ref, "Prytherch");
  await expect(page.getByRole("heading", { name: "Is it solved?" }).first()).toBeVisible();
  await picture(page, "dispute-1-asked");
  await expectAccessible(page);
  await page.getByRole("button", { name: "No, something is still wrong" }).click();
  await page.getByLabel("What is still wrong?").fill("The money came, but the new bill is for that meter again.");
  await picture(page, "dispute-2-saying");
  await page.getByRole("button", { name: "No, something is still wrong" }).last().click();
  await expect(page.getByRole("heading", { name: "We are looking into it" })).toBeVisible();
  await picture(page, "dispute-3-said");
  await expectAccessible(page);

  // Who reads the page is told at once, and is not moved on.
  await expect(staff.getByRole("tab", { name: /Analyse/ })).toContainText("you are here");
  await expect(staff.getByText("The money came, but the new bill is for that meter again.").first()).toBeVisible();
  await expect(staff.getByText("They said before that it was not solved")).toBeVisible();
  await picture(staff, "dispute-4-staff");
  await expectAccessible(staff);
  await staff.getByRole("tab", { name: /Analyse/ }).click();
  await expect(staff.getByRole("region", { name: "Still to do" })).toContainText("Add a finding");
  await picture(staff, "dispute-5-analyse");
  await staff.context().close();
});
