// The logging template of a procedure: which of its fields are asked of this case.

import type { Schemas } from "@/shared/api/client";
import type { LogForm } from "./form";

type FieldView = Schemas["FieldView"];
type Facts = Record<string, string>;

/** Fields whose conditions ("contract=goods") hold; an answer to a choice is itself a fact. */
export function asked(fields: readonly FieldView[], facts: Facts, answers: Facts): FieldView[] {
  return fields.filter((field) =>
    field.when.every((condition) => {
      const at = condition.indexOf("=");
      const name = condition.slice(0, at);
      return (facts[name] ?? answers[name]) === condition.slice(at + 1);
    }),
  );
}

/** What we know already and need not ask again. */
export function prefill(field: FieldView, form: LogForm, customer: Schemas["Customer"] | undefined): string {
  if (field.type !== "text") return "";
  if (field.id === "account") return customer?.profile.account ?? form.profile.account;
  if (field.id === "preferred-contact") return customer?.preference.channel ?? "";
  return "";
}

/** Titles of fields that must be answered before the case can leave its first phase, and are not. */
export function stillAsked(fields: readonly FieldView[], answers: Facts): string[] {
  return fields.filter((field) => field.required && !answers[field.id]).map((field) => field.title);
}
