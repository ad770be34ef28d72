// What columns and their values are called.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api, bodyOf } from "../api/client";
import { choice, fieldName, words } from "../i18n";
import { useNameOf } from "../people";
import type { Condition } from "./conditions";
import { t } from "./messages";

const choices: Record<string, string> = {
  kind: "Kind", channel: "Channel", status: "CaseStatus", phase: "Phase", severity: "Severity", emotion: "Emotion", decision: "Decision", outcome: "Outcome",
};

export function columnName(column: string): string {
  const name = t.columns[column] ?? fieldName(column);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The causes there are, as the procedure that every other rests on has them. */
export function useCauseTree(enabled = true) {
  return useQuery({
    queryKey: ["procedures", "general", "causes"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/api/v1/procedures/{id}", { params: { path: { id: "general" }, query: {} }, signal }))).causes,
    enabled,
    staleTime: Infinity,
    retry: false,
  });
}

/** `asked`: the columns whose values are shown; the titles of causes are fetched only when they are. */
export function useValueName(asked: readonly string[]): (column: string, value: string) => string {
  const person = useNameOf();
  const { data: tree } = useCauseTree(asked.includes("cause"));
  const causes = useMemo(() => new Map(tree?.map(({ code, title }) => [code, title])), [tree]);
  return useCallback(
    (column, value) => {
      if (value === "") return t.notKnown;
      const type = choices[column];
      if (type !== undefined) return choice(type, value);
      if (column === "vulnerable" || column === "safety") return value === "yes" ? words.ui.yes : value === "no" ? words.ui.no : value;
      if (column === "owner") return person(value) ?? value;
      return column === "cause" ? (causes.get(value) ?? value) : value;
    },
    [person, causes],
  );
}

/** "Product: Gas, Water; Channel is not: E-mail"; empty when nothing is asked for. */
export const conditionsInWords = (conditions: readonly Condition[], nameOf: (column: string, value: string) => string) =>
  conditions.map(({ column, values, without }) => t.filter.chip(columnName(column), values.map((value) => nameOf(column, value)).join(", "), without)).join("; ");
