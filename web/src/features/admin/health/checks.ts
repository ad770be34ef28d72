// What of the system is well, what wants looking at, what is wrong; each with what it says and what to do about it.

import type { Schemas } from "@/shared/api/client";
import { clockTime, language, moment, number } from "@/shared/i18n";
import type { Line } from "@/shared/live";
import { t } from "./messages";

export type State = "well" | "look" | "wrong" | "unknown";
export type Check = { id: string; title: string; state: State; says: string; todo?: string; command?: string };
export type Probe = { well: boolean; took: number } | undefined;
export type LogChecked = { faults: number; at: Date } | undefined;

const slow = 1500; // milliseconds for an answer that reads nothing
const skewed = 60_000; // milliseconds; less is the way of the question through the network
const countedTo = 1000; // cases that ran late, as far as the server counts them

const seconds = new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "long", maximumFractionDigits: 0 });
const minutes = new Intl.NumberFormat(language, { style: "unit", unit: "minute", unitDisplay: "long", maximumFractionDigits: 0 });

export function checksOf(
  { process, store, line, health, asked, log }: { process: Probe; store: Probe; line: Line; health: Schemas["SystemHealth"] | undefined; asked: Date | undefined; log: LogChecked },
): Check[] {
  const checks: Check[] = [];
  const server = t.server;
  checks.push({
    id: "server",
    title: server.title,
    state: process === undefined ? "unknown" : !process.well ? "wrong" : process.took > slow ? "look" : "well",
    says: [health && server.says(health.version, moment(new Date(health.started_at))), process?.well && server.answered(process.took)].filter(Boolean).join(". "),
    ...(process && !process.well ? { todo: server.todo } : process && process.took > slow ? { todo: server.slow } : {}),
  });
  checks.push({
    id: "database",
    title: t.database.title,
    state: store === undefined ? "unknown" : store.well ? "well" : "wrong",
    says: [health && t.database.says(health.database), store?.well && server.answered(store.took)].filter(Boolean).join(". "),
    ...(store && !store.well ? { todo: t.database.todo } : {}),
  });
  checks.push({ id: "feed", title: t.feed.title, state: line === "up" ? "well" : "wrong", says: line === "up" ? t.feed.up : t.feed.down, ...(line === "up" ? {} : { todo: t.feed.todo }) });
  if (!health) return checks;

  const late = health.overdue_clocks;
  checks.push(
    health.test_clock
      ? { id: "clocks", title: t.clocks.title, state: "look", says: t.clocks.test, todo: t.clocks.testTodo }
      : { id: "clocks", title: t.clocks.title, state: late > 0 ? "wrong" : "well", says: late > 0 ? t.clocks.late(number(late), late < countedTo) : t.clocks.says, ...(late > 0 ? { todo: t.clocks.todo } : {}) },
  );
  if (asked && !health.test_clock) {
    const ahead = new Date(health.now).getTime() - asked.getTime();
    const size = Math.abs(ahead);
    const off = size > skewed;
    const said = size < 2 * 60_000 ? seconds.format(size / 1000) : minutes.format(size / 60_000);
    checks.push({ id: "time", title: t.time.title, state: off ? "wrong" : "well", says: off ? t.time.off(said, ahead > 0) : t.time.says, ...(off ? { todo: t.time.todo } : {}) });
  }
  checks.push({ id: "mail", title: t.mail.title, state: health.sends_mail ? "well" : "look", says: health.sends_mail ? t.mail.on : t.mail.off, ...(health.sends_mail ? {} : { todo: t.mail.todo, command: "amends serve --smtp smtp://mail.example.org:587 --mail-from care@example.org" }) });
  const { outbox_laid_aside: aside, outbox_waiting: waiting } = health;
  checks.push({
    id: "outbox",
    title: t.outbox.title,
    state: aside > 0 ? "wrong" : "well",
    says: [aside > 0 && t.outbox.aside(number(aside)), waiting > 0 && t.outbox.waiting(number(waiting)), aside + waiting === 0 && t.outbox.none].filter(Boolean).join(". "),
    ...(aside > 0 ? { todo: t.outbox.todo, command: "amends outbox" } : {}),
  });
  checks.push({
    id: "log",
    title: t.log.title,
    state: log === undefined ? "unknown" : log.faults > 0 ? "wrong" : "well",
    says: log && log.faults > 0 ? t.log.broken : [t.log.says(number(health.events)), log && t.log.checked(clockTime(log.at))].filter(Boolean).join(", "),
    ...(log ? {} : { todo: t.log.todo }),
  });
  checks.push({ id: "backup", title: t.backup.title, state: "unknown", says: t.backup.says, todo: t.backup.todo, command: `amends backup /backup/desk-${(asked ?? new Date()).toISOString().slice(0, 10)}.db` });
  return checks;
}
