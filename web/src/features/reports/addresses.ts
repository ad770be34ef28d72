// Who gets a report by e-mail, as somebody types or pastes them.

import { splitProblem } from "@/shared/commands";
import { t } from "./messages";

/** Of a text with an address a line, or with commas, semicolons or blanks between them. */
export const addressesIn = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== "");

/** What the server says of all of them ("recipients"), or of one ("recipients[1]"), which is then named. */
export function faultOfRecipients(problem: unknown, given: readonly string[]): string | undefined {
  const says = Object.entries(splitProblem(problem).fields).flatMap(([path, fault]) => {
    const [matched, index] = /^recipients(?:\[(\d+)\])?$/.exec(path) ?? [];
    if (matched === undefined) return [];
    const address = index === undefined ? undefined : given[Number(index)];
    return [address === undefined ? fault : t.scheduled.form.addressFault(address, fault)];
  });
  return says.length > 0 ? says.join(" ") : undefined;
}
