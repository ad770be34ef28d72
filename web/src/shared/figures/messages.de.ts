import type { Messages } from "./messages.en";

export const messages: Messages = {
  to: "bis",
  none: "–",
  notKnown: "nicht bekannt",
  units: { d: "T.", h: "Std.", min: "Min.", days: (n, one) => `${n} ${one ? "Tag" : "Tage"}` },
  columns: {
    product: "Produkt", category: "Kategorie", cause: "Ursache", team: "Team", owner: "Zuständig", procedure: "Verfahren", kind: "Art",
    channel: "Kanal", status: "Status", phase: "Phase", severity: "Schwere", emotion: "Stimmung", vulnerable: "Besondere Rücksicht",
    safety: "Gefahr für Menschen", decision: "Entscheidung", outcome: "Ausgang", currency: "Währung",
  },
  handles: {
    label: "Zeitraum im Diagramm wählen",
    first: "Erster Zeitraum",
    last: "Letzter Zeitraum",
    only: (range) => `Nur ${range} zeigen`,
    keys: "Pfeiltasten bewegen die Enden, Eingabe übernimmt, Escape nimmt zurück.",
  },
};
