import { count } from "@/shared/i18n";

export const messages = {
  title: "My day",
  whose: { label: "Whose day", mine: "Mine", desk: "The whole desk" },
  empty: "Nothing is due in the next two weeks. A good moment to look at your open cases.",
  emptyDesk: "Nothing is due anywhere in the next two weeks.",
  late: "Late", today: "Today", tomorrow: "Tomorrow", later: "Later",
  many: (n: number) => count(n, { one: "thing", other: "things" }),
  showAll: (n: number) => `Show all ${n}`,
  cut: (n: number) => `Only the next ${n} are shown.`,
  statutory: "Set by law",
  ofCase: (ref: string) => `Case ${ref}`,
  someone: "the customer",
  erased: "erased",
  for: (name: string) => `For ${name}`,
  says: {
    promise: {
      telephone: (who: string, by: string, late: boolean) => (late ? `Ring ${who} now: you promised news by ${by}` : `Ring ${who}: you promised news by ${by}`),
      written: (who: string, by: string, late: boolean) => (late ? `Write to ${who} now: you promised news by ${by}` : `Write to ${who}: you promised news by ${by}`),
      other: (who: string, by: string, late: boolean) => (late ? `Get in touch with ${who} now: you promised news by ${by}` : `Get in touch with ${who}: you promised news by ${by}`),
    },
    action: (who: string, by: string) => `Do what was agreed for ${who} by ${by}`,
    confirmation: (who: string, by: string) => `${who} has until ${by} to say whether it is solved`,
    "follow-up": (who: string, by: string) => `Look whether it is still solved for ${who}, ${by}`,
    acknowledge: (who: string, by: string) => `Acknowledge to ${who} by ${by}`,
    "first-contact": (who: string, by: string) => `Speak to ${who} for the first time by ${by}`,
    answer: (who: string, by: string) => `Answer ${who} by ${by}`,
    approval: (who: string, by: string) => `The approval for ${who} is due by ${by}`,
    clock: (title: string, who: string, by: string) => `${title}: ${who}, by ${by}`,
  },
  panels: {
    title: "At a glance",
    mine: "My open cases", late: "Mine with something late", today: "Mine due today or late", team: "My team", unassigned: "Waiting for an owner",
    approval: "Waiting for approval", customer: "Waiting for the customer", escalated: "Escalated", severe: "Critical",
  },
  log: "Log a problem",
};
export type Messages = typeof messages;
