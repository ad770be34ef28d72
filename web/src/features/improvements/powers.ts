// What somebody may do with an improvement, and what is in the way: said beforehand, so that a button can say why not. The
// server decides by its own rules.

import type { Refusal } from "@/shared/api/client";
import type { Session } from "@/shared/session";
import type { Improvement, State } from "./types";

export type StepCommand = "agree-improvement" | "replan-improvement" | "record-change" | "conclude-improvement" | "drop-improvement" | "reopen-improvement";
export type Why = "leaders" | "mine" | "reopeners" | "no_owner" | "no_percent";
export type InTheWay = Pick<Refusal, "rule" | "mend"> & { why: Why };
type Who = Pick<Session, "role" | "user">;

const leads = ({ role }: Pick<Session, "role">) => role === "manager" || role === "quality" || role === "administrator";
export const mayLead = leads;

/** Whoever owns it, whoever proposed it while it is only proposed, and those who lead. */
export function isMine({ state, plan, steps }: Pick<Improvement, "state" | "plan" | "steps">, who: Who): boolean {
  if (leads(who) || who.role === "team_leader") return true;
  return plan.owner === who.user || (state === "proposed" && steps[0]?.by === who.user);
}

/** The steps that make sense now, possible or not; the first is what is done next as a rule. */
export function stepsFrom(state: State): StepCommand[] {
  switch (state) {
    case "proposed":
      return ["agree-improvement", "replan-improvement", "drop-improvement"];
    case "agreed":
      return ["record-change", "replan-improvement", "drop-improvement"];
    case "made":
      return ["conclude-improvement", "record-change", "replan-improvement"];
    case "concluded":
    case "dropped":
      return ["reopen-improvement"];
  }
}

export function whyNot(command: StepCommand, improvement: Pick<Improvement, "state" | "plan" | "steps">, who: Who): InTheWay | undefined {
  const no = (why: Why, mend?: string): InTheWay => ({ rule: mend === undefined ? "actor_may_not" : "incomplete", why, ...(mend === undefined ? {} : { mend }) });
  switch (command) {
    case "agree-improvement":
      if (!leads(who)) return no("leaders");
      if (improvement.plan.owner === undefined) return no("no_owner", "replan-improvement");
      return improvement.plan.expected_percent === undefined ? no("no_percent", "replan-improvement") : undefined;
    case "conclude-improvement":
      return leads(who) ? undefined : no("leaders");
    case "reopen-improvement":
      return leads(who) || who.role === "team_leader" ? undefined : no("reopeners");
    case "replan-improvement":
    case "record-change":
    case "drop-improvement":
      return isMine(improvement, who) ? undefined : no("mine");
  }
}
