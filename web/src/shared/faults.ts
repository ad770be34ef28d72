// What the server says of a field that does not fit speaks to programs too: "expected a decimal like "12.50", found "abc"". A
// person reads a sentence: what to write, in the language of the page. What is not known here still becomes one.
//
//   plainFault('expected at most 200 characters, found 215')   "This is too long: at most 200 characters fit, and these are 215."

import { language } from "./i18n/language";

type Rule = readonly [RegExp, string | ((...parts: string[]) => string)];

// Shortened as quotations go, so that a page pasted into the field of a sum is not said back whole.
const most = 60; // characters
const told = (value: string) => {
  const bare = value.replace(/^"(.*)"$/s, "$1");
  return bare.length > most ? `${bare.slice(0, most)}…` : bare;
};
const nothing = /^(null|""|nothing|nichts)$/;

const english: readonly Rule[] = [
  [/^is required\b.*$/s, "This is needed."],
  [/^is empty; .*$/s, "Write something here."],
  [/^expected text like .*$/s, "Write something here."],
  [/^expected at most ([\d,]+) characters?, found ([\d,]+)$/, "This is too long: at most $1 characters fit, and these are $2."],
  [/^expected 1 to ([\d,]+) characters$/, "Write something here, of at most $1 characters."],
  [/^expected at least (\d+) characters$/, "This is too short: it takes at least $1 characters."],
  [/^expected a single line of text.*$/s, "Write it in a single line."],
  [/^expected a decimal like .*, found (.*)$/s, (_, found) => (nothing.test(found) ? "Write a number, like 12.50." : `Write a number, like 12.50: “${told(found)}” is not one.`)],
  [/^expected at most (\d+) decimal places?\b.*$/s, (_, n) => (n === "1" ? "Write at most one digit after the point." : `Write at most ${n} digits after the point.`)],
  [/^expected at most whole units for (\S+),.*$/s, "Write whole $1, without a fraction."],
  [/^expected an amount below .*$/s, "This sum is too large to be kept."],
  [/^expected an ISO 4217 .*$/s, "Write the currency as its three letters, like GBP."],
  [/^expected an e-mail address .*$/s, "Write a whole e-mail address, like name@example.org."],
  [/^expected a telephone number .*$/s, "Write a telephone number with its area code, like +44 20 7946 0018."],
  [/^expected a day not before (\S+), .*$/s, "Choose a day that is not before $1."],
  [/^expected a day like .*$/s, "Choose a day that the calendar has."],
  [/^expected an instant like .*$/s, "Choose a day and a time."],
  [/^expected a duration like .*$/s, "Write a length of time, like 3d, 90m or 1h30m."],
  [/^expected a length of time like .*$/s, "Write a length of time, like 8 weeks or 15 business days."],
  [/^expected a reference like "(.*?)", .*$/s, "Write or choose a reference, like $1."],
  [/^expected a whole number from (\S+) to (\S+), .*$/s, "Write a whole number from $1 to $2."],
  [/^expected a whole number\b.*$/s, "Write a whole number."],
  [/^expected no less than 0$/, "Write 0 or more."],
  [/^expected (.+) at most, found (.+)$/s, "Write $1 at most; $2 is more."],
  [/^expected "[^"]*"(?:, "[^"]*")*(?: or "[^"]*")?, found .*$/s, "Choose one of the answers that are offered."],
  [/^is given twice; .*$/s, "This is given twice; give it once."],
  [/^expected (.+), found (.+)$/s, (_, what, found) => (nothing.test(found) ? `This should be ${what}.` : `This should be ${what}, not “${told(found)}”.`)],
  [/^expected (.+)$/s, "This should be $1."],
  [/^(is|cannot) (.+)$/s, "This $1 $2."],
];

