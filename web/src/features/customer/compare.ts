// Two records side by side, to see whether they are one person.

import type { Schemas } from "@/shared/api/client";

type Customer = Schemas["Customer"];
export const compared = ["name", "organisation", "email", "phone", "address", "postcode", "account"] as const;
export type Sameness = "same" | "different" | "only_one" | "neither";
export type Row = { field: (typeof compared)[number]; left: string | undefined; right: string | undefined; is: Sameness };

const plain: Record<Row["field"], (text: string) => string> = {
  name: (text) => text.toLowerCase().replace(/\s+/g, " ").trim(),
  organisation: (text) => text.toLowerCase().replace(/\s+/g, " ").trim(),
  email: (text) => text.toLowerCase().trim(),
  phone: (text) => text.replace(/[\s()/.-]/g, "").replace(/^(\+|00)44/, "0"),
  address: (text) => text.toLowerCase().replace(/[\s,]+/g, " ").trim(),
  postcode: (text) => text.toUpperCase().replace(/\s/g, ""),
  account: (text) => text.toUpperCase().replace(/\s/g, ""),
};

/** Small differences of writing are none. */
export function compare(a: Customer, b: Customer): Row[] {
  return compared.map((field) => {
    const left = a.profile[field] ?? undefined;
    const right = b.profile[field] ?? undefined;
    let is: Sameness;
    if (left === undefined && right === undefined) is = "neither";
    else if (left === undefined || right === undefined) is = "only_one";
    else is = plain[field](left) === plain[field](right) ? "same" : "different";
    return { field, left, right, is };
  });
}
