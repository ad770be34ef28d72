// Measures the built pages in Chromium on the real server; bench/web/run calls it, and says how.

import { createRequire } from "node:module";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openDesk, password } from "./desk.mjs";
import { probe } from "./probe.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
// The browser is driven by what the pages' own tests are driven by.
const { chromium } = createRequire(join(root, "web/package.json"))("@playwright/test");

const { values: given } = parseArgs({
  options: {
    program: { type: "string", default: join(root, "build/release/amends") },
    pages: { type: "string", default: join(root, "web/dist") },
    folder: { type: "string" },
    cases: { type: "string", default: "100000" },
    runs: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    profile: { type: "string" },
  },
});
const cases = Number(given.cases);
const runs = Number(given.runs);
const folder = resolve(given.folder ?? join(root, "build/bench-web", `desk-${cases}`));
const program = resolve(given.program);
const pages = resolve(given.pages);
for (const [what, file, mend] of [["program", program, "cmake --build --preset release --target amends"], ["built page", join(pages, "index.html"), `tools/pages ${given.program}`]]) {
  if (existsSync(file)) continue;
  console.error(`bench/web: there is no ${what} ${file}; make it: ${mend}`);
  process.exit(2);
}
// Where other work goes on beside, as in a test run, times say little: they are held to what nothing slows down so far.
const patience = given.quick ? 10 : 1;
const say = (text) => console.error(text);

// ---- what was measured

const rows = [];
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
/** The number below which that share of them lies. */
const quantile = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.max(0, Math.ceil(share * numbers.length) - 1))];
const median = (numbers) => {
  const all = sorted(numbers);
  const half = all.length >> 1;
  return all.length % 2 ? all[half] : (all[half - 1] + all[half]) / 2;
};
const ms = (n) => `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`;
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** One line of the table. `by` says which number the target is for. */
function timed(name, numbers, { most, by = "median" } = {}) {
  const held = by === "median" ? median(numbers) : quantile(numbers, 0.95);
  const limit = most === undefined ? undefined : most * patience;
  rows.push({ name, median: ms(median(numbers)), p95: ms(quantile(numbers, 0.95)), of: numbers.length, target: limit === undefined ? "" : `${by} <= ${limit} ms`, met: limit === undefined ? undefined : held <= limit, numbers });
}
function counted(name, said, target, met) {
  rows.push({ name, median: said, p95: "", of: "", target, met });
}

// ---- the browser

const launch = (args = []) => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", ...args] });
const rest = (page, time = 400) => page.waitForTimeout(time);

async function somebody(browser, url, login, path = "/day") {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", timezoneId: "Europe/London" });
  await context.addInitScript(probe);
  const page = await context.newPage();
  page.on("pageerror", (error) => say(`the page broke: ${error.message}`));
  await page.goto(url + path);
  await page.getByLabel("Login").fill(login);
  await page.locator('input[name="password"]').fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForSelector("nav");
  await rest(page, 1000);
  return { context, page };
}

/** What came over the line, by kind, as bytes of the line. */
async function heard(page) {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  const kinds = new Map();
  const bytes = {};
  line.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  return bytes;
}

async function timeOf(page, wanted, act) {
  await page.evaluate((w) => globalThis.__bench.arm(w), wanted);
  await act();
  return page.evaluate(() => globalThis.__bench.result);
}
const click = (page, css) => page.locator(css).first().click({ noWaitAfter: true });

// ---- what is measured

const there = {
  day: { path: "/day", h1: "My day", present: ["#main h1 ~ *, #main section"] },
  cases: { path: "/cases", h1: "Cases", present: ['[role="row"][data-row="0"]'], absent: ['[class*="_busy_"]'] },
  log: { path: "/log", h1: "Log a problem", present: ["[data-log-first]"] },
  customers: { path: "/customers", h1: "Customers", present: ['input[type="search"]'] },
  admin: { path: "/admin", h1: "Administration", present: ["#main table"] },
  help: { path: "/help", h1: ".", present: ["#main table"] },
};
const menu = (to) => `nav a[href="/${to}"]`;

