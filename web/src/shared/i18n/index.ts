import { language } from "./language";
import type { Words } from "./words.en";

export * from "./language";
export { lengthInWords } from "./lengths";

// Only the chosen language is fetched.
export const words: Words = language === "de-DE" ? (await import("./words.de")).words : (await import("./words.en")).words;

/** A value of one of the server's choices in the reader's language: `choice("Channel", "email")`. */
export function choice(type: string, value: string): string {
  return words.choices[type]?.[value] ?? value.replaceAll("_", " ");
}
export function fieldName(name: string): string {
  return words.fields[name] ?? name.replaceAll("_", " ");
}
export function commandName(name: string): string {
  return words.commands[name] ?? name.replaceAll("-", " ");
}
