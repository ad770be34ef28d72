// What is explored, as it stands in the address, so that Back works and what is seen can be sent to a colleague. It is in the
// page that is fetched first: keep it small.

import type { RuleBook } from "@/shared/figures/types";

const lengths = ["day", "week", "month", "quarter", "year", "whole"] as const;
const parts = ["counted", "rest"] as const;
const charts = ["xmr", "c", "u", "laney_u", "p", "laney_p", "ewma", "cusum", "levels", "t", "g"] as const;

export type ExploreSearch = {
  measure?: string;
  /** First and last day. */
  from?: string;
  to?: string;
  every?: (typeof lengths)[number];
  by?: string;
  and?: string;
  /** As conditions.ts writes it. */
  where?: string;
  /** How it is drawn where nothing is told apart; chosen by the data when left out. */
  chart?: (typeof charts)[number];
  rules?: RuleBook;
  /** Limits rest on what is from this day on. */
  anew?: string;
  /** The table crosswise: one column down, the other across. */
  table?: "cross";
  /** The figure whose cases are open: its days "2026-03-01..2026-03-31", and of which row. */
  open?: string;
  open_by?: string;
  open_and?: string;
  /** Of durations, from so many minutes to so many: "1440..2880". */
  open_lasting?: string;
  part?: (typeof parts)[number];
  page?: number;
};
export const everyLength = lengths;
export const chartForms = charts;

const day = /^\d{4}-\d\d-\d\d$/;
const days = /^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$/;

/** What of an address makes sense; the rest of it is passed over. */
export function parseExplore(given: Record<string, unknown>): ExploreSearch {
  const search: Record<string, string | number> = {};
  const take = (key: keyof ExploreSearch, fits: (text: string) => boolean) => {
    const value = given[key];
    const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    if (typeof text === "string" && fits(text)) search[key] = text;
  };
  const upTo = (most: number, least = 1) => (text: string) => text.length >= least && text.length <= most;
  take("measure", upTo(64));
  take("from", (text) => day.test(text));
  take("to", (text) => day.test(text));
  take("every", (text) => (lengths as readonly string[]).includes(text));
  take("by", upTo(200));
  take("and", upTo(200));
  take("where", upTo(4000));
  take("chart", (text) => (charts as readonly string[]).includes(text));
  take("rules", (text) => text === "western_electric");
  take("anew", (text) => day.test(text));
  take("table", (text) => text === "cross");
  take("open", (text) => days.test(text));
  take("open_by", upTo(400, 0));
  take("open_and", upTo(400, 0));
  take("open_lasting", (text) => /^\d{1,9}\.\.(\d{1,9})?$/.test(text));
  take("part", (text) => (parts as readonly string[]).includes(text));
  const page = Number(given["page"]);
  if (Number.isInteger(page) && page > 1 && page < 1e6) search["page"] = page;
  return search;
}
