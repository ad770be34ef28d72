// What somebody may do to an account: said beforehand, so that a button can say why not. The server decides by its own rules.

import type { Person } from "@/shared/people";
import type { Session } from "@/shared/session";

/** As they belong together. */
export const commandGroups = {
  account: ["change-user", "set-password", "deactivate-user", "reactivate-user"],
  absence: ["set-absence", "end-absence"],
  authority: ["lend-authority", "take-back-authority"],
  tokens: ["create-token", "revoke-token"],
} as const;
export type PersonCommand = (typeof commandGroups)[keyof typeof commandGroups][number];
export type WhyNot = "administrators" | "selfOrAdministrators" | "leaders" | "lenders" | "notToSelf" | "notToThem" | "closed" | "open";
type Me = Pick<Session, "user" | "role">;

const ranks = ["handler", "team_leader", "manager"];

export function whyNot(command: PersonCommand, me: Me, person: Pick<Person, "ref" | "role" | "active">): WhyNot | undefined {
  const administers = me.role === "administrator";
  const self = me.user === person.ref;
  switch (command) {
    case "change-user":
      return administers ? undefined : "administrators";
    case "deactivate-user":
      return administers ? (person.active ? undefined : "closed") : "administrators";
    case "reactivate-user":
      return administers ? (person.active ? "open" : undefined) : "administrators";
    case "set-password":
    case "create-token":
      return administers || self ? (person.active ? undefined : "closed") : "selfOrAdministrators";
    case "revoke-token":
      return administers || self ? undefined : "selfOrAdministrators";
    case "set-absence":
    case "end-absence":
      return administers || self || me.role === "team_leader" || me.role === "manager" ? undefined : "leaders";
    case "lend-authority":
      if (me.role !== "team_leader" && me.role !== "manager") return "lenders";
      if (self) return "notToSelf";
      if (!person.active) return "closed";
      return ranks.includes(person.role) && ranks.indexOf(person.role) < ranks.indexOf(me.role) ? undefined : "notToThem";
    case "take-back-authority":
      return administers || me.role === "team_leader" || me.role === "manager" ? undefined : "lenders";
  }
}
