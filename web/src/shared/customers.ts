// How people type what they look a customer up by, and how it is kept.

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Whom the page of logging is opened for. */
    customer?: string;
  }
}

const postcode = /^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$/i;
const telephone = /^\+?[\d\s()/.-]{3,}$/;

/** A British postcode as it is written on an envelope; anything else as it stands. */
export function asPostcode(typed: string): string {
  const code = postcode.exec(typed.trim());
  return code ? `${code[1] ?? ""} ${code[2] ?? ""}`.toUpperCase() : typed.trim();
}

/** What to ask the server for: a telephone number without its gaps, a British postcode with its own. */
export function customerQuery(typed: string): string {
  const text = typed.trim().replace(/\s+/g, " ");
  if (postcode.test(text)) return asPostcode(text);
  if (telephone.test(text)) return text.replace(/[\s()/.-]/g, "").replace(/^(\+|00)44/, "0");
  return text;
}

/** Which field of a profile it most likely is, so that what was typed in the search need not be typed again. */
export function likelyField(typed: string): "email" | "phone" | "postcode" | "name" {
  const text = typed.trim();
  if (text.includes("@")) return "email";
  if (telephone.test(text)) return "phone";
  if (postcode.test(text)) return "postcode";
  return "name";
}
