// What is beyond a handler goes up with its reasons, and comes back with guidance.

import { colleague, expect, expectAccessible, give, picture, signIn, test } from "./desk";
import { weighed } from "./stage";

test("a case goes up and comes back, with reasons both ways", { tag: "@main" }, async ({ page, desk, browser }) => {
  test.setTimeout(180_000);
  await signIn(page, desk, "hana");
  const ref = await weighed(page, "CU-8", "Billed for another meter", "300.00");
  await page.goto(`${desk.url}/cases/${ref}`);

  await test.step("the button says why not, and who may", async () => {
    const offer = page.getByRole("region", { name: "The offer and the answer" }).getByRole("button", { name: "Make the offer" });
    await expect(offer).toHaveAttribute("aria-disabled", "true");
    await offer.focus();
    await page.keyboard.press("Enter");
    const why = page.getByRole("dialog");
    await expect(why).toContainText("£300");
    await expect(why).toContainText(/team leader/i);
    await picture(page, "escalation-1-refused");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(offer).toBeFocused();
  });

  await test.step("up, with what makes it necessary and what was tried", async () => {
    await page.getByRole("button", { name: "Escalate", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Escalate", exact: true }).click();
    await expect(dialog.getByLabel("What makes it necessary")).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByLabel("What makes it necessary")).toBeFocused();
    await dialog.getByLabel("What makes it necessary").selectOption("authority");
    await dialog.getByLabel("The option that is beyond it").selectOption("O-1");
    await dialog.getByLabel("Why it cannot be settled here").fill("She is owed £300 and I may offer £100.");
    await dialog.getByLabel("What was tried").fill("A credit, which she does not want: the rent is due.");
    await picture(page, "escalation-2-form");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Escalate", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/With the Team leader since/)).toBeVisible();
    await picture(page, "escalation-3-up");
    await expectAccessible(page);
  });

  const lea = await colleague(browser, desk, "lea", `/cases/${ref}`);
  await test.step("the team leader reads why, and hands it back with guidance", async () => {
    await expect(lea.getByText("She is owed £300 and I may offer £100.").first()).toBeVisible();
    await expect(lea.getByText("A credit, which she does not want: the rent is due.").first()).toBeVisible();
    await picture(lea, "escalation-4-leader");
    await expectAccessible(lea);
    await lea.getByRole("button", { name: "Hand back" }).click();
    const dialog = lea.getByRole("dialog");
    await dialog.getByLabel("How to go on").fill("Offer it. I approve the £300; tell her today.");
    await picture(lea, "escalation-5-back");
    await expectAccessible(lea);
    await dialog.getByRole("button", { name: "Hand back" }).click();
    await expect(dialog).toBeHidden();
    await expect(lea.getByText(/With the Team leader since/)).toBeHidden();
  });

  await expect(page.getByText(/With the Team leader since/)).toBeHidden();
  await expect(page.getByText("Offer it. I approve the £300; tell her today.").first()).toBeVisible();
  await expect(page.getByText(/Handed back .*: how to go on/)).toBeVisible();
  await picture(page, "escalation-6-returned");
  await expectAccessible(page);
  await lea.context().close();
});

test("whoever may not approve an option reads why at the button, and whoever may approves it", async ({ page, desk, browser }) => {
  test.setTimeout(180_000);
  await signIn(page, desk, "hana");
  const ref = await weighed(page, "CU-8", "Billed for another meter", "840.00");
  await page.goto(`${desk.url}/cases/${ref}`);
  const table = page.getByRole("region", { name: "The options as a table" });
  await expect(table.getByText("Needs: Manager").first()).toBeVisible();
  await give(page, ref, "request-approval", { option: "O-1", reason: "She paid it all, for somebody else." });
  await test.step("whoever asked does not answer", async () => {
    const own = table.getByRole("button", { name: "Approve" });
    await expect(own).toHaveAttribute("aria-disabled", "true");
    await own.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).not.toContainText(/^$/);
    await page.keyboard.press("Escape");
  });
  const lea = await colleague(browser, desk, "lea", `/cases/${ref}`);
  await test.step("the team leader is told that it takes a manager", async () => {
    const approve = lea.getByRole("region", { name: "The options as a table" }).getByRole("button", { name: "Approve" });
    await expect(approve).toHaveAttribute("aria-disabled", "true");
    await approve.focus();
    await lea.keyboard.press("Enter");
    await expect(lea.getByRole("dialog")).toContainText("£840");
    await expect(lea.getByRole("dialog")).toContainText(/manager/i);
    await picture(lea, "approval-1-leader");
    await expectAccessible(lea);
    await lea.keyboard.press("Escape");
    await expect(approve).toBeFocused();
  });
  const mani = await colleague(browser, desk, "mani", `/cases/${ref}`);
  await test.step("the manager approves it", async () => {
    await mani.getByRole("region", { name: "The options as a table" }).getByRole("button", { name: "Approve" }).click();
    await mani.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await expect(mani.getByText(/Approved by Mani/).first()).toBeVisible();
    await picture(mani, "approval-2-manager");
  });
  await lea.context().close();
  await mani.context().close();
});

test("what a person may not do with a customer's record stays in sight, and says why", async ({ page, desk }) => {
  await signIn(page, desk, "quinn", "/customers/CU-6");
  const add = page.getByRole("region", { name: "What they need" }).getByRole("button").first();
  await expect(add).toHaveAttribute("aria-disabled", "true");
  await add.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText(/Your role \(.*\) may not do this\./);
  await picture(page, "customer-1-may-not");
  await expectAccessible(page);
});
