import type { Messages } from "./messages.en";

export const messages: Messages = {
  title: "Anmelden",
  says: "Ihr Arbeitsplatz für Beschwerden und Probleme.",
  login: "Benutzername",
  password: "Passwort",
  submit: "Anmelden",
  show: "Zeigen",
  entering: "Anmeldung läuft …",
  unreachable: "Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  setup: {
    title: "Diesen Arbeitsplatz einrichten",
    says: "Noch niemand hat ein Konto. Legen Sie die erste Verwaltung an; sie lässt alle anderen ein.",
    key: "Einrichtungsschlüssel",
    keyHint: "Der Server hat ihn dort ausgegeben, wo er gestartet wurde: „set it up with the key …“.",
    name: "Ihr Name",
    nameHint: "Wie Kollegen ihn sehen.",
    login: "Benutzername",
    loginHint: "Womit Sie sich anmelden: Kleinbuchstaben und Ziffern.",
    password: "Passwort",
    passwordHint: "Mindestens 10 Zeichen. Mehrere Wörter merken sich leichter als eines mit Sonderzeichen.",
    submit: "Konto anlegen und anmelden",
  },
  ended: {
    title: "Sie wurden abgemeldet",
    says: (name) => `Ihre Sitzung ist zu Ende. Melden Sie sich wieder an, ${name}, und machen Sie weiter, wo Sie waren: Die Seite und was Sie geschrieben haben sind so, wie Sie sie verlassen haben.`,
  },
  wrong: "Benutzername und Passwort gehören nicht zusammen. Prüfen Sie beides; beim Passwort zählt die Großschreibung.",
};
