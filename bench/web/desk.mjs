// A desk with many cases behind it: the demo's people and cases, as many more taken in by `amends import`, and then worked
// on through the API as a desk works on them. Everything goes through the one door; the same number always makes the same desk.
//
//   const desk = await openDesk({ program, pages, cases: 100_000, folder: "build/bench-web/desk" });
//   ... desk.url ... await desk.stop();

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";

export const password = "make-amends-today"; // of everybody in the demo
const making = 1; // another number after a change of what is made below

/** Chance that comes out the same each time (mulberry32). */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const first = ["Amara", "Ben", "Chidi", "Dana", "Elif", "Farid", "Grace", "Hannah", "Ivo", "Jun", "Kofi", "Lena", "Marta", "Nadia", "Owen", "Priya", "Rhys", "Sofia", "Tomas", "Yusuf"];
const last = ["Okafor", "Novak", "Silva", "Haddad", "Larsen", "Moreau", "Tanaka", "Kowalski", "Mensah", "Rossi", "Hughes", "Byrne", "Patel", "Fischer", "Jones", "Ahmed", "Clarke", "Evans", "Singh", "Walker"];
const troubles = [
  ["Boiler cover", "Missed appointment", "The engineer did not come", "Repair this week, and the call-out fee back."],
  ["Boiler cover", "Repair failed", "The boiler failed again a day after the repair", "A new part, fitted by somebody who knows it."],
  ["Electricity", "Bill too high", "The bill is three times that of last winter", "A bill for what was used."],
  ["Electricity", "Meter", "The meter counts when everything is off", "A new meter and the money back."],
  ["Gas", "Supply", "The gas was cut off without a letter", "Supply today, and an apology."],
  ["Gas", "Direct debit", "The direct debit was doubled without asking", "The old amount, and the difference back."],
  ["Water", "Leak", "Water has run down the wall since the visit", "The wall dried and painted."],
  ["Broadband", "No service", "No line since Monday, and two calls in vain", "A line that works, and credit for each day."],
];
const told = [
  "Nobody rang. We have had no heating since Monday and there is a baby at home.",
  "I took two days off work for visits that were never kept.",
  "I was passed from one to the next and had to say it all again each time.",
  "The young man on the telephone was kind, but nothing came of it.",
  "My mother is eighty-one and was without warm water for four days.",
];

function csv(cases, now) {
  const dice = chance(20261122);
  const pick = (list) => list[Math.floor(dice() * list.length)];
  const lines = ["Ticket,Received,Type,Source,Title,Description,Wants,Product,Category,Customer,Mail,Postcode"];
  for (let n = 1; n <= cases; n++) {
    // Three in four people have one case, the others some.
    const who = dice() < 0.75 ? n : Math.ceil(dice() * Math.max(1, cases / 8));
    const name = `${first[who % 20]} ${last[Math.floor(who / 20) % 20]} ${who}`;
    const [product, category, title, wants] = pick(troubles);
    // Most of what is open is young: half of it came in the last fortnight.
    const ago = Math.floor(60 * dice() ** 2 * 24 * 60);
    const received = new Date(now - ago * 60_000).toISOString().slice(0, 16).replace("T", " ");
    const words = `${title}. ${pick(told)} ${pick(told)} Job ${n}.`;
    const cells = [n, received, dice() < 0.85 ? "Complaint" : "Fault", pick(["Phone", "Phone", "E-mail", "Web form", "Letter"]), `${title} (${n})`, words, wants, product, category, name, `p${who}@example.org`, `M${1 + (who % 40)} ${who % 10}BT`];
    lines.push(cells.map((cell) => (/[",]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(","));
  }
  return lines.join("\n") + "\n";
}
const mapping = `system = "bench"
id = "Ticket"
[received_at]
column = "Received"
format = "%Y-%m-%d %H:%M"
time_zone = "Europe/London"
[kind]
column = "Type"
values = { "Complaint" = "complaint", "Fault" = "problem" }
[channel]
column = "Source"
values = { "Phone" = "telephone", "E-mail" = "email", "Web form" = "web", "Letter" = "letter" }
[fields]
subject = "Title"
words = "Description"
remedy_sought = "Wants"
product = "Product"
category = "Category"
[customer]
name = "Customer"
email = "Mail"
postcode = "Postcode"
`;

function run(program, words, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let out = "";
    let error = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (error += chunk));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve(out) : reject(new Error(`${program} ${words.join(" ")} ended with ${code}:\n${error}${out}`))));
  });
}

function serve({ program, pages, database, folder, port = 0 }) {
  const child = spawn(program, ["serve", "--port", String(port), "--web", pages, "--log-file", join(folder, "serve.log")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, AMENDS_DATABASE: `sqlite:${database}` },
  });
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk) => {
      said += chunk;
      const url = /listens on (http:\/\/\S+)/.exec(said)?.[1];
      if (url) resolve({ child, url });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`amends serve ended with ${code}:\n${said}`)));
  });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.removeAllListeners("exit");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** Somebody who is signed in and gives commands, many at once. */
