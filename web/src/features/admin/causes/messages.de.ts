import type { Messages } from "./messages.en";

export const messages: Messages = {
  back: "Zurück zum Verfahren",
  title: (procedure) => `Ursachen: ${procedure}`,
  says: "Ändern Sie den Baum hier; es geschieht nichts, bevor er geprüft und als neue Version in Kraft gesetzt ist. Verfahren, die auf diesem beruhen, behalten den Baum, mit dem sie in Kraft gesetzt wurden.",
  notHere: "Der Baum dieses Verfahrens ist so geschrieben, dass er hier nicht geändert werden kann. Ändern Sie seine Datei und setzen Sie diese in Kraft.",
  list: "Der Ursachenbaum",
  isNew: "neu",
  edit: "Ändern",
  editOf: (title) => `${title} ändern`,
  name: "Name", below: "Unter", root: "ganz oben",
  moves: "Eine Ursache, die umzieht, bekommt einen anderen Code. Fälle behalten den, den sie haben; geben Sie auf der Seite der Signale den neuen Namen an, damit beide als eine beobachtet werden.",
  missing: "Bitte einen Namen geben.",
  take: "Übernehmen", retire: "Ausmustern",
  add: "Ursache hinzufügen", newName: "Name einer neuen Ursache",
  changes: {
    title: "Was sich ändert",
    none: "Noch nichts.",
    added: (title, code) => `Neu: ${title} (${code})`,
    retired: (title, code) => `Ausgemustert: ${title} (${code})`,
    renamed: (was, is) => `${was} heißt ab dann ${is}`,
    old: "Ausgemustertes wird nicht mehr angeboten. Fälle, die es haben, behalten es, und dort bleibt es lesbar.",
    back: "Alle Änderungen zurücknehmen",
  },
  putSays: (version) => `Es wird Version ${version}. Neue Fälle kommen unter sie; laufende Fälle behalten ihre.`,
  download: "Entwurf herunterladen",
  open: "Ursachenbaum ändern",
};