const german: readonly Rule[] = [
  [/^fehlt und wird gebraucht.*$/s, "Diese Angabe wird gebraucht."],
  [/^ist leer; .*$/s, "Bitte hier etwas eintragen."],
  [/^erwartet: Text wie .*$/s, "Bitte hier etwas eintragen."],
  [/^höchstens ([\d.]+) Zeichen erwartet, gefunden ([\d.]+)$/, "Das ist zu lang: Höchstens $1 Zeichen passen hinein, es sind $2."],
  [/^1 bis ([\d.]+) Zeichen erwartet$/, "Bitte hier etwas eintragen, höchstens $1 Zeichen."],
  [/^mindestens (\d+) Zeichen erwartet$/, "Das ist zu kurz: Es braucht mindestens $1 Zeichen."],
  [/^erwartet wird eine einzige Zeile.*$/s, "Bitte in eine einzige Zeile schreiben."],
  [/^erwartet wird eine Dezimalzahl .*?, gefunden (.*)$/s, (_, found) => (nothing.test(found) ? "Bitte eine Zahl eintragen, wie 12.50." : `Bitte eine Zahl eintragen, wie 12.50: „${told(found)}“ ist keine.`)],
  [/^höchstens (\d+) Nachkommastellen? erwartet.*$/s, "Höchstens $1 Stellen nach dem Punkt sind möglich."],
  [/^bei \S+ (?:ist|sind) höchstens (\d+) Nachkommastellen? möglich.*$/s, (_, n) => (n === "1" ? "Höchstens eine Stelle nach dem Punkt ist möglich." : `Höchstens ${n} Stellen nach dem Punkt sind möglich.`)],
  [/^bei (\S+) sind nur ganze Einheiten möglich.*$/s, "Bei $1 sind nur ganze Beträge möglich."],
  [/^erwartet wird ein Betrag unter .*$/s, "Dieser Betrag ist zu groß, um festgehalten zu werden."],
  [/^erwartet wird ein Währungskürzel .*$/s, "Bitte die Währung mit ihren drei Buchstaben angeben, wie GBP."],
  [/^erwartet wird eine E-Mail-Adresse .*$/s, "Bitte eine vollständige E-Mail-Adresse eintragen, wie name@example.org."],
  [/^erwartet wird eine Telefonnummer .*$/s, "Bitte eine Telefonnummer mit Vorwahl eintragen, wie +44 20 7946 0018."],
  [/^erwartet wird ein Tag nicht vor dem (\S+), .*$/s, "Bitte einen Tag wählen, der nicht vor dem $1 liegt."],
  [/^erwartet wird ein Tag wie .*$/s, "Bitte einen Tag wählen, den es im Kalender gibt."],
  [/^erwartet wird ein Zeitpunkt wie .*$/s, "Bitte Tag und Uhrzeit wählen."],
  [/^erwartet wird eine Dauer wie .*$/s, "Bitte eine Dauer eintragen, wie 3d, 90m oder 1h30m."],
  [/^erwartet wird eine Zeitspanne wie .*$/s, "Bitte eine Zeitspanne eintragen, wie 8 weeks oder 15 business days."],
  [/^erwartet wird eine Kennung wie "(.*?)", .*$/s, "Bitte eine Kennung eintragen oder wählen, wie $1."],
  [/^erwartet(?: wird|:) eine ganze Zahl von (\S+) bis (\S+), .*$/s, "Bitte eine ganze Zahl von $1 bis $2 eintragen."],
  [/^erwartet(?: wird|:) eine ganze Zahl\b.*$/s, "Bitte eine ganze Zahl eintragen."],
  [/^nicht weniger als 0 erwartet$/, "Bitte 0 oder mehr eintragen."],
  [/^höchstens (.+) erwartet, gefunden (.+)$/s, "Höchstens $1 ist möglich; $2 ist mehr."],
  [/^erwartet: "[^"]*"(?:, "[^"]*")*(?: oder "[^"]*")?, gefunden: .*$/s, "Bitte eine der angebotenen Antworten wählen."],
  [/^steht zweimal da; .*$/s, "Das steht zweimal da; bitte nur einmal angeben."],
  [/^erwartet:? (?:(?:wird|werden) )?(?:hier )?(.+?), gefunden:? (.+)$/s, (_, what, found) => (nothing.test(found) ? `Hierher gehört: ${what}.` : `Hierher gehört: ${what}, nicht „${told(found)}“.`)],
  [/^erwartet:? (?:(?:wird|werden) )?(?:hier )?(.+)$/s, "Hierher gehört: $1."],
  [/^(ist|kann|gilt|gehört|bleibt) (.+)$/s, "Diese Angabe $1 $2."],
];

const apart = language === "de-DE" ? /; meinten Sie (.+)\?$/s : /; did you mean (.+)\?$/s;
const meant = language === "de-DE" ? (one: string) => ` Meinten Sie ${one}?` : (one: string) => ` Did you mean ${one}?`;

/** A fault of a field as a sentence to whoever filled it in; a sentence stays as it is. */
export function plainFault(says: string): string {
  const near = apart.exec(says)?.[1];
  const core = says.replace(apart, "").trim();
  for (const [pattern, plain] of language === "de-DE" ? german : english) {
    if (!pattern.test(core)) continue;
    // One replacement for both kinds, which the types of `replace` keep apart.
    const sentence = typeof plain === "string" ? core.replace(pattern, plain) : core.replace(pattern, plain);
    return sentence + (near === undefined ? "" : meant(near));
  }
  if (core === "") return says;
  const begun = core.charAt(0).toUpperCase() + core.slice(1);
  return begun + (/[.!?…]$/.test(begun) ? "" : ".") + (near === undefined ? "" : meant(near));
}

/** The last name in the path of a field: "terms.cost.amount" is about the amount, "scored[1]" about what is scored. */
export const lastOf = (path: string) => path.replace(/\[\d+\]$/, "").split(".").at(-1) ?? path;
