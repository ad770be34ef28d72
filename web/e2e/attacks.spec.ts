// Everything that is known to break pages, put into every field, seen in every place: it comes out as text. Nothing of it runs,
// nothing is fetched from elsewhere, and the content security policy, which would stop it, is never even asked to.

import type { Page } from "@playwright/test";
import { enterPortal } from "./stage";
import { expect, picture, signIn, test } from "./desk";

const rtl = "\u202Egpj.exe\u202C";
const family = "👩‍👩‍👧‍👦";
/** Each in one line, so that it fits where only a line is asked for. */
const attacks = [
  "<script>window.attacked=1</script>",
  "<img src=x onerror=window.attacked=1>",
  '"><svg onload="window.attacked=1">',
  "<svg><script href='data:text/javascript,window.attacked=1'/></svg>",
  "<iframe srcdoc='<script>parent.attacked=1</script>'></iframe>",
  "<a href='javascript:window.attacked=1'>press</a>",
  "javascript:window.attacked=1",
  "' onfocus='window.attacked=1' autofocus='",
  "<math><mi//xlink:href='data:x,<script>window.attacked=1</script>'>",
  "<style>body{display:none}</style>",
  "<link rel=stylesheet href=//elsewhere.example/x.css>",
  "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
  "<base href=//elsewhere.example>",
  "</title></textarea></script><script>window.attacked=1</script>",
  "{{constructor.constructor('window.attacked=1')()}}",
  "${window.attacked=1} <%= 7*7 %> #{7*7} {7*7}",
  "__proto__[attacked]=1",
  "=HYPERLINK(\"//elsewhere.example\",\"press\")",
  "+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "'; DROP TABLE event; --",
  "%3Cscript%3Ewindow.attacked=1%3C/script%3E &lt;script&gt;",
  `photo ${rtl}`,
  `${family} e\u0301\u0301\u0301 Z\u0351\u0343\u0351\u0327A\u0321L\u0328\u0302GO ￼ \uFEFF`,
  "../../../../etc/passwd %2e%2e%2f..%5c",
  "x".repeat(199),
];
/** Refused with a reason, or told as text; never half taken. */
const broken = ["a\u0000b", "a\r\nX-Injected: yes", "Subject: a\r\nBcc: everybody@elsewhere.example\r\n\r\nbody"];
const names = ["<img src=x onerror=window.attacked=1>.png", "../../../../etc/passwd", "a\r\nX-Injected: yes.txt", '=cmd|\' /C calc\'!A0".csv', `photo${rtl}`, `${family}.png`, "con.html", "%00.svg", `${"n".repeat(180)}.svg`];

type Reply = { status: number; body: { ref?: string; file?: string; faults?: { says: string }[]; detail?: string } };

/** Calls the server as the page would, and tells what it said, whatever it is. */
function call(page: Page, path: string, body: unknown): Promise<Reply> {
  return page.evaluate(
    async ([to, sent]) => {
      const session = (await (await fetch("/api/v1/session")).json()) as { csrf?: string };
      const reply = await fetch(to, { method: "POST", headers: { "X-CSRF-Token": session.csrf ?? "", "Content-Type": "application/json" }, body: sent });
      return { status: reply.status, body: (await reply.json()) as Reply["body"] };
    },
    [path, typeof body === "string" ? body : JSON.stringify(body)] as const,
  );
}

