// The facts of a purchase as the form holds them, which of them matter for which contract, and the question they make.

import type { Schemas } from "@/shared/api/client";

type Question = Schemas["RightsQuestion"];
export type Attempt = {
  kind: Schemas["AttemptKind"];
  requested: string;
  received_back: string;
  outcome: Schemas["AttemptOutcome"] | "";
};
export type Answers = {
  kind: Schemas["ContractKind"];
  faulty_part: Schemas["FaultyPart"] | "";
  owned: string;
  delivered: string;
  installation_required: boolean;
  installed: string;
  performed: string;
  fault_shown: string;
  perishable_days: string;
  motor_vehicle: boolean;
  device_damaged: boolean;
  price: string;
  currency: string;
  limit_agreed: string;
  attempts: Attempt[];
  repair_ruled_out: boolean;
  replacement_ruled_out: boolean;
  repeat_ruled_out: boolean;
  rejected: string;
  refund_agreed: string;
};

export function emptyQuestion(known: Question | undefined): Answers {
  return {
    kind: known?.kind ?? "goods",
    faulty_part: known?.faulty_part ?? "",
    owned: known?.owned ?? "",
    delivered: known?.delivered ?? "",
    installation_required: known?.installation_required ?? false,
    installed: known?.installed ?? "",
    performed: known?.performed ?? "",
    fault_shown: known?.fault_shown ?? "",
    perishable_days: known?.perishable_days === undefined ? "" : String(known.perishable_days),
    motor_vehicle: known?.motor_vehicle ?? false,
    device_damaged: known?.device_damaged ?? false,
    price: known?.price?.amount ?? "",
    currency: known?.price?.currency ?? "GBP",
    limit_agreed: known?.limit_agreed ?? "",
    attempts: (known?.attempts ?? []).map(({ kind, requested, received_back, outcome }) => ({
      kind,
      requested,
      received_back: received_back ?? "",
      outcome: outcome ?? "",
    })),
    repair_ruled_out: known?.repair_ruled_out ?? false,
    replacement_ruled_out: known?.replacement_ruled_out ?? false,
    repeat_ruled_out: known?.repeat_ruled_out ?? false,
    rejected: known?.rejected ?? "",
    refund_agreed: known?.refund_agreed ?? "",
  };
}

const always = ["price", "fault_shown", "refund_agreed"] as const;
const ofThings = ["delivered", "owned", "installation_required", "installed", "perishable_days", "motor_vehicle", "limit_agreed", "rejected"] as const;
const ofRepair = ["repair_ruled_out", "replacement_ruled_out"] as const;

/** What is worth asking for this contract. Nothing else is sent, so that a slip under another kind does no harm. */
export function fieldsOf({ kind, installation_required }: Pick<Answers, "kind" | "installation_required">): Set<keyof Answers> {
  const asks = new Set<keyof Answers>(always);
  const add = (names: readonly (keyof Answers)[]) => names.forEach((name) => asks.add(name));
  if (kind === "goods" || kind === "mixed") add([...ofThings, ...ofRepair]);
  if (kind === "digital_content" || kind === "mixed") add(["delivered", "device_damaged", ...ofRepair]);
  if (kind === "service" || kind === "mixed") add(["performed", "repeat_ruled_out"]);
  if (!installation_required) asks.delete("installed");
  return asks;
}

export function toQuestion(answers: Answers): Schemas["RightsQuestionInput"] {
  const asks = fieldsOf(answers);
  const text = (name: "owned" | "delivered" | "installed" | "performed" | "fault_shown" | "limit_agreed" | "rejected" | "refund_agreed") =>
    asks.has(name) && answers[name] !== "" ? { [name]: answers[name] } : {};
  const tick = (name: "installation_required" | "motor_vehicle" | "device_damaged" | "repair_ruled_out" | "replacement_ruled_out" | "repeat_ruled_out") =>
    asks.has(name) && answers[name] ? { [name]: true } : {};
  return {
    kind: answers.kind,
    ...(answers.faulty_part === "" ? {} : { faulty_part: answers.faulty_part }),
    ...text("owned"),
    ...text("delivered"),
    ...tick("installation_required"),
    ...text("installed"),
    ...text("performed"),
    ...text("fault_shown"),
    ...(asks.has("perishable_days") && answers.perishable_days !== "" ? { perishable_days: Number(answers.perishable_days) } : {}),
    ...tick("motor_vehicle"),
    ...tick("device_damaged"),
    ...(answers.price.trim() === "" ? {} : { price: { amount: answers.price.trim(), currency: answers.currency } }),
    ...text("limit_agreed"),
    attempts: answers.attempts.map(({ kind, requested, received_back, outcome }) => ({
      kind,
      requested,
      ...(received_back === "" ? {} : { received_back }),
      ...(outcome === "" ? {} : { outcome }),
    })),
    ...tick("repair_ruled_out"),
    ...tick("replacement_ruled_out"),
    ...tick("repeat_ruled_out"),
    ...text("rejected"),
    ...text("refund_agreed"),
  };
}
