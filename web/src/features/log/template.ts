// The logging template of a procedure: which of its fields are asked of this case, and which procedure is likely to be it.

import type { Schemas } from "@/shared/api/client";
import type { LogForm } from "./form";

type FieldView = Schemas["FieldView"];
type Details = Pick<Schemas["ProcedureDetails"], "id" | "applies" | "based_on" | "valid_from" | "valid_until">;
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

const lists = (allowed: readonly string[], fact: string | undefined) =>
  allowed.length === 0 || (fact !== undefined && allowed.some((one) => one.toLowerCase() === fact.toLowerCase()));

// In the order in which one of several that ask equally much goes before another.
const asks = ({ applies }: Details) =>
  [applies.categories, applies.products, applies.customer_types, applies.channels, applies.kinds].map((list) => list.length > 0);

function goesBefore(a: Details, b: Details) {
  const [x, y] = [asks(a), asks(b)];
  const size = (list: boolean[]) => list.filter(Boolean).length;
  if (size(x) !== size(y)) return size(x) > size(y);
  const differs = x.findIndex((one, at) => one !== y[at]);
  return differs >= 0 ? x[differs] === true : !b.based_on.includes(a.id);
}

/**
 * Which procedure the server will most likely choose: of those in force (oldest first) that fit, the one that asks for most;
 * else "general". A hint for the page only; the server decides.
 */
export function likelyProcedure<P extends Details>(inForce: readonly P[], facts: Facts, day: string): P | undefined {
  let best: P | undefined;
  for (const one of inForce) {
    const { applies } = one;
    const valid = (one.valid_from ?? day) <= day && day <= (one.valid_until ?? day);
    const fits =
      valid &&
      lists(applies.products, facts["product"]) &&
      lists(applies.categories, facts["category"]) &&
      lists(applies.kinds, facts["kind"]) &&
      lists(applies.channels, facts["channel"]) &&
      lists(applies.customer_types, facts["customer-type"]);
    if (one.id === "general" || !fits) continue;
    if (best === undefined || goesBefore(one, best)) best = one;
  }
  return best ?? inForce.find(({ id }) => id === "general");
}
