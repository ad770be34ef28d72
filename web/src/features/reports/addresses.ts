// Who gets a report by e-mail, as somebody types or pastes them.

import { splitProblem } from "@/shared/commands";

/** Of a text with an address a line, or with commas, semicolons or blanks between them. */
export const addressesIn = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== "");

/** What the server says of all of them ("recipients") or of one ("recipients[1]"). */
export function faultOfRecipients(problem: unknown): string | undefined {
  const says = Object.entries(splitProblem(problem).fields).filter(([path]) => /^recipients(\[\d+\])?$/.test(path)).map(([, fault]) => fault);
  return says.length > 0 ? says.join(" ") : undefined;
}
