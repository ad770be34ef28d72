// A desk for one test: the real program on a database in a folder of its own, with the demo's people, and a browser.

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Browser, type Page } from "@playwright/test";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env["AMENDS"] ?? join(root, "build/dev/amends");
const pages = process.env["AMENDS_WEB"] ?? join(root, "web/dist");
export const password = "make-amends-today";

/** A folder with a desk that has so many years behind it: made once for a program, as it takes half a minute, and copied by each test. */
async function past(years: string): Promise<string> {
  const folder = join(root, "build/e2e", `past-${years}-${Math.round(statSync(program).mtimeMs)}`);
  const making = `${folder}.making`;
  while (!existsSync(folder)) {
    try {
      mkdirSync(join(root, "build/e2e"), { recursive: true });
      mkdirSync(making); // whoever makes it first makes the desk; the others wait
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      execFileSync(program, ["demo", "--years", years], { cwd: making, env: { ...process.env, AMENDS_DATABASE: `sqlite:${making}/desk.db` }, stdio: "ignore" });
      renameSync(making, folder);
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  }
  return folder;
}

export class Desk {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private process: ChildProcess,
    private readonly args: string[],
    /** What opens a desk without an account. */
    readonly setupKey: string,
  ) {}

  static async start(...extra: string[]): Promise<Desk> {
    const folder = mkdtempSync(join(tmpdir(), "amends-e2e-"));
    const years = extra[extra.indexOf("--demo-years") + 1];
    if (extra.includes("--demo-years") && years !== undefined) cpSync(await past(years), folder, { recursive: true });
    const args = extra.includes("--empty") ? [] : ["--demo"];
    args.push(...extra.filter((arg) => arg !== "--empty"));
    const { process, url, setupKey } = await Desk.spawn(folder, ["--port", "0", ...args]);
    return new Desk(url, folder, process, args, setupKey);
  }

  private static spawn(folder: string, args: string[]): Promise<{ process: ChildProcess; url: string; setupKey: string }> {
    const child = spawn(program, ["serve", ...args, "--web", pages], {
      cwd: folder,
      env: { ...process.env, AMENDS_DATABASE: `sqlite:${folder}/desk.db` },
    });
    return new Promise((resolve, reject) => {
      let said = "";
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /listens on (http:\/\/\S+)/.exec(said);
        if (found?.[1]) resolve({ process: child, url: found[1], setupKey: /with the key (\S+)/.exec(said)?.[1] ?? "" });
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.on("exit", (code) => reject(new Error(`amends ended with ${code}:\n${said}`)));
    });
  }

  /** Takes the server away, as a lost connection does; `back` starts it again at the same place. */
  async away() {
    await this.end();
  }
  async back() {
    const port = new URL(this.url).port;
    this.process = (await Desk.spawn(this.folder, ["--port", port, ...this.args])).process;
  }
  private async end() {
    if (this.process.exitCode !== null) return;
    this.process.removeAllListeners("exit");
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }
  /** Another of the program's commands on the same database: what it prints. */
  run(...args: string[]): string {
    return execFileSync(program, args, { cwd: this.folder, env: { ...process.env, AMENDS_DATABASE: `sqlite:${this.folder}/desk.db` }, encoding: "utf8", maxBuffer: 64 << 20 });
  }
  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

type Fixtures = { desk: Desk };
export const test = base.extend<Fixtures>({
  desk: async ({}, give) => {
    const desk = await Desk.start();
    await give(desk);
    await desk.stop();
  },
});
export { expect };

/** Somebody else at the desk, in a browser of their own. */
export async function colleague(browser: Browser, desk: Desk, login: string, to = "/day") {
  const page = await (await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", viewport: { width: 1280, height: 800 }, hasTouch: false })).newPage();
  await signIn(page, desk, login, to);
  return page;
}

/** Gives a command beside the page, as whoever is signed in there: for what a journey needs but does not try. */
export async function give(page: Page, ref: string, command: string, body: Record<string, unknown> = {}): Promise<string> {
  const area = { CU: "customers", SG: "signals", U: "users" }[ref.split("-")[0] ?? ""] ?? "cases";
  const path = ref === "" ? "/api/v1/cases" : `/api/v1/${area}/${ref}/${command}`;
  const { status, text } = await page.evaluate(
    async ([to, sent]) => {
      const session = (await (await fetch("/api/v1/session")).json()) as { csrf: string };
      const reply = await fetch(to, { method: "POST", headers: { "X-CSRF-Token": session.csrf, "Content-Type": "application/json" }, body: sent });
      return { status: reply.status, text: await reply.text() };
    },
    [path, JSON.stringify(body)] as const,
  );
  if (status >= 300) throw new Error(`${path}: ${text}`);
  return (JSON.parse(text) as { ref?: string; code?: string }).ref ?? (JSON.parse(text) as { code?: string }).code ?? "";
}

export async function signIn(page: Page, desk: Desk, login: string, to = "/day") {
  await page.goto(desk.url + to);
  await page.getByLabel("Login").fill(login);
  await page.locator('input[name="password"]').fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

/** A picture for a person to look at, kept with the artefacts: the whole page, or what is seen of it behind a dialog. */
export async function picture(page: Page, name: string) {
  const dialog = (await page.locator('[role="dialog"]').count()) > 0;
  const top = await page.evaluate((all) => {
    const before = scrollY;
    if (all) scrollTo(0, 0); // else what sticks to the window stands in the middle of the page
    return before;
  }, !dialog);
  await page.screenshot({ path: fileURLToPath(new URL(`out/pictures/${name}.png`, import.meta.url)), fullPage: !dialog });
  if (!dialog) await page.evaluate((to) => scrollTo(0, to), top);
}

/** Nothing that axe finds, under the rules of WCAG 2.2 A and AA and its best practices. */
export async function expectAccessible(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}
