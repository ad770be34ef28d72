// A signal from its raising to its end: looked into, explained, acted on, those who said nothing contacted, closed; with what is
// refused on the way, and why. In both languages, wide and narrow, light and dark.

import type { Page } from "@playwright/test";
import { colleague, expect, expectAccessible, give, password, picture, signIn, test, type Desk } from "./desk";
import { takeInARise } from "./rise";

const counted = (page: Page) => page.evaluate(async () => ((await (await fetch("/api/v1/monitoring")).json()) as { cases: number }).cases);
async function rise(page: Page, desk: Desk) {
  const before = await counted(page);
  const taken = takeInARise(desk);
  await expect.poll(() => counted(page)).toBe(before + taken);
}
/** Looks through the figures beside the page. */
async function watch(page: Page) {
  const status = await page.evaluate(async () => {
    const session = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
    return (await fetch("/api/v1/signals/watch", { method: "POST", headers: { "X-CSRF-Token": session.csrf } })).status;
  });
  expect(status).toBe(200);
}
const section = (page: Page, name: string) => page.getByRole("region", { name });

test("a signal goes through its life", { tag: "@main" }, async ({ page, desk, browser }) => {
  test.slow();
  await signIn(page, desk, "mani");
  await rise(page, desk);

  // What customers speak of shows it too, whoever looks: by their words, and not by the product.
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { level: 1, name: "What customers speak of" })).toBeFocused();
  const topic = section(page, "checkout").first();
  await expect(topic.getByRole("rowheader", { name: "checkout", exact: true })).toBeVisible();
  await expect(topic.getByRole("group", { name: "Cases that speak of it" }).getByRole("link").first()).toHaveText(/^C-\d+$/);
  await expectAccessible(page);
  await picture(page, "topics-1280");

  // The inbox, before anything was found.
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { level: 1, name: "Signals" })).toBeFocused();
  await expect(page.getByText("Nothing is out of the usual")).toBeVisible();
  await expect(page.getByText("at most 5% have a false alarm")).toBeVisible();
  await expect(page.getByText("Once a day, when a new day has begun")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "signals-1280-empty");

  // It takes its time on a large desk: one sees how far it is, and can call it off.
  await page.route(/signals\/watch/, () => undefined); // never answered
  await page.route(/api\/v1\/work\//, (route) => route.fulfill({ json: { done: 0.4 } }));
  await page.getByRole("button", { name: "Watch now" }).click();
  await expect(page.getByRole("progressbar", { name: "All series are being looked through" })).toHaveAttribute("aria-valuenow", "40");
  await expectAccessible(page);
  await picture(page, "signals-1280-watching");
  await page.getByRole("main").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Called off.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Watch now" })).toBeFocused();
  await page.unroute(/signals\/watch/);
  await page.unroute(/api\/v1\/work\//);

  await page.getByRole("button", { name: "Watch now" }).click();
  await expect(page.getByRole("status").filter({ hasText: /Looked through: \d+ signals? in the last twelve months, \d+ of them new/ })).toBeVisible();
  const row = page.getByRole("list", { name: "All signals shown" }).getByRole("listitem").filter({ hasText: /Checkout had/ });
  await expect(row).toContainText("Raised");
  await expect(row).toContainText("Product: Checkout");
  await expect(page.getByRole("link", { name: /^Signals \d+ not looked at yet/ })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "signals-1280-inbox");

  // The signal, and the cases behind it: as many as the link says.
  await row.getByRole("link").click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toContainText("Checkout had");
  await expect(title).toBeFocused();
  const signal = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const chart = page.getByRole("img", { name: /^Cases received, Product: Checkout/ });
  await expect(chart).toBeVisible();
  await expectAccessible(page);
  await picture(page, "signals-1280-signal");
  const behind = page.getByRole("link", { name: /Open the \d+ cases/ });
  const many = /\d+/.exec((await behind.textContent()) ?? "")?.[0] ?? "";
  expect(Number(many)).toBeGreaterThan(20);
  await behind.click();
  await expect(section(page, "Cases behind the figure").getByRole("status")).toContainText(`${many} cases`);
  await page.goBack();

  // Looked into; closing says what it lacks, and leads there.
  const next = section(page, "What to do next");
  const story = section(page, "What was done");
  await next.getByRole("button", { name: "Look into it" }).click();
  await expect(story).toContainText("Mani Desai began to look into it");
  await next.getByRole("button", { name: "Close the signal" }).press("Enter");
  await expect(page.getByText("Nobody has said yet what it comes from.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Explain it" }).click();
  const explain = page.getByRole("form", { name: "Explain it" });
  await expect(explain.getByRole("radio").first()).toBeFocused();
  await explain.getByRole("button", { name: "Explain it" }).click();
  await expect(explain).toContainText("Choose what it comes from.");
  await explain.getByRole("radio", { name: "A cause of ours" }).check();
  await explain.getByLabel("In words").fill("The new payment page fails on old telephones.");
  await expectAccessible(page);
  await picture(page, "signals-1280-explain");
  await explain.getByRole("button", { name: "Explain it" }).click();
  await expect(story).toContainText("Mani Desai explained it: A cause of ours");
  await expect(story).toContainText("The new payment page fails on old telephones.");

  // While it is being closed, a colleague puts somebody on the contact list: the form shows the refusal and leads to the list.
  await next.getByRole("button", { name: "Close the signal" }).click();
  const close = page.getByRole("form", { name: "Close the signal" });
  await close.getByLabel("Why nothing more is to be done").fill("The page works again.");
  const quinn = await colleague(browser, desk, "quinn", `/signals/${signal}`);
  await give(quinn, signal, "extend-contact-list", { customers: ["CU-1"], reason: "Bought in these days." });
  const contacts = section(page, "Probably affected, and silent");
  await expect(contacts).toContainText("0 of 1 reached, 1 still to contact");
  await close.getByRole("button", { name: "Close the signal" }).click();
  await expect(close.getByRole("alert")).toContainText("1 customer on the contact list has not been contacted");
  await picture(page, "signals-1280-refused");
  await close.getByRole("button", { name: "Record how it ended" }).click();
  await expect(page.getByRole("heading", { name: "Probably affected, and silent" })).toBeFocused();

  // Several customers at once, by reference and by name; one that does not exist is said at the form.
  await contacts.getByRole("button", { name: "Add customers" }).click();
  const find = contacts.getByLabel("Name, telephone, postcode, or references");
  await find.fill("CU-2, CU-3 cu-999");
  await find.press("Enter");
  await find.fill("Adeyemi");
  await contacts.getByRole("button", { name: /^Take .*Adeyemi/ }).click();
  await contacts.getByLabel("Why they are probably affected").fill("Bought in these days and said nothing.");
  await contacts.getByRole("button", { name: "Put 4 customers on the list" }).click();
  await expect(contacts.getByRole("alert")).toContainText("CU-999");
  await contacts.getByRole("button", { name: "Leave out CU-999" }).click();
  await expect(contacts.getByRole("alert")).toBeHidden();
  await expectAccessible(page);
  await picture(page, "signals-1280-adding");
  await contacts.getByRole("button", { name: "Put 3 customers on the list" }).click();
  await expect(contacts).toContainText("0 of 4 reached, 4 still to contact");

  // Each contact ends somehow; a handler may record it as well.
  const outcome = async (of: Page, ref: string, how: string, caseRef?: string) => {
    const line = section(of, "Probably affected, and silent").locator(`[data-customer="${ref}"]`);
    await line.getByRole("button", { name: /^Record how it ended/ }).click();
    await line.getByRole("radio", { name: how }).check();
    if (caseRef !== undefined) await line.getByLabel("Which case").fill(caseRef);
    await line.getByRole("button", { name: "Record", exact: true }).click();
    await expect(line).toContainText(how);
    await expect(line.getByRole("form")).toBeHidden();
  };
  await outcome(page, "CU-1", "Not affected");
  await outcome(page, "CU-2", "Not reached");
  await outcome(page, "CU-3", "A case was logged", "C-1003");
  const hana = await colleague(browser, desk, "hana", `/signals/${signal}`);
  await section(hana, "What to do next").getByRole("button", { name: "Explain it anew" }).press("Enter");
  await expect(hana.getByText("Signals are worked on by team leaders, quality and managers.")).toBeVisible();
  await hana.keyboard.press("Escape");
  await outcome(hana, "CU-6", "Solved at once");
  await expect(contacts).toContainText("3 of 4 reached, 1 tried without success");
  await expectAccessible(page);

  await next.getByRole("button", { name: "Say what is done" }).click();
  await page.getByLabel("What is done, by whom and by when").fill("The old page is back. Hana Sato tests the new one by Friday.");
  await page.getByRole("form", { name: "Say what is done" }).getByRole("button", { name: "Say what is done" }).click();
  await expect(story).toContainText("Mani Desai had something done");
  await picture(page, "signals-1280-acted");

  // What was typed for closing is still there. Closed too early, it is opened again from the note.
  await next.getByRole("button", { name: "Close the signal" }).click();
  await expect(close.getByLabel("Why nothing more is to be done")).toHaveValue("The page works again.");
  await close.getByRole("button", { name: "Close the signal" }).click();
  await page.getByRole("alert").filter({ hasText: "Undo" }).getByRole("button", { name: "Undo" }).click();
  await expect(story).toContainText("Mani Desai opened it again");
  await next.getByRole("button", { name: "Close the signal" }).click();
  await close.getByLabel("Why nothing more is to be done").fill("The page works again.");
  await close.getByRole("button", { name: "Close the signal" }).click();
  await expect(next).toContainText("Nothing more is to be done.");
  await expectAccessible(page);
  await picture(page, "signals-1280-closed");

  await page.getByRole("link", { name: "All signals" }).click();
  await expect(page.locator(`[data-signal="${signal}"]`)).toBeHidden();
  await page.getByRole("switch", { name: "Show closed signals too" }).check();
  await expect(page).toHaveURL(/closed=true/);
  await expect(page.locator(`[data-signal="${signal}"]`)).toContainText("Closed");
  await expect(page.locator(`[data-signal="${signal}"]`)).toContainText("3 of 4 reached");
});

