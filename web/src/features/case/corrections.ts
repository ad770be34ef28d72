// A correction sends only what differs from what stands, so that two people who mend different details do not undo each other.

import type { Schemas } from "@/shared/api/client";

export type Facts = { name: string; value: string }[];
export type Details = {
  kind: string;
  channel: string;
  received_at: string;
  subject: string;
  words: string;
  remedy_sought: string;
  product: string;
  category: string;
  answers: Record<string, string>;
  attributes: Facts;
};

type Case = Schemas["Case"];

export function detailsOf(state: Case, template: readonly Field[], local: (date: Date) => string): Details {
  return {
    kind: state.kind,
    channel: state.channel,
    received_at: local(new Date(state.received_at)),
    subject: state.subject ?? "",
    words: state.words ?? "",
    remedy_sought: state.remedy_sought ?? "",
    product: state.product ?? "",
    category: state.category ?? "",
    answers: Object.fromEntries(template.map(({ id }) => [id, answerTo(id, state) ?? ""])),
    attributes: Object.entries(state.attributes)
      .filter(([name]) => !template.some(({ id }) => id === name))
      .map(([name, value]) => ({ name, value })),
  };
}

/** The named values that differ from what stands; one that is left as it was is not sent. */
function changedIn(before: Record<string, string>, after: Record<string, string>) {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => key.trim() !== "" && (before[key] ?? "") !== value));
}
const recordOf = (facts: Facts) => Object.fromEntries(facts.map(({ name, value }) => [name.trim(), value]));

/** The body of correct-detail without its reason; empty when nothing was changed. */
export function corrections(before: Details, after: Details): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const name of ["kind", "channel", "subject", "words", "remedy_sought", "product", "category"] as const) {
    if (after[name] !== before[name]) changed[name] = after[name];
  }
  if (after.received_at !== before.received_at && after.received_at !== "") changed["received_at"] = new Date(after.received_at).toISOString();
  const answers = changedIn(before.answers, after.answers);
  if (Object.keys(answers).length > 0) changed["answers"] = answers;
  const attributes = changedIn(recordOf(before.attributes), recordOf(after.attributes));
  if (Object.keys(attributes).length > 0) changed["attributes"] = attributes;
  return changed;
}

type Field = Schemas["FieldView"];
/** The template's questions for this case: those whose conditions its facts meet, and any that were answered already. */
export function askedFields(fields: readonly Field[], state: Pick<Case, "answers" | "attributes">): Field[] {
  const facts: Record<string, string | null> = { ...state.answers, ...state.attributes };
  return fields.filter(
    ({ id, when }) =>
      id in facts ||
      when.every((condition) => {
        const [name = "", ...value] = condition.split("=");
        return facts[name] === value.join("=");
      }),
  );
}

/** An answer stands among the answers or, where it is one of the template's choices, among the facts to count by. */
export function answerTo(id: string, state: Pick<Case, "answers" | "attributes">): string | null | undefined {
  return id in state.answers ? state.answers[id] : state.attributes[id];
}
