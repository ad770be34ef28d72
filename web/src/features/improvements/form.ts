// A plan as it is typed, and as it is sent.

import { parseConditions, toText, type Condition } from "@/shared/figures/conditions";
import type { NewSearch } from "./search";
import type { Plan, PlanInput } from "./types";

export type Values = {
  title: string;
  change: string;
  cause: string;
  signals: string[];
  owner: string;
  measure: string;
  where: Condition[];
  compared: Condition[];
  direction: "less" | "more";
  percent: string;
  amount: string;
  currency: string;
  planned: string;
};

export const emptyValues: Values = {
  title: "", change: "", cause: "", signals: [], owner: "", measure: "received", where: [], compared: [], direction: "less", percent: "", amount: "", currency: "GBP", planned: "",
};

/** "SG-7, sg-8" as references; what is none is passed over. */
export const signalsIn = (text: string) => [...new Set([...text.toUpperCase().matchAll(/\bSG-\d+\b/g)].map(([ref]) => ref))];

/** What is known already from where somebody came. */
export const valuesFrom = ({ cause, signals, where, measure }: NewSearch): Values => ({
  ...emptyValues,
  cause: cause ?? "",
  signals: signalsIn(signals ?? ""),
  where: parseConditions(where ?? ""),
  measure: measure ?? emptyValues.measure,
});

export const valuesOf = (plan: Plan): Values => ({
  title: plan.title,
  change: plan.change,
  cause: plan.cause ?? "",
  signals: [...plan.signals],
  owner: plan.owner ?? "",
  measure: plan.measure,
  where: parseConditions(plan.where ?? ""),
  compared: parseConditions(plan.compared_with ?? ""),
  direction: (plan.expected_percent ?? -1) < 0 ? "less" : "more",
  percent: plan.expected_percent === undefined ? "" : String(Math.abs(plan.expected_percent)),
  amount: plan.cost?.amount ?? "",
  currency: plan.cost?.currency ?? emptyValues.currency,
  planned: plan.planned_for ?? "",
});

/** How much is typed, as a whole number; undefined for what is none, or is out of bounds. */
export function percentOf({ percent, direction }: Pick<Values, "percent" | "direction">): number | undefined {
  const text = percent.trim().replace(/\s*%$/, "");
  if (!/^\d{1,4}$/.test(text)) return undefined;
  const many = Number(text);
  if (many < 1 || many > (direction === "less" ? 100 : 1000)) return undefined;
  return direction === "less" ? -many : many;
}

export type Missing = Partial<Record<"title" | "change" | "percent", true>>;
/** What has to be mended before anything is sent. */
export function missingIn(values: Values): Missing {
  return {
    ...(values.title.trim() === "" ? { title: true } : {}),
    ...(values.change.trim() === "" ? { change: true } : {}),
    ...(values.percent.trim() !== "" && percentOf(values) === undefined ? { percent: true } : {}),
  };
}

export function planOf(values: Values): PlanInput {
  const percent = percentOf(values);
  const text = (value: string) => (value.trim() === "" ? undefined : value.trim());
  const given = {
    cause: text(values.cause),
    owner: text(values.owner),
    where: text(toText(values.where)),
    compared_with: text(toText(values.compared)),
    expected_percent: percent,
    cost: values.amount.trim() === "" ? undefined : { amount: values.amount.trim().replace(",", "."), currency: values.currency.trim().toUpperCase() },
    planned_for: text(values.planned),
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<PlanInput>;
  return { title: values.title.trim(), change: values.change.trim(), signals: values.signals, measure: values.measure, ...said };
}
