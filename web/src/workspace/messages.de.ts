import type { Messages } from "./messages.en";

export const messages: Messages = {
  product: "Amends",
  skip: "Zum Inhalt springen",
  nav: { day: "Mein Tag", cases: "Fälle", log: "Problem aufnehmen", customers: "Kunden", monitoring: "Kennzahlen", causes: "Ursachen", signals: "Signale", improvements: "Verbesserungen", explore: "Zahlen erkunden", topics: "Themen", compare: "Teams und Filialen vergleichen", benchmarks: "Vergleichszahlen", reports: "Berichte", review: "Servicebericht", halfYear: "Halbjahresmeldung", scheduled: "Geplante Berichte", admin: "Verwaltung", help: "Hilfe" },
  raised: "noch nicht angesehen",
  mainMenu: "Hauptmenü",
  commandBar: "Suchen oder tun",
  account: (name) => `Ihr Konto: ${name}`,
  signOut: "Abmelden",
  language: "Sprache",
  appearance: "Darstellung",
  light: "Hell",
  dark: "Dunkel",
  asTheSystem: "Wie das System",
  density: "Dichte",
  comfortable: "Bequem",
  compact: "Dicht",
  actions: { go: "Gehe zu", do: "Tun", page: "Diese Seite", bar: "Befehlsleiste öffnen", help: "Alle Tastenkürzel zeigen" },
  notFound: { title: "Diese Seite gibt es nicht", says: "Vielleicht ist die Adresse falsch geschrieben, oder was hier stand, ist nicht für Sie bestimmt.", home: "Zu meinem Tag" },
  broken: { title: "Diese Seite ist kaputtgegangen", says: "Der Fehler liegt bei uns. Was Sie geschrieben haben, ist in diesem Browser aufgehoben.", reload: "Seite neu laden" },
  unreachable: { title: "Der Server ist nicht erreichbar", says: "Prüfen Sie Ihre Verbindung. Die Seite versucht es von selbst wieder.", again: "Jetzt versuchen" },
};