class Caller {
  constructor(url, lanes) {
    this.url = new URL(url);
    this.agent = new Agent({ keepAlive: true, maxSockets: lanes });
    this.headers = { "Content-Type": "application/json" };
    this.lanes = lanes;
  }
  call(method, path, body) {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? "" : JSON.stringify(body);
      const headers = { ...this.headers, "Content-Length": Buffer.byteLength(text) };
      const asked = request({ host: this.url.hostname, port: this.url.port, method, path, agent: this.agent, headers }, (reply) => {
        let got = "";
        reply.setEncoding("utf8");
        reply.on("data", (chunk) => (got += chunk));
        reply.on("end", () => {
          const cookie = reply.headers["set-cookie"]?.[0]?.split(";")[0];
          if (cookie) this.headers["Cookie"] = cookie;
          if (reply.statusCode >= 400) reject(new Error(`${method} ${path}: ${reply.statusCode} ${got}`));
          else resolve(got === "" ? undefined : JSON.parse(got));
        });
      });
      asked.on("error", reject);
      asked.end(text);
    });
  }
  async signIn(login) {
    const { csrf } = await this.call("POST", "/api/v1/session", { login, password });
    this.headers["X-CSRF-Token"] = csrf;
    return this;
  }
  /** Does all of it, so many at once as there are lanes. */
  async all(jobs) {
    let next = 0;
    const lane = async () => {
      while (next < jobs.length) {
        const [path, body] = jobs[next++];
        await this.call("POST", path, body);
      }
    };
    await Promise.all(Array.from({ length: this.lanes }, lane));
  }
  close() {
    this.agent.destroy();
  }
}

/** What a desk does with its cases: gives most of them out, weighs up some, sends few up; some are taken back. */
async function work(url, say) {
  const manager = await new Caller(url, 48).signIn("mani");
  const leader = await new Caller(url, 16).signIn("lea"); // of the team Heating
  const admin = await new Caller(url, 1).signIn("admin");
  const teams = ["Heating", "Billing", "Power", "Water", "Broadband"];
  for (let n = 0; n < 20; n++) {
    await admin.call("POST", "/api/v1/users", { login: `h${n}`, name: `${first[n]} ${last[19 - n]}`, role: "handler", team: teams[n % 5] });
  }
  const { users } = await manager.call("GET", "/api/v1/users");
  const handlers = users.filter(({ role }) => role === "handler");
  const known = handlers.filter(({ login }) => login === "hana" || login === "cole");
  const refs = [];
  for (let cursor; ; ) {
    const page = await manager.call("GET", `/api/v1/cases?sort=oldest&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    refs.push(...page.cases.filter(({ owner }) => owner === undefined).map(({ ref }) => ref));
    cursor = page.next;
    if (!cursor) break;
  }
  const dice = chance(7);
  const [given, weighed, sentUp, takenBack] = [[], [], [], []];
  for (const ref of refs) {
    const at = (command) => `/api/v1/cases/${ref}/${command}`;
    if (dice() < 0.7) {
      // Whom one measures as has a few hundred at the most, as people have.
      const few = dice() < 0.008;
      const to = (few ? known : handlers.filter((one) => !known.includes(one)))[Math.floor(dice() * (few ? known.length : handlers.length - known.length))];
      given.push([at("assign-case"), { to: to.ref, team: to.team }]);
      if (dice() < 0.4) weighed.push([at("assess-impact"), { severity: ["low", "medium", "high", "critical"][Math.floor(dice() ** 2 * 4)], emotion: ["calm", "frustrated", "upset", "angry"][Math.floor(dice() * 4)], vulnerable: dice() < 0.05 }]);
      if (to.team === "Heating" && dice() < 0.03) sentUp.push([at("escalate-case"), { trigger: "customer_request", reason: "They ask for somebody senior.", tried: "Explained what we can do and by when." }]);
    } else if (dice() < 0.3) {
      takenBack.push([at("withdraw-case"), { words: "It has sorted itself out, thank you.", channel: "telephone" }]);
    }
  }
  for (const [what, who, jobs] of [["given out", manager, given], ["weighed up", manager, weighed], ["sent up", leader, sentUp], ["taken back", manager, takenBack]]) {
    await who.all(jobs);
    say(`${jobs.length} ${what}`);
  }
  for (const who of [manager, leader]) who.close();
  admin.close();
}

/** Until the server has acted on every clock that ran out already; a moment's work at a real desk, minutes' on a new one. */
async function settled(url, say) {
  const admin = await new Caller(url, 1).signIn("admin");
  for (let began = Date.now(); ; ) {
    const { overdue_clocks: left, events } = await admin.call("GET", "/api/v1/health");
    if (left === 0 || Date.now() - began > 900_000) {
      say(`${events} events, ${left} clocks yet to be acted on`);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  admin.close();
}

/**
 * Makes the desk, unless `folder` has it from the same program already, and opens it. Returns its address, how many cases
 * there are, and how to end it.
 */
export async function openDesk({ program, pages, cases, folder, port, say = () => undefined }) {
  const database = join(folder, "desk.db");
  const stamp = join(folder, "made-by");
  const mark = `${making} ${cases} ${await hashOf(program)}`;
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== mark) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    say(`Making a desk with ${cases} cases`);
    const env = { ...process.env, AMENDS_DATABASE: `sqlite:${database}` };
    await run(program, ["demo"], { env });
    writeFileSync(join(folder, "many.csv"), csv(cases, Date.now()));
    writeFileSync(join(folder, "many.toml"), mapping);
    await run(program, ["import", "--format", "csv", "--mapping", join(folder, "many.toml"), "--rejects", join(folder, "rejects.csv"), join(folder, "many.csv")], { env });
    say("imported");
    const { child, url } = await serve({ program, pages, database, folder });
    try {
      await work(url, say);
      await settled(url, say);
    } finally {
      await end(child);
    }
    rmSync(join(folder, "many.csv"));
    writeFileSync(stamp, mark);
  }
  const { child, url } = await serve({ program, pages, database, folder, port });
  return { url, pid: child.pid, stop: () => end(child) };
}

async function hashOf(file) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex").slice(0, 16);
}
