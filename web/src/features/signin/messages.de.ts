import type { Messages } from "./messages.en";

export const messages: Messages = {
  title: "Anmelden",
  says: "Ihr Arbeitsplatz für Beschwerden und Probleme.",
  login: "Benutzername",
  password: "Passwort",
  submit: "Anmelden",
  wrong: "Benutzername und Passwort gehören nicht zusammen. Prüfen Sie beides; beim Passwort zählt die Großschreibung.",
};
