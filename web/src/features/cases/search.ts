// The list's question as it stands in the address: everything about a list can be sent to a colleague as a link.

import { caseViews, filterOfView, firstView, type CaseFilter, type CaseView, type WhoLooks } from "@/shared/caseViews";

const choices = {
  status: ["open", "closed", "merged", "all"],
  phase: ["identify", "analyse", "resolve", "follow_up"],
  kind: ["complaint", "problem"],
  channel: ["telephone", "email", "letter", "web", "portal", "in_person", "chat", "social_media", "text", "fax", "referral", "unknown"],
  severity: ["low", "medium", "high", "critical"],
  outcome: ["resolved_confirmed", "resolved_unconfirmed", "not_upheld_final_position", "withdrawn", "referred", "out_of_scope"],
  sort: ["newest", "oldest", "next_due", "changed"],
} as const satisfies { [K in keyof CaseFilter]?: readonly CaseFilter[K][] };
export const choicesOf = choices;

type Chosen = { -readonly [K in keyof typeof choices]?: (typeof choices)[K][number] };
export type CasesSearch = Chosen & {
  view?: CaseView;
  owner?: string;
  team?: string;
  customer?: string;
  product?: string;
  category?: string;
  cause?: string;
  /** "late", "today", "week", or the last day that counts, like 2026-11-30. */
  due?: string;
  /** First and last day of receipt. */
  from?: string;
  to?: string;
  /** The columns shown, with commas between. */
  columns?: string;
};

const day = /^\d{4}-\d{2}-\d{2}$/;
const texts = { owner: 64, team: 64, customer: 64, product: 200, category: 200, cause: 64, columns: 400 } as const;

/** What of an address makes sense; the rest of it is passed over, so that an old link still opens a list. */
export function parseSearch(given: Record<string, unknown>): CasesSearch {
  const search: Record<string, string> = {};
  const text = (key: string) => {
    const value = given[key];
    return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  };
  for (const [key, allowed] of Object.entries({ ...choices, view: caseViews })) {
    if ((allowed as readonly string[]).includes(text(key))) search[key] = text(key);
  }
  for (const [key, most] of Object.entries(texts)) {
    if (text(key) !== "" && text(key).length <= most) search[key] = text(key);
  }
  for (const key of ["from", "to"]) if (isDay(text(key))) search[key] = text(key);
  if (["late", "today", "week"].includes(text("due")) || isDay(text("due"))) search["due"] = text("due");
  return search;
}

function isDay(text: string) {
  return day.test(text) && !Number.isNaN(new Date(`${text}T00:00:00`).getTime());
}
/** Midnight, here, at which the day begins; `later` days after it. */
function beginOf(text: string, later = 0) {
  const date = new Date(`${text}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date;
}

export function viewOf(search: CasesSearch, who: WhoLooks): CaseView {
  const view = search.view ?? firstView(who);
  return filterOfView(view, who) === undefined ? "all" : view;
}

/** The instant before which something must be due to be shown. */
export function dueBefore(due: string, now: Date): Date {
  if (due === "late") return now;
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + (due === "week" ? 7 : 1));
  return due === "today" || due === "week" ? midnight : beginOf(due, 1);
}

/** What the server is asked. What the view says goes before what the filters say. */
export function filterOf(search: CasesSearch, who: WhoLooks, now: Date): CaseFilter {
  const { status, phase, kind, channel, severity, outcome, owner, team, customer, product, category, cause, sort } = search;
  const filter: CaseFilter = {
    status, phase, kind, channel, severity, outcome, owner, team, customer, product, category, cause,
    sort: sort ?? "next_due",
    ...(search.due === undefined ? {} : { due_before: dueBefore(search.due, now).toISOString() }),
    ...(search.from === undefined ? {} : { received_from: beginOf(search.from).toISOString() }),
    ...(search.to === undefined ? {} : { received_before: beginOf(search.to, 1).toISOString() }),
    ...filterOfView(viewOf(search, who), who),
  };
  // Nothing is due on what is over, so that order would hide it all.
  if (sort === undefined && (status === "closed" || status === "merged" || status === "all")) filter.sort = "changed";
  return withoutGaps(filter);
}

function withoutGaps<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => (value as unknown) !== undefined)) as T;
}

export const filterKeys = ["status", "phase", "kind", "channel", "severity", "outcome", "owner", "team", "customer", "product", "category", "cause", "due", "from", "to"] as const;
export type FilterKey = (typeof filterKeys)[number];
/** The filters that are set, besides the view. */
export const filtersSet = (search: CasesSearch): FilterKey[] => filterKeys.filter((key) => search[key] !== undefined);

/** Those filters that a view has an answer to already. */
export function fixedBy(view: CaseView): FilterKey[] {
  if (view === "mine" || view === "unassigned") return ["owner"];
  return view === "team" ? ["team"] : [];
}