/** From now on, whatever should not happen is written down. */
async function watch(page: Page, home: string): Promise<string[]> {
  const happened: string[] = [];
  page.on("dialog", (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => happened.push(`an error: ${error.message}`));
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) happened.push(`the policy: ${message.text()}`);
  });
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(home) && !/^(data|blob|about):/.test(to)) happened.push(`a request: ${to}`);
  });
  page.on("popup", (popup) => happened.push(`a window: ${popup.url()}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return happened;
}
async function expectUnharmed(page: Page, happened: string[], where: string) {
  const ran = await page.evaluate(() => "attacked" in window || "attacked" in {} || document.querySelector("base, iframe[srcdoc], main style, link[href*='elsewhere']") !== null);
  expect(ran, `something ran or was built in ${where}`).toBe(false);
  expect(happened, where).toEqual([]);
}
async function settled(page: Page) {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForTimeout(250);
}

test("known attacks come out as text, everywhere", { tag: "@main" }, async ({ page, desk, browser }) => {
  test.setTimeout(240_000);
  const happened = await watch(page, desk.url);
  await signIn(page, desk, "lea");

  const refs: { ref: string; says: string }[] = [];
  await test.step("into every field of a case, its customer and its letters", async () => {
    for (const says of attacks) {
      const logged = await call(page, "/api/v1/cases", {
        kind: "complaint",
        channel: "telephone",
        new_customer: { name: `Zz ${says}`.slice(0, 200), organisation: says, address: says, account: says.slice(0, 64) },
        subject: says,
        words: `${says}\n${attacks.join("\n")}`,
        remedy_sought: says,
        product: says,
        category: says,
      });
      expect(logged.status, `${says}: ${JSON.stringify(logged.body)}`).toBe(201);
      const ref = logged.body.ref ?? "";
      refs.push({ ref, says });
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      for (const [command, body] of [
        ["take-ownership", {}],
        ["record-contact", { direction: "to_customer", channel: "telephone", summary: says, next_news_by: tomorrow, next_news_about: says }],
        ["assess-impact", { severity: "high", emotion: "angry", vulnerable: false, safety_risk: false, act_at_once: says, notes: says }],
        ["add-finding", { says, source: says }],
      ] as const) {
        const given = await call(page, `/api/v1/cases/${ref}/${command}`, body);
        expect(given.status, `${command} ${says}: ${JSON.stringify(given.body)}`).toBe(200);
      }
    }
  });
  const [first] = refs;
  if (!first) throw new Error("no case was logged");

  await test.step("what cannot be kept is refused with a reason, or kept as text", async () => {
    for (const says of broken) {
      const given = await call(page, `/api/v1/cases/${first.ref}/add-finding`, { says, source: "x" });
      expect([200, 400, 422]).toContain(given.status);
      if (given.status !== 200) expect(given.body.faults?.[0]?.says ?? given.body.detail ?? "").not.toBe("");
    }
    const huge = await call(page, `/api/v1/cases/${first.ref}/add-finding`, { says: "h".repeat(60_000), source: "x" });
    expect([400, 413, 422]).toContain(huge.status);
    const deep = await call(page, `/api/v1/cases/${first.ref}/add-finding`, `${'{"a":'.repeat(4000)}1${"}".repeat(4000)}`);
    expect([400, 413, 422]).toContain(deep.status);
  });

  await test.step("as the name of a file: kept as a name, handed out as a file and nothing else", async () => {
    const handed = await page.evaluate(
      async ([ref, all]) => {
        const session = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
        const found = [];
        for (const name of all) {
          const sent = await fetch(`/api/v1/cases/${ref}/files?name=${encodeURIComponent(name)}`, {
            method: "POST",
            headers: { "X-CSRF-Token": session.csrf, "Content-Type": "application/octet-stream" },
            body: '<svg xmlns="http://www.w3.org/2000/svg"><script>parent.attacked=1</script></svg>',
          });
          found.push({ name, status: sent.status, says: await sent.text() });
        }
        const view = (await (await fetch(`/api/v1/cases/${ref}`)).json()) as { state: { attachments: { id: string; name: string }[] } };
        const files = [];
        for (const { id, name } of view.state.attachments) {
          const got = await fetch(`/api/v1/cases/${ref}/files/${id}`);
          files.push({ name, headers: Object.fromEntries(got.headers.entries()) });
        }
        return { found, files };
      },
      [first.ref, names] as const,
    );
    for (const { name, status, says } of handed.found) expect([200, 201, 400, 422], `${name}: ${says}`).toContain(status);
    expect(handed.files.length).toBeGreaterThan(4);
    for (const { name, headers } of handed.files) {
      expect(headers["content-disposition"], name).toMatch(/^attachment; filename\*=UTF-8''[\w.!~'()*%-]+$/);
      expect(headers["content-security-policy"], name).toContain("sandbox");
      expect(headers["x-content-type-options"], name).toBe("nosniff");
      expect(headers["x-injected"], name).toBeUndefined();
    }
  });

  await test.step("in the workspace", async () => {
    for (const path of ["/day", "/cases?view=mine", "/cases?view=all", "/customers", "/log", "/admin/coaching"]) {
      await page.goto(desk.url + path);
      await settled(page);
      await expectUnharmed(page, happened, path);
    }
    for (const { ref, says } of refs) {
      await page.goto(`${desk.url}/cases/${ref}`);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(/[!-~ ]{5,}/.exec(says)?.[0].trim().slice(0, 40) ?? "👩");
      await expectUnharmed(page, happened, `${ref}, ${says}`);
    }
    await page.goto(`${desk.url}/cases/${first.ref}`);
    await settled(page);
    await expect(page.getByText(attacks[1] ?? "").first()).toBeVisible();
    await picture(page, "attacked-case");
    const { customer } = await page.evaluate(async (ref) => (await (await fetch(`/api/v1/cases/${ref}`)).json()) as { customer: { ref: string } }, first.ref);
    await page.goto(`${desk.url}/customers/${customer.ref}`);
    await settled(page);
    await expectUnharmed(page, happened, "the customer");
  });

  await test.step("in the search", async () => {
    await page.goto(`${desk.url}/day`);
    await settled(page);
    await page.keyboard.press("Control+k");
    for (const says of attacks) {
      await page.getByRole("dialog").getByRole("textbox").or(page.getByRole("dialog").getByRole("combobox")).first().fill(says);
      await page.waitForTimeout(200);
    }
    await expectUnharmed(page, happened, "the search");
    await page.goto(`${desk.url}/cases?q=${encodeURIComponent(attacks.join(" "))}`);
    await settled(page);
    await page.goto(`${desk.url}/cases/${encodeURIComponent(attacks[0] ?? "")}`);
    await settled(page);
    await expectUnharmed(page, happened, "the address");
  });

  await test.step("on paper, and in what is exported", async () => {
    await page.goto(`${desk.url}/cases/${first.ref}`);
    await settled(page);
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(200);
    await expectUnharmed(page, happened, "print");
    await page.emulateMedia({ media: "screen" });
    const list = desk.run("export", "--format", "csv");
    // No cell of any line begins as a formula does; a quoted one neither.
    expect.soft(list).not.toMatch(/(^|,)"?[=+@\t\r]/m);
    expect(list).toContain("DROP TABLE");
    for (const line of desk.run("export").trim().split("\n")) JSON.parse(line);
  });

  await test.step("in the portal: lodged there, and read there", async () => {
    const theirs = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
    const there = await watch(theirs, desk.url);
    await theirs.goto(`${desk.url}/portal/lodge`);
    await theirs.getByLabel("What went wrong?").fill(attacks.join("\n"));
    await theirs.getByLabel("And in one line?").fill(attacks[2] ?? "");
    await theirs.getByLabel(/What would put it right/).fill(attacks.join(" "));
    await theirs.getByLabel("What is it about?").fill(attacks[1] ?? "");
    await theirs.getByLabel("Your name").fill(`${attacks[0] ?? ""} Attacker`);
    await theirs.getByLabel("Postal address").fill(attacks.join(" ").slice(0, 900));
    await theirs.getByLabel(/Take or choose a picture/).setInputFiles({ name: "<img src=x onerror=window.attacked=1>.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg onload='window.attacked=1'/>") });
    await theirs.getByRole("button", { name: "Send my complaint" }).click();
    await expect(theirs.getByRole("heading", { name: "We have your complaint" })).toBeVisible();
    const reference = (await theirs.locator(".reference").textContent()) ?? "";
    await theirs.getByRole("link", { name: "See your complaint" }).click();
    await expect(theirs.getByRole("heading", { level: 1 })).toContainText("svg onload");
    await theirs.getByLabel("Your message").fill(attacks.join("\n"));
    await theirs.getByRole("button", { name: "Send", exact: true }).click();
    await expect(theirs.getByText("We have your message.")).toBeVisible();
    await expectUnharmed(theirs, there, "the portal");
    await picture(theirs, "attacked-portal");
    for (const path of [`/portal/cases/${encodeURIComponent(attacks[0] ?? "")}`, "/portal/..%2f..%2fetc", `/portal/enter#${encodeURIComponent(attacks[1] ?? "")}`]) {
      await theirs.goto(desk.url + path);
      await settled(theirs);
      await expectUnharmed(theirs, there, path);
    }
    await page.goto(`${desk.url}/cases/${reference}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("svg onload");
    await page.waitForTimeout(400);
    await expectUnharmed(page, happened, "what was lodged");
    await theirs.context().close();

    const other = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
    const beside = await watch(other, desk.url);
    await enterPortal(other, page, desk.url, "CU-6", "C-1006", "Adeyemi");
    await settled(other);
    await expectUnharmed(other, beside, "another customer's page");
    await other.context().close();
  });
});
