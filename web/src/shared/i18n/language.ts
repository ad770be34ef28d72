// Which language the page speaks, and how it writes dates, money and numbers in it.
//
// Each app has one catalogue per language: plain objects, where a message with a gap is a function. The second language has
// the type of the first, so a message that nobody translated does not build.

export const languages = ["en-GB", "de-DE"] as const;
export type Language = (typeof languages)[number];

const key = "amends.language";

function preferred(): Language {
  const kept = localStorage.getItem(key);
  const wishes = kept === null ? navigator.languages : [kept];
  for (const wish of wishes) {
    const found = languages.find((language) => language.slice(0, 2) === wish.slice(0, 2).toLowerCase());
    if (found) return found;
  }
  return "en-GB";
}

/** The language of this page load; choosing another loads the page again, so that nothing is left half translated. */
export const language: Language = preferred();

export function chooseLanguage(chosen: Language) {
  localStorage.setItem(key, chosen);
  location.reload();
}

const plural = new Intl.PluralRules(language);
/** `count(3, { one: "case", other: "cases" })` is "3 cases". */
export function count(n: number, words: { one: string; other: string }) {
  return `${number(n)} ${plural.select(n) === "one" ? words.one : words.other}`;
}

const numbers = new Intl.NumberFormat(language);
export function number(n: number) {
  return numbers.format(n);
}

/** Exact decimal text and its currency, as the server keeps money. */
export function money(value: { amount: string; currency: string }) {
  return new Intl.NumberFormat(language, { style: "currency", currency: value.currency }).format(
    // Intl takes a decimal as text and rounds nothing away.
    value.amount as unknown as number,
  );
}

const parts = {
  day: new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" }),
  dayOfYear: new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" }),
  time: new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }),
  full: new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" }),
  long: new Intl.DateTimeFormat(language, { dateStyle: "long" }),
};
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

export const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();
export const clockTime = (at: Date) => parts.time.format(at);
export const fullMoment = (at: Date) => parts.full.format(at);
export const longDay = (at: Date) => parts.long.format(at);

/** "16:00" today, "Tue 24 Nov, 16:00" near, "24 Nov 2024, 16:00" in another year. */
export function moment(at: Date, now = new Date()) {
  if (sameDay(at, now)) return clockTime(at);
  return `${day(at, now)}, ${clockTime(at)}`;
}
export function day(at: Date, now = new Date()) {
  return (at.getFullYear() === now.getFullYear() ? parts.day : parts.dayOfYear).format(at);
}

const minute = 60_000;
const hour = 60 * minute;
const aDay = 24 * hour;
/** "in 3 hours", "2 days ago": how far away it is, in the unit a person would say. */
export function distance(at: Date, now = new Date()) {
  const away = at.getTime() - now.getTime();
  const size = Math.abs(away);
  if (size < minute) return relative.format(0, "minute");
  if (size < hour) return relative.format(Math.trunc(away / minute), "minute");
  if (size < aDay) return relative.format(Math.trunc(away / hour), "hour");
  // Days as people count them: from midnight to midnight, so that "tomorrow" is never the day after it.
  const midnight = (of: Date) => new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
  if (size < 60 * aDay) return relative.format(Math.round((midnight(at) - midnight(now)) / aDay), "day");
  return relative.format(Math.trunc(away / (30 * aDay)), "month");
}