test("a new name is declared and withdrawn, and those who see a part of the desk have no signals", async ({ page, desk, browser }) => {
  await signIn(page, desk, "mani");
  await rise(page, desk);
  await page.goto(`${desk.url}/signals`);
  await page.getByRole("button", { name: "Declare a new name" }).click();
  const form = page.getByRole("form", { name: "Declare a new name" });
  await expect(form.getByLabel("What got another name")).toBeFocused();
  await form.getByRole("button", { name: "Declare a new name" }).click();
  await expect(form.getByText("Fill this in.").first()).toBeVisible();
  await form.getByRole("combobox", { name: "Old name" }).fill("Checkout");
  await form.getByRole("combobox", { name: "New name" }).fill("Check");
  await page.getByRole("option", { name: "Checkout" }).click();
  await form.getByLabel("Why").fill("It was called so in the old shop.");
  await form.getByRole("button", { name: "Declare a new name" }).click();
  await expect(form.getByText("The old name and the new one are the same.")).toBeVisible();
  await form.getByRole("combobox", { name: "Old name" }).fill("Basket");
  await page.keyboard.press("Tab");
  await expectAccessible(page);
  await picture(page, "signals-1280-rename");
  await form.getByRole("button", { name: "Declare a new name" }).click();
  const declared = page.getByRole("table", { name: "Names declared to be one and the same" });
  await expect(declared.getByRole("row").nth(1)).toContainText("Basket");

  // It was a mistake: withdrawn with a reason. Who may not is told so.
  const hana = await colleague(browser, desk, "hana", "/signals");
  const which = "Withdraw: Basket is Checkout now";
  await hana.getByRole("button", { name: which }).press("Enter");
  await expect(hana.getByText("New names are declared and withdrawn by managers, quality and administrators.")).toBeVisible();
  const withdraw = page.getByRole("button", { name: which });
  await withdraw.click();
  const why = page.getByRole("form", { name: which });
  await expect(why.getByLabel("Why it was a mistake")).toBeFocused();
  await why.getByRole("button", { name: "Withdraw" }).click();
  await expect(why.getByText("Say why.")).toBeVisible();
  await expect(why.getByLabel("Why it was a mistake")).toBeFocused();
  await why.getByRole("button", { name: "Cancel" }).click();
  await expect(withdraw).toBeFocused();
  await withdraw.press("Enter");
  await why.getByLabel("Why it was a mistake").fill("They are two shops after all.");
  await expectAccessible(page);
  await picture(page, "signals-1280-withdraw");
  const wide = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390); // the layout settles within a tenth of a second
  const box = await why.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThan(390); // the table is wider than the page, its form is not
  await expectAccessible(page);
  await picture(page, "signals-390-withdraw");
  await page.setViewportSize(wide);
  await why.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Withdrawn. The next watch counts Basket and Checkout as two again." })).toBeAttached();
  await expect(declared).toBeHidden();
  await expect(section(page, "New names")).toBeFocused();
  await expect(page.getByText("No value has got another name so far.")).toBeVisible();
  await expectAccessible(page);

  const admin = await colleague(browser, desk, "admin");
  await give(admin, "U-3", "change-user", { reach: "own" });
  const cole = await colleague(browser, desk, "cole");
  await expect(cole.getByRole("link", { name: "Monitoring" })).toBeVisible();
  await expect(cole.getByRole("link", { name: /^Signals/ })).toBeHidden();
  await cole.goto(`${desk.url}/signals`);
  await expect(cole.getByText("this is about the whole desk, and your account sees a part of it")).toBeVisible();
  await expectAccessible(cole);
});

