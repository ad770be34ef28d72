// The summary to read back, made from what is typed.

import type { Messages } from "./messages.en";
import { amountOf, type LogForm } from "./form";

const sentence = (text: string) => text.trim().replace(/\s+/g, " ").replace(/[.!?…]+$/, "");

export function summaryOf(form: LogForm, says: Messages["readBack"]["parts"], inMoney: (amount: string) => string): string {
  const parts: string[] = [];
  const product = sentence(form.product);
  if (product) parts.push(says.about(product));
  const subject = sentence(form.subject);
  if (subject) parts.push(says.problem(subject));
  if (form.words.trim()) parts.push(says.words(form.words.trim().replace(/\s+/g, " ")));
  const amount = amountOf(form.money);
  if (amount) parts.push(says.money(inMoney(amount)));
  if (form.safety) parts.push(says.safety);
  const remedy = sentence(form.remedy);
  if (remedy) parts.push(says.remedy(remedy));
  return parts.length === 0 ? "" : [says.opening, ...parts, says.ask].join(" ");
}
