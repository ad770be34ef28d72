import { count, number } from "@/shared/i18n/language";
import type { Messages } from "./messages.en";

const cases = (n: number) => count(n, { one: "Fall", other: "Fälle" });

export const messages: Messages = {
  section: "Monitoring",
  title: "Wovon die Kundschaft spricht",
  says: "Wörter und Wendungen, die in diesen Tagen öfter gebraucht wurden als im Jahr davor, zu Themen zusammengestellt. So zeigt sich auch ein Problem, für das niemand eine Kategorie hat. Das Programm sieht außerdem einmal am Tag von selbst nach und meldet, was es findet, als Signal.",
  making: "Die Worte der Kundschaft werden gelesen …",
  read: (of, range, before, rangeBefore) => `Gelesen: ${cases(of)} vom ${range}, verglichen mit ${cases(before)} vom ${rangeBefore}.`,
  compared: (terms, share) => `${count(terms, { one: "Wort oder Wendung wurde", other: "Wörter und Wendungen wurden" })} verglichen; von den gezeigten sind höchstens ${share} als Zufall zu erwarten.`,
  nothing: "Von nichts war öfter die Rede als im Jahr davor.",
  columns: { term: "Wort oder Wendung", recent: "Fälle in diesen Tagen", before: "Fälle im Jahr davor", times: "So viel öfter" },
  unheard: "vorher nicht gesagt",
  terms: (label) => `Wörter des Themas ${label}`,
  cases: "Fälle, die davon sprechen",
  more: (n) => `Alle ${number(n)} zeigen`,
  words: "Ein Thema wird nur nach Wörtern benannt, die mehrere gebraucht haben; nie nach denen eines Einzelnen.",
  csv: "CSV herunterladen",
  csvColumns: { topic: "Thema", term: "Ausdruck", recent: "Fälle", before: "Fälle_davor", times: "Vielfaches" },
};