for (const scheme of ["light", "dark"] as const) {
  test(`signals fit a narrow page in the ${scheme} theme`, async ({ page, desk }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await signIn(page, desk, "mani");
    await rise(page, desk);
    await watch(page);
    await page.goto(`${desk.url}/signals`);
    const link = page.getByRole("link", { name: /^Checkout had/ });
    const path = (await link.getAttribute("href")) ?? "";
    const signal = path.split("/").at(-1) ?? "";
    await give(page, signal, "explain", { as: "cause", words: "The new payment page fails on old telephones, and nobody had tried it on one." });
    await give(page, signal, "extend-contact-list", { customers: ["CU-1", "CU-2", "CU-3"], reason: "Bought in these days." });
    await give(page, signal, "record-silent-contact", { customer: "CU-2", outcome: "not_affected" });
    if (scheme === "dark") {
      for (const [to, name] of [["/signals", "inbox"], [path, "signal"]] as const) {
        await page.goto(desk.url + to);
        await expect(page.getByText(/1 of 3 reached/).first()).toBeVisible();
        await page.waitForTimeout(300);
        await expectAccessible(page);
        await picture(page, `signals-dark-${name}`);
      }
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [to, name] of [["/signals", "inbox"], [path, "signal"]] as const) {
      await page.goto(desk.url + to);
      await expect(page.getByText(/1 of 3 reached/).first()).toBeVisible();
      if (name === "signal") await expect(page.getByRole("img", { name: /^Cases received/ })).toBeVisible();
      await expectAccessible(page);
      expect([to, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([to, 390]);
      await picture(page, `signals-390-${scheme}-${name}`);
    }
  });
}

test.describe("auf Deutsch", () => {
  test.use({ locale: "de-DE", timezoneId: "Europe/Berlin" });
  test("werden Signale bearbeitet", async ({ page, desk }) => {
    await page.goto(`${desk.url}/signals`);
    await page.getByLabel("Benutzername").fill("lea");
    await page.locator('input[name="password"]').fill(password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Signale" })).toBeVisible();
    await rise(page, desk);
    await page.getByRole("button", { name: "Jetzt nachsehen" }).click();
    await expect(page.getByRole("status").filter({ hasText: /Durchgesehen: \d+ Signale? in den letzten zwölf Monaten/ })).toBeVisible();
    await picture(page, "signals-german-inbox");
    await expectAccessible(page);
    await page.getByRole("list", { name: "Alle gezeigten Signale" }).getByRole("link", { name: /Checkout/ }).first().click();
    await page.getByRole("button", { name: "Ansehen" }).click();
    await page.getByRole("button", { name: "Erklären" }).click();
    await page.getByRole("radio", { name: "Ein bekanntes Ereignis" }).check();
    await picture(page, "signals-german-signal");
    await expectAccessible(page);
  });
});
