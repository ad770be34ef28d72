// What is due, put in order and into a sentence that says what to do.

import type { Schemas } from "@/shared/api/client";
import { clockTime, day, sameDay } from "@/shared/i18n";
import type { Messages } from "./messages.en";

export type Deadline = Schemas["Deadline"];
export type Part = "late" | "today" | "tomorrow" | "later";
export const parts: readonly Part[] = ["late", "today", "tomorrow", "later"];

export function partOf(dueAt: Date, now: Date): Part {
  if (dueAt <= now) return "late";
  if (sameDay(dueAt, now)) return "today";
  return sameDay(dueAt, new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)) ? "tomorrow" : "later";
}

/** Everything due, the earliest first, in the part of the day it belongs to. */
export function agendaOf(due: readonly Deadline[], now: Date): { part: Part; due: Deadline[] }[] {
  const ordered = due.toSorted((a, b) => new Date(a.due_at).getTime() - new Date(b.due_at).getTime() || a.case_ref.localeCompare(b.case_ref));
  return parts.map((part) => ({ part, due: ordered.filter((one) => partOf(new Date(one.due_at), now) === part) })).filter((group) => group.due.length > 0);
}

/** "16:00" today; "Wed, 25 Nov" when the whole day counts; both otherwise. */
export function byWhen(at: Date, now: Date) {
  const wholeDay = at.getHours() === 23 && at.getMinutes() === 59;
  if (wholeDay) return day(at, now);
  return sameDay(at, now) ? clockTime(at) : `${day(at, now)}, ${clockTime(at)}`;
}

const byVoice = new Set(["telephone", "in_person"]);
const inWriting = new Set(["email", "letter", "web", "portal", "chat", "social_media", "text", "fax"]);

/** What a clock of the procedure is called; one that is of no procedure in force any more goes by its id. */
function titleOf({ title, clock }: Deadline) {
  const named = title === "" ? clock.replaceAll("-", " ") : title;
  return named.charAt(0).toUpperCase() + named.slice(1);
}

/** "Ring Mrs Okafor: you promised news by 16:00". */
export function sentenceOf(due: Deadline, now: Date, says: Messages["says"], someone: string) {
  const at = new Date(due.due_at);
  const by = byWhen(at, now);
  const who = due.customer_name ?? someone;
  const kind = due.clock.split(" ")[0] ?? "";
  switch (kind) {
    case "promise": {
      const how = byVoice.has(due.channel) ? "telephone" : inWriting.has(due.channel) ? "written" : "other";
      return says.promise[how](who, by, at <= now);
    }
    case "action":
    case "confirmation":
    case "follow-up":
    case "acknowledge":
    case "first-contact":
    case "answer":
    case "approval": {
      const sentence = says[kind](who, by);
      return sentence.charAt(0).toUpperCase() + sentence.slice(1);
    }
    default:
      return says.clock(titleOf(due), who, by);
  }
}
