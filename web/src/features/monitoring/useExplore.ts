// The question in the address, and the ways to change it. Each change is a step that Back takes back.

import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { parseConditions, toText, type Condition } from "@/shared/figures/conditions";
import type { Question } from "@/shared/figures/data";
import { today, usualBegin } from "@/shared/figures/periods";
import type { Every } from "@/shared/figures/types";
import type { ExploreSearch } from "./search";

export const firstMeasure = "received";
/** A figure: its days, and of which row. */
export type Target = { from: string; to: string; by?: string; and?: string; lasting?: string };

/** What the server is asked for an address. */
export function questionOf(search: ExploreSearch, now: string): Question {
  const every: Every = search.every ?? "month";
  // Told apart by the same column twice is told apart once.
  const and_by = search.by === undefined || search.and === search.by ? undefined : search.and;
  const usual = usualBegin(every, now);
  const from = search.from ?? (search.to !== undefined && search.to < usual ? usualBegin(every, search.to) : usual);
  // A chart is of one line; what was asked of it is kept for when there is one again.
  const drawn = search.by === undefined ? { chart: search.chart, rules: search.rules, anew: search.anew } : {};
  return { measure: search.measure ?? firstMeasure, from, to: search.to, every, by: search.by, and_by, where: search.where, ...drawn };
}

const closed = { open: undefined, open_by: undefined, open_and: undefined, open_lasting: undefined, part: undefined, page: undefined } as const;

export function useExplore() {
  const search: ExploreSearch = useSearch({ from: "/monitoring/explore" });
  const navigate = useNavigate();
  const question = useMemo(() => questionOf(search, today()), [search]);
  const conditions = useMemo(() => parseConditions(search.where ?? ""), [search.where]);

  const go = useCallback(
    (by: Partial<ExploreSearch>) => void navigate({ to: "/monitoring/explore", search: (now) => ({ ...now, ...by }), resetScroll: false }),
    [navigate],
  );
  /** Another question: the cases of the old one are no longer behind any figure shown. */
  const change = useCallback((by: Partial<ExploreSearch>) => go({ ...closed, ...by }), [go]);
  const filter = useCallback((to: readonly Condition[]) => change({ where: toText(to) || undefined }), [change]);
  const open = useCallback(
    (target: Target | undefined) =>
      go(target ? { ...closed, open: `${target.from}..${target.to}`, open_by: target.by, open_and: target.and, open_lasting: target.lasting } : closed),
    [go],
  );
  const opened = useMemo((): Target | undefined => {
    const [from, to] = search.open?.split("..") ?? [];
    return from === undefined || to === undefined ? undefined : { from, to, by: search.open_by, and: search.open_and, lasting: search.open_lasting };
  }, [search.open, search.open_by, search.open_and, search.open_lasting]);
  return { search, question, conditions, go, change, filter, open, opened };
}

/** The conditions of a figure: those of the page, and the values of its row. */
export function conditionsOf(conditions: readonly Condition[], question: Question, { by, and }: Pick<Target, "by" | "and">): Condition[] {
  const own = (column: string | undefined, value: string | undefined) => (column === undefined || value === undefined ? [] : [{ column, values: [value], without: false }]);
  return [...conditions, ...own(question.by, by), ...own(question.and_by, and)];
}

export const sameTarget = (a: Target | undefined, b: Target) => a !== undefined && a.from === b.from && a.to === b.to && a.by === b.by && a.and === b.and && a.lasting === b.lasting;
