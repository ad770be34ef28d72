// The keyboard alone, from signing in to the note of a call. The focus is always somewhere, and always seen.

import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, password, picture, test } from "./desk";

/** What has the focus: a name for the message, and what is wrong with it if anything is. */
function focused(page: Page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return { name: "nothing", wrong: "the focus is lost" };
    const name = `${at.tagName.toLowerCase()} “${(at.getAttribute("aria-label") ?? at.textContent).trim().slice(0, 40)}”`;
    // A choice is drawn by its label, a heading or panel that is only read needs no ring.
    if (!at.matches("a, button, input, select, textarea, summary, [role], [tabindex='0']")) return { name, wrong: "" };
    // A box that is drawn by its label.
    const bare = getComputedStyle(at).opacity === "0" || at.getBoundingClientRect().width === 0;
    const drawn = bare ? (at.closest("label") ?? document.querySelector(`label[for="${at.id}"]`)) : at;
    const style = getComputedStyle(drawn ?? at);
    const ring = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
    const box = (drawn ?? at).getBoundingClientRect();
    const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    return { name: `${name} ${at.id}`, wrong: !seen ? "it is out of sight" : !ring ? "nothing shows that it has the focus" : "" };
  });
}
async function press(page: Page, key: string) {
  await page.keyboard.press(key);
  const { name, wrong } = await focused(page);
  expect(wrong, `after ${key}, at ${name}`).toBe("");
}
async function tabTo(page: Page, target: Locator, most = 30) {
  for (let n = 0; n < most; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await press(page, "Tab");
  }
  await expect(target).toBeFocused();
}

test("by keyboard alone: a call is logged within ninety seconds, and a contact recorded", { tag: "@main" }, async ({ page, desk }) => {
  test.setTimeout(180_000);
  await page.goto(desk.url);
  await expect(page.getByLabel("Login")).toBeFocused();
  await page.keyboard.type("hana");
  await press(page, "Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "My day" })).toBeVisible();

  // It rings.
  const rang = Date.now();
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  const find = page.getByRole("combobox", { name: "Find the customer" });
  await expect(find).toBeFocused();
  await page.keyboard.type("0161 496 01", { delay: 40 });
  await expect(page.getByRole("option", { name: /Amara Okafor/ })).toHaveAttribute("data-combobox-selected", "true");
  await press(page, "Enter");
  await expect(page.getByText("CU-2", { exact: false }).first()).toBeVisible();

  await press(page, "Alt+2");
  await expect(page.getByRole("radio", { name: "Yes, a complaint" })).toBeFocused();
  await tabTo(page, page.getByRole("radio", { name: "Calm" }));
  await press(page, "ArrowRight");
  await press(page, "ArrowRight");
  await expect(page.getByRole("radio", { name: "Upset" })).toBeChecked();
  await press(page, "Tab");
  await expect(page.getByLabel("The problem in a line")).toBeFocused();
  await page.keyboard.type("Boiler off again since Friday", { delay: 40 });
  await press(page, "Tab");
  await page.keyboard.type("It is four degrees in the bedroom and you said it was mended.", { delay: 40 });
  await press(page, "Tab");
  await page.keyboard.type("Somebody who knows this boiler, this week", { delay: 40 });
  await press(page, "Alt+3");
  await press(page, "ArrowRight");
  await press(page, "ArrowRight");
  await expect(page.getByRole("radio", { name: "High", exact: true })).toBeChecked();
  await picture(page, "keyboard-1-form");
  await press(page, "Alt+5");
  await expect(page.getByLabel("The summary")).toBeFocused();
  await press(page, "Tab");
  await press(page, "Space");
  await expect(page.getByLabel("The customer agreed this is right")).toBeChecked();
  await press(page, "Control+Enter");
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toContainText(/C-\d+/);
  await expect(title).toBeFocused();
  const took = Date.now() - rang;
  test.info().annotations.push({ type: "ring to logged, seconds", description: (took / 1000).toFixed(1) });
  expect(took).toBeLessThan(90_000);
  await expect(page.getByText("Everything you ticked is done.")).toBeVisible();
  await picture(page, "keyboard-2-logged");
  await expectAccessible(page);

  await test.step("the case, and a note of the next call", async () => {
    await tabTo(page, page.getByRole("link", { name: /^Open C-/ }));
    await page.keyboard.press("Enter");
    await expect(title).toContainText("Boiler off again");
    await page.keyboard.press("c");
    const said = page.getByLabel("What was said");
    await expect(said).toBeFocused();
    await page.keyboard.type("She rang to ask when. I said by tomorrow noon she has a name and a time.", { delay: 10 });
    await press(page, "Tab");
    await press(page, "Space");
    await tabTo(page, page.getByRole("button", { name: /Tomorrow 12:00|working days/ }).first());
    await press(page, "Enter");
    await tabTo(page, page.getByRole("button", { name: "Save the note" }));
    await picture(page, "keyboard-3-note");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(page.getByText("The note is saved.")).toBeVisible();
    await expect(page.getByRole("tab", { selected: true })).toBeFocused();
  });

  await test.step("the command bar finds a command and a case, and gives the focus back", async () => {
    await page.keyboard.press("Control+k");
    const bar = page.getByRole("dialog").getByRole("combobox");
    await expect(bar).toBeFocused();
    await page.keyboard.type("escal");
    await expect(page.getByRole("option", { name: /^Escalate/ })).toHaveAttribute("data-combobox-selected", "true");
    await picture(page, "keyboard-4-bar");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toContainText("What makes it necessary");
    await expect(page.getByLabel("What makes it necessary")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect.poll(async () => (await focused(page)).wrong).toBe("");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("C-1006");
    await expect(page.getByRole("option", { name: /Ceiling came down/ })).toHaveAttribute("data-combobox-selected", "true");
    await page.keyboard.press("Enter");
    await expect(title).toContainText("Ceiling came down");
    await expect.poll(async () => (await focused(page)).wrong).toBe("");
  });

  await test.step("every station of the case by Tab, none of them hidden", async () => {
    for (let n = 0; n < 60; n++) await press(page, "Tab");
  });
});