const scenes = {
  /** What has to come before the first page can be used, with nothing kept from before. */
  async sizes({ browser, url }) {
    const fresh = () => browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    const signIn = await fresh();
    const page = await signIn.newPage();
    let bytes = await heard(page);
    await page.goto(url + "/day");
    await page.getByLabel("Login").waitFor();
    await rest(page, 1500);
    const script = bytes.Script;
    await page.getByLabel("Login").fill("hana");
    await page.locator('input[name="password"]').fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForSelector("nav");
    await rest(page, 1500);
    const state = await signIn.storageState();
    await signIn.close();
    const dayContext = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", storageState: state });
    const day = await dayContext.newPage();
    bytes = await heard(day);
    await day.goto(url + "/day");
    await day.waitForSelector("#main h1");
    await rest(day, 1500);
    counted("workspace, first load: script, sign-in page", kb(script), "<= 250 KB", script <= 250 * 1024);
    counted("workspace, first load: script, My day", kb(bytes.Script), "<= 250 KB", bytes.Script <= 250 * 1024);
    counted("workspace, first load: styles, My day", kb(bytes.Stylesheet ?? 0), "");
    await dayContext.close();
    const portal = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: "en-GB" });
    const home = await portal.newPage();
    bytes = await heard(home);
    await home.goto(url + "/portal/");
    await home.waitForSelector("h1");
    await rest(home, 1500);
    const all = Object.values(bytes).reduce((sum, n) => sum + n, 0);
    counted("portal, first load: everything", kb(all), "< 80 KB", all < 80 * 1024);
    await portal.close();
  },

  /** From the click in the menu until the new page has its content, for somebody whose browser has seen the pages before. */
  async routes({ browser, url }) {
    const { context, page } = await somebody(browser, url, "hana");
    const order = ["cases", "log", "customers", "help", "day", "log", "cases", "day", "customers", "cases", "help"];
    const times = {};
    const settled = {};
    for (let round = 0; round <= runs; round++) {
      for (const to of order) {
        const took = await timeOf(page, there[to], () => click(page, menu(to)));
        if (round > 0) {
          (times[to] ??= []).push(took.shown);
          (settled[to] ??= []).push(took.settled);
        }
        await rest(page);
      }
    }
    timed("route change, all of them", Object.values(times).flat(), { most: 100 });
    for (const [to, numbers] of Object.entries(times)) timed(`route change: to ${to}`, numbers, { most: 100 });
    timed("route change, until nothing moves any more", Object.values(settled).flat());
    await context.close();
    const desk = await somebody(browser, url, "mani");
    for (const [to, from] of [["day", "log"], ["cases", "help"]]) {
      const numbers = [];
      for (let round = 0; round < runs; round++) {
        await timeOf(desk.page, there[from], () => click(desk.page, menu(from)));
        await rest(desk.page);
        numbers.push((await timeOf(desk.page, there[to], () => click(desk.page, menu(to)))).shown);
        await rest(desk.page);
      }
      timed(`route change: to ${to}, a manager with the whole desk`, numbers, { most: 100 });
    }
    await desk.context.close();
  },

  /** The same the very first time: the page's own script has to come too. */
  async firstTime({ browser, url }) {
    const times = {};
    for (let round = 0; round < Math.min(runs, 5); round++) {
      const { context, page } = await somebody(browser, url, "hana");
      for (const to of ["cases", "log", "customers", "help", "day"]) {
        (times[to] ??= []).push((await timeOf(page, there[to], () => click(page, menu(to)))).shown);
        await rest(page);
      }
      await context.close();
    }
    timed("route change, the first time after signing in", Object.values(times).flat(), { most: 100 });
    for (const [to, numbers] of Object.entries(times)) timed(`the first time: to ${to}`, numbers);
  },

  /** From the click on a row until the case is there: head, phases, panel and story. Each time another case. */
  async open({ browser, url }) {
    for (const [login, view] of [["hana", "mine"], ["mani", "all"]]) {
      const { context, page } = await somebody(browser, url, login, `/cases?view=${view}`);
      await page.waitForSelector('[data-row="0"] a');
      const shown = [];
      const settled = [];
      for (let round = 0; round < Math.max(runs, 3) + 1; round++) {
        const css = `[data-row="${round * 2}"] a`;
        const link = page.locator(css).first();
        const path = await link.getAttribute("href");
        const took = await timeOf(page, { path, h1: ".", present: ['[role="tabpanel"]', "#story li"] }, () => link.click({ noWaitAfter: true }));
        if (round > 0) {
          shown.push(took.shown);
          settled.push(took.settled);
        }
        await rest(page);
        await page.goBack();
        await page.waitForSelector(css);
        await rest(page);
      }
      timed(`a case opens, from ${login === "hana" ? "a handler's own list" : "the list of all"}`, shown, { most: 150 });
      timed("  until nothing moves any more", settled);
      await context.close();
    }
  },

  async customer({ browser, url }) {
    const { context, page } = await somebody(browser, url, "hana", "/customers");
    const shown = [];
    for (let round = 0; round < runs; round++) {
      await page.locator('input[type="search"]').fill(["Okafor", "Novak", "Silva", "Haddad", "Larsen", "Moreau", "Tanaka"][round % 7]);
      await page.waitForSelector("#main table a");
      await rest(page);
      const link = page.locator("#main table a").nth(round);
      const path = await link.getAttribute("href");
      shown.push((await timeOf(page, { path, h1: "^(?!CU-|Customers)." }, () => link.click({ noWaitAfter: true }))).shown);
      await rest(page);
      await click(page, menu("customers"));
      await rest(page);
    }
    timed("a customer opens, from the search", shown, { most: 150 });
    await context.close();
  },

  /** From the key until what it typed is painted, with everything the form looks up meanwhile. */
  async typing({ browser, url }) {
    const { context, page } = await somebody(browser, url, "hana", "/log");
    await page.waitForSelector("[data-log-first]");
    await page.evaluate(() => globalThis.__bench.hearTyping());
    const into = async (name, field, text, delay = 70) => {
      await field.click();
      await page.evaluate(() => (globalThis.__bench.strokes.length = 0));
      await page.keyboard.type(text, { delay });
      await rest(page, 500);
      const numbers = await page.evaluate(() => globalThis.__bench.strokes);
      timed(`typing: ${name}`, numbers, { most: 50, by: "p95" });
      return numbers;
    };
    const all = [];
    all.push(...(await into("finding the customer", page.locator("[data-log-first]"), "Okafor 1 Amara Novak 20")));
    await page.getByRole("button", { name: /new customer|not known|take down/i }).first().click().catch(() => undefined);
    await rest(page);
    const names = page.locator('#main input[type="text"]:visible');
    if ((await names.count()) > 1) all.push(...(await into("a new customer's name", names.first(), "Amara Okafor")));
    const areas = page.locator("#main textarea:visible");
    const words = "The engineer did not come for the third time, and nobody rang. We have had no heating since Monday and there is a baby at home. I took two days off work.";
    for (let at = 0; at < Math.min(2, await areas.count()); at++) all.push(...(await into(`text, field ${at + 1}`, areas.nth(at), words, 60)));
    timed("typing on the log form, every key", all, { most: 50, by: "p95" });
    await context.close();
  },

  /** Another list, chosen by its tab. */
  async views({ browser, url }) {
    for (const login of ["hana", "mani"]) {
      const { context, page } = await somebody(browser, url, login, "/cases?view=all");
      await page.waitForSelector('[data-row="0"] a');
      const tabs = page.locator('#main nav a[href*="view="]');
      const many = await tabs.count();
      const times = [];
      const slowest = new Map();
      for (let round = 0; round <= runs; round++) {
        // Nothing is known yet: each list comes from the server.
        await page.reload();
        await page.waitForSelector('[data-row="0"] a');
        await page.waitForFunction(() => !document.querySelector('#main nav')?.textContent.includes("…"));
        await rest(page);
        for (let at = 0; at < many; at++) {
          const tab = tabs.nth(at);
          const href = await tab.getAttribute("href");
          const label = await tab.evaluate((link) => link.firstChild.textContent);
          const many = await tab.evaluate((link) => link.lastChild.textContent);
          if ((await tab.getAttribute("aria-current")) === "page" || many === "0") continue;
          const wanted = { path: "/cases", present: [`[role="table"][aria-label*="${label}" i] [role="row"][data-row="0"]`], absent: ['[class*="_busy_"]'] };
          const took = await timeOf(page, wanted, () => tab.click({ noWaitAfter: true }));
          await rest(page);
          if (round === 0) continue;
          times.push(took.shown);
          const view = new URL(href, url).searchParams.get("view");
          slowest.set(view, [...(slowest.get(view) ?? []), took.shown]);
        }
      }
      const who = login === "hana" ? "a handler" : "a manager";
      timed(`another list, ${who}`, times, { most: 100 });
      for (const [view, numbers] of slowest) timed(`  ${who}: ${view}`, numbers, { most: 100 });
      await context.close();
    }
  },

  /** The list of everything: read to its end, then scrolled through as a person does. */
  async scroll({ browser, url }) {
    const { context, page } = await somebody(browser, url, "mani", "/cases?view=all&status=all&sort=newest");
    await page.waitForSelector('[data-row="0"] a');
    const box = '#main [class*="_scroll_"]';
    const scrolled = async (name, steps, by) => {
      const place = await page.locator(box).boundingBox();
      await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
      const stop = await page.evaluateHandle((css) => globalThis.__bench.watchFrames(css), box);
      for (let step = 0; step < steps; step++) {
        await page.mouse.wheel(0, by);
        await page.waitForTimeout(16);
      }
      const { frames, blank } = await page.evaluate((end) => end(), stop);
      const long = frames.filter((time) => time > 50).length;
      const share = (100 * long) / frames.length;
      timed(`${name}: a frame`, frames, { most: 34, by: "p95" });
      counted(`${name}: frames longer than 50 ms`, `${share.toFixed(1)} % of ${frames.length}`, `<= ${patience} %`, share <= patience);
      counted(`${name}: frames without rows`, `${((100 * blank) / frames.length).toFixed(1)} %`, "");
    };
    await scrolled("scrolling while more is fetched", 200, 240);
    const began = Date.now();
    const wanted = given.quick ? Math.min(cases, 1000) : cases;
    let last = 0;
    for (let still = 0; still < 40; ) {
      const height = await page.evaluate((css) => {
        const it = document.querySelector(css);
        it.scrollTop = it.scrollHeight;
        return it.scrollHeight;
      }, box);
      still = height === last ? still + 1 : 0;
      last = height;
      await page.waitForTimeout(25);
      if (last / 40 > wanted * 1.05) break;
    }
    const held = await page.evaluate((css) => Math.max(...[...document.querySelectorAll(`${css} [role=row]`)].map((row) => Number(row.getAttribute("aria-rowindex")))), box);
    counted("all cases read into one list", `${held - 1} rows, ${((Date.now() - began) / 1000).toFixed(1)} s`, "");
    await page.evaluate((css) => (document.querySelector(css).scrollTop = 0), box);
    await rest(page, 600);
    await scrolled(`scrolling in a list of ${held - 1}`, 250, 240);
    await scrolled(`jumping in a list of ${held - 1}`, 60, 6000);
    await context.close();
  },
};

