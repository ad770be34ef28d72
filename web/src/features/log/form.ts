// What the form holds, and what of it becomes which command. No page and no clock in here.

import type { Schemas } from "@/shared/api/client";
import { asPostcode } from "@/shared/customers";
import { asked, prefill } from "./template";

export type Emotion = Schemas["Emotion"];
export type Severity = Schemas["Severity"];
export type Channel = Schemas["Channel"];
export type Kind = Schemas["Kind"];
export const emotions = ["calm", "frustrated", "upset", "angry", "distressed"] as const satisfies readonly Emotion[];
export const severities = ["low", "medium", "high", "critical"] as const satisfies readonly Severity[];
export const channels = [
  "telephone", "in_person", "chat", "email", "letter", "web", "social_media", "text", "fax", "referral", "unknown",
] as const satisfies readonly Channel[];
export const heatSteps = ["heard", "empathised", "apologised", "took_ownership"] as const;
export type HeatStep = (typeof heatSteps)[number];

export const profileFields = ["name", "phone", "email", "postcode", "account", "organisation", "address"] as const;
export type ProfileField = (typeof profileFields)[number];

export type RightsForm = {
  shown: boolean;
  kind: Schemas["ContractKind"] | "";
  delivered: string;
  performed: string;
  faultShown: string;
  price: string;
  attempt: Schemas["RemedyAttempt"]["kind"] | "";
  attemptRequested: string;
  attemptBack: string;
  attemptOutcome: NonNullable<Schemas["RemedyAttempt"]["outcome"]> | "";
  keep: boolean;
};

export type LogForm = {
  /** What was typed to find the customer by. */
  search: string;
  /** A known customer's reference, or "". */
  customer: string;
  isNew: boolean;
  anonymous: boolean;
  profile: Record<ProfileField, string>;
  customerType: string;
  kind: Kind;
  channel: Channel;
  /** As the browser's own field gives it: "2026-11-22T16:05", local time. */
  receivedAt: string;
  /** "" is the one that fits. */
  procedure: string;
  product: string;
  category: string;
  subject: string;
  words: string;
  remedy: string;
  answers: Record<string, string>;
  emotion: Emotion | "";
  severity: Severity | "";
  money: string;
  vulnerable: boolean;
  safety: boolean;
  actAtOnce: string;
  heat: Record<HeatStep, boolean>;
  rights: RightsForm;
  /** Undefined as long as it follows what is typed. */
  summary: string | undefined;
  agreed: boolean;
  acknowledge: boolean;
  own: boolean;
  newsBy: string;
  /** When the first key was pressed, as an instant; "" before. */
  startedAt: string;
};

export function emptyForm(): LogForm {
  return {
    search: "",
    customer: "",
    isNew: false,
    anonymous: false,
    profile: { name: "", phone: "", email: "", postcode: "", account: "", organisation: "", address: "" },
    customerType: "",
    kind: "complaint",
    channel: "telephone",
    receivedAt: "",
    procedure: "",
    product: "",
    category: "",
    subject: "",
    words: "",
    remedy: "",
    answers: {},
    emotion: "",
    severity: "",
    money: "",
    vulnerable: false,
    safety: false,
    actAtOnce: "",
    heat: { heard: false, empathised: false, apologised: false, took_ownership: false },
    rights: {
      shown: false, kind: "", delivered: "", performed: "", faultShown: "", price: "", attempt: "", attemptRequested: "",
      attemptBack: "", attemptOutcome: "", keep: true,
    },
    summary: undefined,
    agreed: false,
    acknowledge: true,
    own: true,
    newsBy: "",
    startedAt: "",
  };
}

/** Whether the customer hears what is said while it is logged. */
export const isLive = (channel: Channel) => channel === "telephone" || channel === "in_person" || channel === "chat";

/** "£1,250.5" as the server keeps it: "1250.50". Empty for nothing, undefined for what is no amount. */
export function amountOf(typed: string): string | undefined {
  let text = typed.replace(/[\s£€$]/g, "");
  if (text === "") return "";
  // The last mark with one or two digits behind it divides pounds and pence; every other groups thousands.
  const pence = /^(.*)[.,](\d{1,2})$/.exec(text);
  const whole = (pence?.[1] ?? text).replace(/[.,](?=\d{3}(?:[.,]|$))/g, "");
  text = `${whole === "" ? "0" : whole}.${(pence?.[2] ?? "").padEnd(2, "0")}`;
  return /^\d{1,12}\.\d{2}$/.test(text) ? text : undefined;
}
const pounds = (typed: string) => {
  const amount = amountOf(typed);
  return amount ? { amount, currency: "GBP" } : undefined;
};

const given = (text: string) => {
  const trimmed = text.trim();
  return trimmed === "" ? undefined : trimmed;
};
const instant = (local: string) => (local === "" ? undefined : new Date(local).toISOString());

