import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";

async function speaking(language: "en-GB" | "de-DE") {
  vi.resetModules();
  localStorage.setItem("amends.language", language);
  return await import("./faults");
}
afterEach(() => localStorage.clear());

// What each fault of the server's reads like on a page, in both languages; the first is the text in its catalogue.
const known: [string, string[], string, string][] = [
  ["is required{}", [": The option in a line."], "This is needed.", "Diese Angabe wird gebraucht."],
  ["is empty; write something here", [], "Write something here.", "Bitte hier etwas eintragen."],
  ["expected at most {} characters, found {}", ["200", "215"], "This is too long: at most 200 characters fit, and these are 215.", "Das ist zu lang: Höchstens 200 Zeichen passen hinein, es sind 215."],
  ['expected a decimal like "12.50", found {}', ['"a lot"'], "Write a number, like 12.50: “a lot” is not one.", "Bitte eine Zahl eintragen, wie 12.50: „a lot“ ist keine."],
  ['expected at most {} decimal place for {}, found "{}"', ["1", "BHD", "1.23"], "Write at most one digit after the point.", "Höchstens eine Stelle nach dem Punkt ist möglich."],
  ['expected at most whole units for {}, found "{}"', ["JPY", "1.5"], "Write whole JPY, without a fraction.", "Bei JPY sind nur ganze Beträge möglich."],
  ["expected an amount below 900 billion, found {}", ['"9e14"'], "This sum is too large to be kept.", "Dieser Betrag ist zu groß, um festgehalten zu werden."],
  ['expected an ISO 4217 currency code like "GBP", found {}', ['"pounds"'], "Write the currency as its three letters, like GBP.", "Bitte die Währung mit ihren drei Buchstaben angeben, wie GBP."],
  ['expected an e-mail address like "name@example.org", found {}', ['"amara"'], "Write a whole e-mail address, like name@example.org.", "Bitte eine vollständige E-Mail-Adresse eintragen, wie name@example.org."],
  ['expected a telephone number like "+44 20 7946 0018", found {}', ['"12"'], "Write a telephone number with its area code, like +44 20 7946 0018.", "Bitte eine Telefonnummer mit Vorwahl eintragen, wie +44 20 7946 0018."],
  ['expected a day like "2026-12-23" (year, month, day), found {}', ['"soon"'], "Choose a day that the calendar has.", "Bitte einen Tag wählen, den es im Kalender gibt."],
  ['expected an instant like "2026-11-21T09:30:00Z" (date, time, and Z or an offset), found {}', ['"soon"'], "Choose a day and a time.", "Bitte Tag und Uhrzeit wählen."],
  ['expected a reference like "{}", found {}', ["C-7", '"seven"'], "Write or choose a reference, like C-7.", "Bitte eine Kennung eintragen oder wählen, wie C-7."],
  ["expected a single line of text, found a line break", [], "Write it in a single line.", "Bitte in eine einzige Zeile schreiben."],
  ["expected at least 10 characters", [], "This is too short: it takes at least 10 characters.", "Das ist zu kurz: Es braucht mindestens 10 Zeichen."],
  ["expected no less than 0", [], "Write 0 or more.", "Bitte 0 oder mehr eintragen."],
  ["expected {} at most, found {}", ["10", "12"], "Write 10 at most; 12 is more.", "Höchstens 10 ist möglich; 12 ist mehr."],
  ["is to be left empty", [], "This is to be left empty.", "Diese Angabe bleibt leer."],
  ["expected at least one option", [], "This should be at least one option.", "Mindestens eine Option erwartet."],
  ["the first day is after the last, {}", ["3 May"], "The first day is after the last, 3 May.", "Der erste Tag liegt nach dem letzten, 3 May."],
];
// The catalogue that the server speaks German from: a text that is written anew there is seen here.
const catalogue = readFileSync("../translations/de.po", "utf8");
function germanOf(text: string): string {
  const id = `msgid ${JSON.stringify(text)}\n`;
  const at = catalogue.indexOf(id);
  expect(at, text).toBeGreaterThan(-1);
  const found = /^(?:msgid_plural .*\n)?msgstr(?:\[0\])? (".*")\n/.exec(catalogue.slice(at + id.length));
  return JSON.parse(found?.[1] ?? '""') as string;
}
function filled(text: string, values: string[]): string {
  let next = 0;
  return text.replace(/\{(\d*)\}/g, (_, at: string) => values[at === "" ? next++ : Number(at)] ?? "");
}

describe("a fault of a field reads as a sentence", () => {
  test("in English", async () => {
    const { plainFault } = await speaking("en-GB");
    for (const [text, values, says] of known) expect(plainFault(filled(text, values))).toBe(says);
    expect(plainFault('expected "repair", "refund" or "apology", found "repiar"; did you mean "repair"?')).toBe('Choose one of the answers that are offered. Did you mean "repair"?');
    expect(plainFault("expected a whole number from 0 to 10, found 11")).toBe("Write a whole number from 0 to 10.");
    expect(plainFault("expected a list, found null")).toBe("This should be a list.");
    expect(plainFault("expected a list, found an object")).toBe("This should be a list, not “an object”.");
  });
  test("in German, from what the server's catalogue says", async () => {
    const { plainFault } = await speaking("de-DE");
    for (const [text, values, , says] of known) expect(plainFault(filled(germanOf(text), values))).toBe(says);
    expect(plainFault('erwartet: "repair" oder "refund", gefunden: "repiar"; meinten Sie "repair"?')).toBe('Bitte eine der angebotenen Antworten wählen. Meinten Sie "repair"?');
    expect(plainFault("erwartet: eine ganze Zahl von 0 bis 10, gefunden: 11")).toBe("Bitte eine ganze Zahl von 0 bis 10 eintragen.");
  });
  test("a sentence stays as it is, and what was typed is not said back at length", async () => {
    const { plainFault } = await speaking("en-GB");
    expect(plainFault("The next news must be in the future.")).toBe("The next news must be in the future.");
    expect(plainFault(`expected a decimal like "12.50", found "${"9".repeat(500)}"`).length).toBeLessThan(140);
  });
});

test("a path tells the field by its last name", async () => {
  const { lastOf } = await speaking("en-GB");
  expect([lastOf("terms.cost.amount"), lastOf("scored[1]"), lastOf("options[1].cost"), lastOf("words")]).toEqual(["amount", "scored", "cost", "words"]);
});
