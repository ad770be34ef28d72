// Lengths of time as procedures have them ("7 days", "1 day 2 hours", "5 business days"), in the language of the page.

import { language } from "./language";

const days: Record<string, Record<"one" | "other", string>> = {
  "business days": { one: "Arbeitstag", other: "Arbeitstage" },
  "working days": { one: "Arbeitstag", other: "Arbeitstage" },
  "calendar days": { one: "Kalendertag", other: "Kalendertage" },
};

/** In words of `of`; as it stands where it is no length that is known here. */
export function lengthInWords(length: string, of: string = language): string {
  const parts = [...length.matchAll(/(\d+) ((?:business |working |calendar )?[a-z]+?)s?(?= \d|$)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join(" ") !== length) return length;
  const said = parts.map(([part, count, unit]) => {
    if (/^(minute|hour|day|week|month|year)$/.test(unit ?? "")) return new Intl.NumberFormat(of, { style: "unit", unit: unit ?? "", unitDisplay: "long" }).format(Number(count));
    const named = of.startsWith("de") ? days[`${unit ?? ""}s`] : undefined;
    return named ? `${count ?? ""} ${Number(count) === 1 ? named.one : named.other}` : part;
  });
  return said.join(" ");
}