/** Lighthouse's four categories, the middle one of some runs. */
async function lighthouseOf(url) {
  const place = join(root, "bench/web/node_modules/lighthouse/core/index.js");
  if (!existsSync(place)) throw new Error("Lighthouse is not installed: tools/web npm ci in bench/web (bench/web/run does it)");
  const { default: lighthouse, desktopConfig } = await import(place);
  const port = 20_000 + (process.pid % 20_000);
  const browser = await launch([`--remote-debugging-port=${port}`]);
  const categories = ["performance", "accessibility", "best-practices", "seo"];
  try {
    for (const [name, path, config] of [
      ["portal, phone", "/portal/", undefined],
      ["portal, desktop", "/portal/", desktopConfig],
      ["sign-in page, phone", "/day", undefined],
      ["sign-in page, desktop", "/day", desktopConfig],
    ]) {
      const scores = Object.fromEntries(categories.map((one) => [one, []]));
      const lost = new Map();
      for (let round = 0; round < Math.min(runs, 3); round++) {
        const { lhr } = await lighthouse(url + path, { port, output: "json", logLevel: "error", onlyCategories: categories }, config);
        for (const one of categories) {
          scores[one].push(Math.round(100 * (lhr.categories[one].score ?? 0)));
          for (const { id, weight } of lhr.categories[one].auditRefs) {
            const { score, displayValue = "" } = lhr.audits[id];
            if (weight > 0 && score !== null && score < 0.9) lost.set(id, `${one}: ${id} ${displayValue}`);
          }
        }
      }
      const middle = categories.map((one) => median(scores[one]));
      counted(`Lighthouse, ${name}`, `${middle.join(" ")}`, ">= 95 each", middle.every((score) => score >= 95));
      for (const text of lost.values()) say(`  ${name} lost ${text}`);
    }
  } finally {
    await browser.close();
  }
}

