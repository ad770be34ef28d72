// What somebody may do with a signal, and what is in the way: said beforehand, so that a button can say why not. The server
// decides by its own rules.

import type { Refusal } from "@/shared/api/client";
import type { Session } from "@/shared/session";
import { progressOf } from "./progress";
import type { Signal } from "./types";

export const stepCommands = ["look-at-signal", "explain-signal", "act-on-signal", "close-signal", "reopen-signal"] as const;
export type StepCommand = (typeof stepCommands)[number];
type Role = Session["role"];
export type InTheWay = Pick<Refusal, "rule" | "mend">;

const workers: readonly Role[] = ["team_leader", "manager", "quality", "administrator"];
const renamers: readonly Role[] = ["manager", "quality", "administrator"];
export const mayWorkOn = (role: Role) => workers.includes(role);
export const mayRename = (role: Role) => renamers.includes(role);

/** The steps that make sense now, possible or not, in the order in which they are taken. */
export function stepsFrom({ state }: Pick<Signal, "state">): StepCommand[] {
  if (state === "closed") return ["reopen-signal"];
  return [...(state === "raised" ? (["look-at-signal"] as const) : []), "explain-signal", "act-on-signal", "close-signal"];
}

/** The step that is taken next as a rule. */
export function nextStep({ state, explained_as }: Pick<Signal, "state" | "explained_as">): StepCommand {
  if (state === "closed") return "reopen-signal";
  if (state === "raised") return "look-at-signal";
  if (explained_as === undefined) return "explain-signal";
  return state === "acted_on" ? "close-signal" : "act-on-signal";
}

export function whyNot(command: StepCommand, role: Role, { explained_as, contacts }: Pick<Signal, "explained_as" | "contacts">): InTheWay | undefined {
  if (!mayWorkOn(role)) return { rule: "actor_may_not" };
  if ((command === "act-on-signal" || command === "close-signal") && explained_as === undefined) return { rule: "signal_not_explained", mend: "explain-signal" };
  if (command === "close-signal" && progressOf(contacts).untried > 0) return { rule: "contacts_outstanding", mend: "record-silent-contact" };
  return undefined;
}
