import type { Messages } from "./messages.en";

export const messages: Messages = {
  title: "Suchen oder tun",
  placeholder: "Ein Name, eine Nummer, Wörter aus einem Fall, oder was Sie tun möchten",
  cases: "Fälle",
  customers: "Kunden",
  nothing: "Nichts gefunden. Versuchen Sie es mit weniger oder anderen Wörtern.",
};
