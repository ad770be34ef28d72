import { count } from "@/shared/i18n";
import type { Messages } from "./messages.en";

export const messages: Messages = {
  title: "Mein Tag",
  whose: { label: "Wessen Tag", mine: "Meiner", desk: "Alle zusammen" },
  empty: "In den nächsten zwei Wochen ist nichts fällig. Eine gute Gelegenheit, Ihre offenen Fälle anzusehen.",
  emptyDesk: "In den nächsten zwei Wochen ist nirgends etwas fällig.",
  late: "Überfällig", today: "Heute", tomorrow: "Morgen", later: "Später",
  many: (n) => count(n, { one: "Sache", other: "Sachen" }),
  showAll: (n) => `Alle ${n} zeigen`,
  cut: (n) => `Nur die nächsten ${n} werden gezeigt.`,
  statutory: "Gesetzliche Frist",
  ofCase: (ref) => `Fall ${ref}`,
  someone: "die Kundin oder den Kunden",
  erased: "gelöscht",
  for: (name) => `Für ${name}`,
  says: {
    promise: {
      telephone: (who, by, late) => (late ? `Jetzt ${who} anrufen: Nachricht war zugesagt bis ${by}` : `${who} anrufen: Nachricht ist zugesagt bis ${by}`),
      written: (who, by, late) => (late ? `Jetzt an ${who} schreiben: Nachricht war zugesagt bis ${by}` : `An ${who} schreiben: Nachricht ist zugesagt bis ${by}`),
      other: (who, by, late) => (late ? `Jetzt bei ${who} melden: Nachricht war zugesagt bis ${by}` : `Bei ${who} melden: Nachricht ist zugesagt bis ${by}`),
    },
    action: (who, by) => `Vereinbartes tun für ${who}, bis ${by}`,
    confirmation: (who, by) => `Bestätigung, dass es gelöst ist, offen bis ${by}: ${who}`,
    "follow-up": (who, by) => `Nachsehen, ob es gelöst geblieben ist: ${who}, ${by}`,
    acknowledge: (who, by) => `Eingang bestätigen an ${who}, bis ${by}`,
    "first-contact": (who, by) => `Zum ersten Mal sprechen mit ${who}, bis ${by}`,
    answer: (who, by) => `Antwort an ${who}, bis ${by}`,
    approval: (who, by) => `Genehmigung fällig bis ${by}: ${who}`,
    clock: (title, who, by) => `${title}: ${who}, bis ${by}`,
  },
  panels: {
    title: "Auf einen Blick",
    mine: "Meine offenen Fälle", late: "Meine mit Überfälligem", today: "Meine, heute fällig oder überfällig", team: "Mein Team", unassigned: "Ohne Zuständige",
    approval: "Warten auf Genehmigung", customer: "Warten auf Kunden", escalated: "Eskaliert", severe: "Kritisch",
  },
  log: "Problem aufnehmen",
};