/** What the rights question holds: this form's own, or what the template's answers say already. */
export function effectiveRights(form: LogForm): RightsForm {
  const { rights, answers } = form;
  const contract = (answers["contract"] ?? "").replaceAll("-", "_");
  const known = (["goods", "digital_content", "service", "mixed"] as const).find((kind) => kind === contract);
  return {
    ...rights,
    kind: rights.kind || (known ?? ""),
    delivered: rights.delivered || (answers["delivered"] ?? ""),
    price: rights.price || (answers["price"] ?? ""),
  };
}

export function rightsQuestion(form: LogForm): Schemas["RightsQuestionInput"] | undefined {
  const rights = effectiveRights(form);
  if (!rights.shown || rights.kind === "") return undefined;
  const price = pounds(rights.price);
  const attempted = rights.attempt !== "" && rights.attemptRequested !== "";
  return {
    kind: rights.kind,
    ...(rights.delivered !== "" && rights.kind !== "service" && { delivered: rights.delivered }),
    ...(rights.performed !== "" && rights.kind !== "goods" && rights.kind !== "digital_content" && { performed: rights.performed }),
    ...(rights.faultShown !== "" && { fault_shown: rights.faultShown }),
    ...(price && { price }),
    ...(attempted && {
      attempts: [
        {
          kind: rights.attempt as Schemas["RemedyAttempt"]["kind"],
          requested: rights.attemptRequested,
          ...(rights.attemptBack !== "" && { received_back: rights.attemptBack }),
          ...(rights.attemptOutcome !== "" && { outcome: rights.attemptOutcome }),
        },
      ],
    }),
  };
}

export type Known = { fields: readonly Schemas["FieldView"][]; customer?: Schemas["Customer"] | undefined };

/** Kind, product and so on under the names that a procedure's conditions use. */
export function factsOf(form: LogForm, known: Known): Record<string, string> {
  const type = form.customerType || known.customer?.attributes["customer-type"];
  const facts: Record<string, string> = { kind: form.kind, channel: form.channel };
  if (given(form.product)) facts["product"] = form.product.trim();
  if (given(form.category)) facts["category"] = form.category.trim();
  if (type) facts["customer-type"] = type;
  return facts;
}

/** Answers to the fields that are asked, as the server wants them; what was not answered is left out. */
export function answersOf(form: LogForm, known: Known): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const field of asked(known.fields, factsOf(form, known), form.answers)) {
    const typed = given(form.answers[field.id] ?? prefill(field, form, known.customer));
    if (typed === undefined) continue;
    answers[field.id] = field.type === "money" ? (amountOf(typed) ?? typed) : typed;
  }
  return answers;
}

/** A telephone record left open is not received when it is sent at last, but when they rang. */
const leftLying = 10 * 60_000;

export function logBody(form: LogForm, known: Known, now: Date): Schemas["LogCaseInput"] {
  const profile = Object.fromEntries(
    profileFields.map((name) => [name, given(name === "postcode" ? asPostcode(form.profile[name]) : form.profile[name])] as const).filter(([, text]) => text !== undefined),
  );
  const late = form.startedAt !== "" && now.getTime() - new Date(form.startedAt).getTime() > leftLying;
  const received = instant(form.receivedAt) ?? (late ? form.startedAt : undefined);
  const answers = answersOf(form, known);
  const news = instant(form.newsBy);
  const typed = {
    words: given(form.words),
    remedy_sought: given(form.remedy),
    product: given(form.product),
    category: given(form.category),
    procedure: given(form.procedure),
  };
  return {
    kind: form.kind,
    channel: form.channel,
    ...(received && { received_at: received }),
    ...(form.customer !== "" ? { customer: form.customer } : { new_customer: form.anonymous ? {} : profile }),
    ...(form.customerType !== "" &&
      (form.customer === "" ? { new_customer_attributes: { "customer-type": form.customerType } } : { attributes: { "customer-type": form.customerType } })),
    subject: form.subject.trim(),
    ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== undefined)),
    ...(Object.keys(answers).length > 0 && { answers }),
    ...(news && { next_news_by: news }),
  };
}

/** Faults that can be told before asking the server, by the names the server has for the fields. */
export function faultsOf(form: LogForm, known: Known, now: Date, says: { customer: string; subject: string; money: string; past: string }) {
  const faults: Record<string, string> = {};
  const named = profileFields.some((name) => given(form.profile[name]) !== undefined);
  if (form.customer === "" && !(form.isNew && (named || form.anonymous))) faults["customer"] = says.customer;
  if (!given(form.subject)) faults["subject"] = says.subject;
  for (const field of asked(known.fields, factsOf(form, known), form.answers)) {
    if (field.type === "money" && amountOf(form.answers[field.id] ?? "") === undefined) faults[`answers.${field.id}`] = says.money;
  }
  if (amountOf(form.money) === undefined) faults["money_at_stake"] = says.money;
  if (form.rights.shown && amountOf(form.rights.price) === undefined) faults["price"] = says.money;
  if (form.newsBy !== "" && new Date(form.newsBy) <= now) faults["next_news_by"] = says.past;
  return faults;
}
