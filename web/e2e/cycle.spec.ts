// One problem from the first call to the customer's word that it is solved, all of it in the workspace.

import type { Page } from "@playwright/test";
import { expect, expectAccessible, give, picture, signIn, test } from "./desk";

const dialogOf = (page: Page) => page.getByRole("dialog");
/** A day and time as the field for it wants them. */
const inDays = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T12:00`;

test("the whole cycle, to confirmed and closed", { tag: "@main" }, async ({ page, desk }) => {
  test.setTimeout(420_000);
  await signIn(page, desk, "hana");
  const ref = await give(page, "", "", {
    customer: "CU-8",
    kind: "complaint",
    channel: "telephone",
    subject: "Charged for a meter that is not hers",
    words: "You read the meter of the flat above and sent me the bill for it.",
    remedy_sought: "The money back, and the right meter on my account",
    product: "Electricity",
    category: "Billing",
  });
  await page.goto(`${desk.url}/cases/${ref}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Charged for a meter");

  await test.step("identify: owner, acknowledgement, impact, read back", async () => {
    await picture(page, "cycle-1-logged");
    await page.getByRole("button", { name: "Take this case" }).first().click();
    await expect(page.getByText(/Owner:.*Hana Sato \(you\)/)).toBeVisible();

    // What is left leads to the very form.
    const left = page.getByRole("region", { name: "Still to do" });
    await left.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await dialogOf(page).getByLabel("How").selectOption("telephone");
    await dialogOf(page).getByRole("button", { name: "Acknowledge", exact: true }).click();
    await expect(dialogOf(page)).toBeHidden();

    await left.getByRole("button", { name: "Assess the impact" }).click();
    await dialogOf(page).getByLabel("How serious").selectOption("high");
    await dialogOf(page).getByLabel("How they feel").selectOption("frustrated");
    await dialogOf(page).getByLabel("Money at stake").fill("84.20");
    await picture(page, "cycle-2-impact");
    await expectAccessible(page);
    await dialogOf(page).getByRole("button", { name: "Assess the impact" }).click();
    await expect(dialogOf(page)).toBeHidden();
    await expect(page.getByText("High severity")).toBeVisible();

    await left.getByRole("button", { name: "Read back the summary" }).click();
    await page.getByLabel("The problem as you understand it").fill("You were billed £84.20 for the meter of the flat above. You want it back, and the right meter on your account.");
    await page.getByText("They agreed", { exact: true }).click();
    await page.getByRole("button", { name: "Record it" }).click();
    await expect(page.getByRole("tab", { name: /Identify/ })).toContainText("done");
    await picture(page, "cycle-3-identified");
    await expectAccessible(page);
  });

  await test.step("analyse: a finding with evidence, five whys, the decision", async () => {
    await page.getByRole("button", { name: "Attach files" }).click();
    await dialogOf(page).locator('input[type="file"]').setInputFiles({ name: "meter.txt", mimeType: "text/plain", buffer: Buffer.from("Serial 22K0481, flat 3") });
    await picture(page, "cycle-4-files");
    await expectAccessible(page);
    await dialogOf(page).getByRole("button", { name: /^Attach/ }).click();
    await expect(dialogOf(page)).toBeHidden();

    await page.getByRole("button", { name: "Go on to: Analyse" }).click();
    await page.getByRole("button", { name: "Add a finding" }).first().click();
    await dialogOf(page).getByLabel("What was found").fill("The serial number on the bill is that of flat 3; she lives in flat 2.");
    await dialogOf(page).getByLabel("Where it comes from").fill("Photograph of both meters");
    await dialogOf(page).getByLabel("meter.txt").check();
    await picture(page, "cycle-5-finding");
    await expectAccessible(page);
    await dialogOf(page).getByRole("button", { name: "Add a finding" }).click();
    await expect(dialogOf(page)).toBeHidden();
    await expect(page.getByText("The serial number on the bill").first()).toBeVisible();

    await page.getByRole("button", { name: "Establish the cause" }).first().click();
    const whys = page.getByRole("group", { name: "Five whys" });
    await whys.getByRole("textbox").nth(0).fill("The two meters are swapped in our register.");
    await whys.getByRole("textbox").nth(1).fill("The installer typed both by hand, and nothing compares them.");
    await page.getByRole("combobox", { name: "Cause" }).click();
    await page.getByRole("listbox").getByRole("option").first().click();
    await page.getByLabel("What makes us sure").fill("Both serial numbers were read on site, and the register has them the other way round.");
    await picture(page, "cycle-6-cause");
    await expectAccessible(page);
    await page.getByRole("form", { name: "Establish the cause" }).getByRole("button", { name: "Establish the cause" }).click();
    await expect(page.getByText("Why, and why that")).toBeVisible();

    await page.getByRole("button", { name: "Decide", exact: true }).first().click();
    await page.getByRole("radio", { name: "Upheld", exact: true }).check();
    await page.getByLabel("Reasons", { exact: false }).first().fill("You were billed for energy that somebody else used. That is our mistake.");
    await page.getByRole("button", { name: "Cite something else" }).click();
    await page.getByLabel("Law, code, policy or contract").fill("Our billing promise, 2");
    await page.getByLabel("What it says about this case").fill("We bill only what the customer's own meter counted.");
    await picture(page, "cycle-7-decision");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Record the decision" }).click();
    await expect(page.getByRole("tab", { name: /Analyse/ })).toContainText("done");
  });

  await test.step("resolve: options side by side, weighed, one chosen", async () => {
    await page.getByRole("button", { name: "Go on to: Resolve" }).click();
    for (const [title, remedy, cost, days, meaning] of [
      ["Pay back £84.20 and put the meters right", "refund", "84.20", "3", "Square again, and right from now on."],
      ["A credit on the next bill", "correction", "84.20", "30", "She waits a month for her own money."],
    ] as const) {
      await page.getByRole("button", { name: "Add an option" }).first().click();
      const form = page.getByRole("form", { name: "Add an option" });
      await form.getByLabel("The option in a line").fill(title);
      await form.getByLabel("Remedy").selectOption(remedy);
      await form.getByLabel("What it costs us").fill(cost);
      await form.getByLabel("Days until they have it").fill(days);
      await form.getByLabel("What it means for the customer").fill(meaning);
      if (remedy === "refund") await picture(page, "cycle-8-option");
      await form.getByRole("button", { name: "Add an option" }).click();
      await expect(form).toBeHidden();
      await expect(page.getByRole("columnheader", { name: new RegExp(title.slice(0, 12)) })).toBeVisible();
    }
    const scores = { Cost: [5, 5], Time: [9, 3], "Impact on the customer": [9, 4] };
    for (const [criterion, [first, second]] of Object.entries(scores)) {
      await page.getByLabel(`Score of O-1 for ${criterion}`).fill(String(first));
      await page.getByLabel(`Score of O-2 for ${criterion}`).fill(String(second));
    }
    const impact = page.getByRole("slider", { name: "Weight of Impact on the customer" });
    const before = Number(await impact.getAttribute("aria-valuenow"));
    await impact.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(impact).toHaveAttribute("aria-valuenow", String(before + 10));
    await expect(page.getByText(/comes first with/)).toBeVisible();
    await page.getByRole("radio", { name: /^O-1/ }).check();
    await page.getByLabel(/^Why O-1/).fill("It costs the same, and she has her money in days.");
    await picture(page, "cycle-9-weighed");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Record the weighing" }).click();
    await expect(page.getByText("Recorded as it stands here.")).toBeVisible();
    await expect(page.getByText("Recommended", { exact: true })).toBeVisible();
  });

  await test.step("the offer, and the customer's yes in her own words", async () => {
    await page.getByRole("region", { name: "The offer and the answer" }).getByRole("button", { name: "Make the offer" }).click();
    const form = page.getByRole("form", { name: "Make the offer" });
    await form.getByLabel("The offer as you put it to them").fill("We pay back £84.20 to your bank account within three days and put the meters right today.");
    await form.getByLabel("How you put it").selectOption("telephone");
    await picture(page, "cycle-10-offer");
    await expectAccessible(page);
    await form.getByRole("button", { name: "Make the offer" }).click();
    await page.getByRole("button", { name: "They accept" }).click();
    await dialogOf(page).getByLabel("The customer's own words").fill("Yes, that is all I wanted. Thank you.");
    await dialogOf(page).getByLabel("How").selectOption("telephone");
    await picture(page, "cycle-11-accepted");
    await dialogOf(page).getByRole("button", { name: "Record that they accept" }).click();
    await expect(page.getByText(/Agreed: O-1/)).toBeVisible();
  });

  await test.step("what was agreed is planned, done and given", async () => {
    await page.getByRole("region", { name: "Actions" }).getByRole("button", { name: "Plan an action" }).click();
    await dialogOf(page).getByLabel("What is to be done").fill("Pay back £84.20 by bank transfer");
    await expect(dialogOf(page).getByLabel("Who does it").locator("option:checked")).toContainText("Hana Sato");
    await dialogOf(page).getByLabel("Due").fill(inDays(2));
    await picture(page, "cycle-12-action");
    await expectAccessible(page);
    await dialogOf(page).getByRole("button", { name: "Plan an action" }).click();
    await expect(dialogOf(page)).toBeHidden();
    await page.getByRole("region", { name: "Actions" }).getByRole("button", { name: "Record it done" }).click();
    await dialogOf(page).getByLabel(/Evidence|What shows/).first().fill("Bank transfer 4471, gone out");
    await dialogOf(page).getByRole("button", { name: "Record it done" }).click();
    await expect(dialogOf(page)).toBeHidden();
    await page.getByRole("region", { name: "Redress given" }).getByRole("button", { name: "Record redress" }).click();
    await dialogOf(page).getByLabel("Kind").selectOption("refund");
    await dialogOf(page).getByLabel("Amount").fill("84.20");
    await dialogOf(page).getByLabel("Details").fill("Paid back to her bank account");
    await dialogOf(page).getByRole("button", { name: "Record redress" }).click();
    await expect(dialogOf(page)).toBeHidden();
    await expect(page.getByRole("tab", { name: /Resolve/ })).toContainText("done");
    await picture(page, "cycle-13-resolved");
    await expectAccessible(page);
  });

  await test.step("the letter that sums it up is checked and goes out", async () => {
    await page.getByRole("button", { name: "E-mail", exact: true }).click();
    await page.getByLabel("What it is for").selectOption("update");
    const text = page.getByRole("textbox", { name: /^Text/ });
    await expect(text).toHaveValue(/\S/);
    await page.getByRole("button", { name: "Tomorrow 12:00" }).or(page.getByRole("button", { name: /working days/ })).first().click();
    await picture(page, "cycle-14-letter");
    await expectAccessible(page);
    await text.fill(((await text.inputValue()).replaceAll(/\[[^\]]*\]/g, "what we agreed")) + "\n\nI am sorry for the wrong bill, and for your trouble with it. The money is on its way.");
    await expect(page.getByText("Ready to go out")).toBeVisible();
    await page.getByRole("button", { name: /^Send \(/ }).click();
    await expect(page.getByText("It went out.")).toBeVisible();
  });

  await test.step("follow up: asked, confirmed, looked at again, answered, learnt", async () => {
    await page.getByRole("button", { name: "Go on to: Follow up" }).click();
    await expect(page.getByRole("tab", { name: /Follow up/ })).toBeFocused();
    await page.getByRole("region", { name: "Is it solved?" }).getByRole("button", { name: "Ask whether it is solved" }).click();
    await dialogOf(page).getByLabel("How").selectOption("telephone");
    await dialogOf(page).getByRole("button", { name: "Ask whether it is solved" }).click();
    await expect(dialogOf(page)).toBeHidden();
    await page.getByRole("button", { name: "They say it is solved" }).click();
    await dialogOf(page).getByLabel("The customer's own words").fill("It is in my account. All good now.");
    await dialogOf(page).getByLabel("How").selectOption("telephone");
    await dialogOf(page).getByRole("button", { name: "Record that it is solved" }).click();
    await expect(page.getByText("The customer says it is solved")).toBeVisible();

    await page.getByRole("region", { name: "Looking again" }).getByRole("button", { name: "Schedule a follow-up" }).click();
    const followUp = page.getByRole("form", { name: "Schedule a follow-up" });
    await expect(followUp.getByLabel("When to look again")).not.toHaveValue("");
    await followUp.getByLabel("What to look at").fill("Whether the next bill is for her own meter");
    await followUp.getByRole("button", { name: "Schedule a follow-up" }).click();
    await expect(followUp).toBeHidden();

    await page.getByRole("region", { name: "What they think of us" }).getByRole("button", { name: "Record a survey answer" }).click();
    await page.getByRole("radiogroup").getByRole("radio", { name: "9", exact: true }).check();
    await page.getByLabel("What they added, in their words").fill("Quick, once I had somebody.");
    await picture(page, "cycle-15-survey");
    await expectAccessible(page);
    await page.getByRole("form", { name: "Record a survey answer" }).getByRole("button", { name: "Record a survey answer" }).click();

    await page.getByRole("region", { name: "The lesson" }).getByRole("button", { name: "Record the lesson" }).click();
    await dialogOf(page).getByLabel("What we learnt").fill("Two meters put in on one day are swapped easily.");
    await dialogOf(page).getByLabel("What should change").fill("The register compares serial number and flat with the photograph.");
    await dialogOf(page).getByRole("button", { name: "Record the lesson" }).click();
    await expect(dialogOf(page)).toBeHidden();
  });

  await test.step("nothing is left, and it is closed as confirmed", async () => {
    for (const name of ["Identify", "Analyse", "Resolve", "Follow up"]) {
      await expect(page.getByRole("tab", { name: new RegExp(name) })).toContainText("done");
    }
    await expect(page.getByRole("region", { name: "Still to do" })).toHaveCount(0);
    await picture(page, "cycle-16-nothing-left");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Close the case" }).click();
    await dialogOf(page).getByRole("radio", { name: "Solved, and the customer said so" }).check();
    await picture(page, "cycle-17-closing");
    await expectAccessible(page);
    await dialogOf(page).getByRole("button", { name: "Close the case" }).click();
    await expect(page.getByText(/Closed .* by Hana Sato: Solved, and the customer said so/)).toBeVisible();
    await picture(page, "cycle-18-closed");
    await expectAccessible(page);
  });
});