// ---- all of it

const usual = given.quick ? ["sizes", "routes", "open", "typing"] : [...Object.keys(scenes), "lighthouse"];
const wanted = given.only === "" ? usual : given.only.split(",");
for (const name of wanted) {
  if (name in scenes || name === "lighthouse") continue;
  console.error(`bench/web: there is no measure "${name}"; there are ${[...Object.keys(scenes), "lighthouse"].join(", ")}`);
  process.exit(2);
}
const desk = await openDesk({ program, pages, cases, folder, say });
let browser;
try {
  browser = await launch();
  const machine = `${availableParallelism()} cores of ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB; Chromium ${browser.version()}; ${new Date().toISOString().slice(0, 10)}; ${cases} cases; load before: ${loadavg()[0].toFixed(2)}`;
  console.log(`${machine}\n${program.includes("/release/") ? "" : `Not a release build: ${program}. The times do not count.\n`}`);
  for (const name of wanted) {
    say(`measuring ${name} (load ${loadavg()[0].toFixed(2)})`);
    if (name === "lighthouse") await lighthouseOf(desk.url);
    else await scenes[name]({ browser, url: desk.url });
  }
} finally {
  await browser?.close();
  await desk.stop();
}

const widths = { name: Math.max(...rows.map(({ name }) => name.length)), median: 22, p95: 8 };
const line = (name, middle, high, target, met) => console.log(`| ${name.padEnd(widths.name)} | ${middle.padStart(widths.median)} | ${high.padStart(widths.p95)} | ${target.padEnd(18)} | ${met} |`);
line("measure", "median", "p95", "target", "met");
console.log(`| --- | ---: | ---: | --- | --- |`);
for (const { name, median: middle, p95, target, met } of rows) line(name, middle, p95, target, met === undefined ? "" : met ? "yes" : "**no**");
const missed = rows.filter(({ met }) => met === false);
if (given.json) writeFileSync(given.json, JSON.stringify({ passed: rows.filter(({ met }) => met === true).length, failed: missed.length, rows }, null, 1));
console.log(missed.length === 0 ? "\nEvery target is met." : `\n${missed.length} targets are missed: ${missed.map(({ name }) => name.trim()).join("; ")}`);
process.exitCode = missed.length === 0 ? 0 : 1;
