// What is sent after the case is logged: each step a command of its own, so that one that fails leaves the others done.

import type { Schemas } from "@/shared/api/client";
import { amountOf, heatSteps, isLive, rightsQuestion, type LogForm } from "./form";

export const stepNames = [
  "take-ownership", "acknowledge-case", "assess-impact", "play-back-understanding", "assess-rights", "record-contact",
] as const;
export type StepName = (typeof stepNames)[number];
export type Step = {
  command: StepName;
  body: Record<string, unknown>;
  /** A retry with the same key acts once. */
  key: string;
  state: "waiting" | "running" | "done" | "failed";
};
export type WhyLeft = "later" | "notTicked" | "noImpact" | "notLive" | "notAgreed" | "noHeat" | "noRights";
export type Left = { command: StepName; why: WhyLeft };
export type Plan = { steps: Step[]; left: Left[] };

export function planOf(form: LogForm, summary: string, newKey: () => string): Plan {
  const steps: Step[] = [];
  const left: Left[] = [];
  const live = isLive(form.channel);
  const put = (command: StepName, body: Record<string, unknown>) => steps.push({ command, body, key: newKey(), state: "waiting" });

  if (form.own) put("take-ownership", {});
  else left.push({ command: "take-ownership", why: "notTicked" });

  if (!live) left.push({ command: "acknowledge-case", why: "notLive" });
  else if (form.acknowledge) put("acknowledge-case", { channel: form.channel });
  else left.push({ command: "acknowledge-case", why: "notTicked" });

  if (form.emotion === "" || form.severity === "") left.push({ command: "assess-impact", why: "noImpact" });
  else {
    const amount = amountOf(form.money);
    put("assess-impact", {
      severity: form.severity,
      emotion: form.emotion,
      ...(amount && { money_at_stake: { amount, currency: "GBP" } }),
      vulnerable: form.vulnerable,
      safety_risk: form.safety,
      ...(form.actAtOnce.trim() !== "" && { act_at_once: form.actAtOnce.trim() }),
    });
  }

  if (!live) left.push({ command: "play-back-understanding", why: "notLive" });
  else if (form.agreed && summary.trim() !== "") {
    put("play-back-understanding", { summary: summary.trim(), answer: "agreed", channel: form.channel });
  } else left.push({ command: "play-back-understanding", why: "notAgreed" });

  const question = rightsQuestion(form);
  if (question && form.rights.keep) put("assess-rights", { question });
  else left.push({ command: "assess-rights", why: "noRights" });

  const anyHeat = heatSteps.some((step) => form.heat[step]);
  if (!live) left.push({ command: "record-contact", why: "notLive" });
  else if (anyHeat) {
    put("record-contact", {
      direction: "from_customer",
      channel: form.channel,
      summary: summary.trim() || form.subject.trim(),
      heat: form.heat,
    });
  } else left.push({ command: "record-contact", why: "noHeat" });
  return { steps, left };
}

/**
 * The call the case was logged from, as a contact: it repeats the promise that logging made, and came before it, or else the
 * server would take that promise for kept.
 */
export function withPromise(body: Record<string, unknown>, promise: Schemas["Promise"] | undefined, startedAt: string) {
  if (body["next_news_by"] !== undefined || !promise) return body;
  const made = new Date(promise.made_at).getTime();
  const began = startedAt === "" ? made : new Date(startedAt).getTime();
  return { ...body, at: new Date(Math.min(began, made - 1000)).toISOString(), next_news_by: promise.by };
}
