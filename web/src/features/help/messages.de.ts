import type { Messages } from "./messages.en";

export const messages: Messages = {
  title: "Hilfe",
  cycle: {
    title: "Wie ein Problem gelöst wird",
    says: "Jeder Fall geht durch vier Phasen. Jede hat ein Tor: was erfüllt sein muss, bevor die nächste beginnt. Die Seite des Falls sagt stets, was noch fehlt, und eine Taste, die jetzt nicht geht, sagt warum.",
    phases: [
      { says: "Lassen Sie die Kundin oder den Kunden ausreden. Nehmen Sie auf, wer, was, wann und was gewünscht wird, in eigenen Worten. Bestätigen Sie den Eingang, schätzen Sie ein, wie schwer es wiegt, und lesen Sie Ihre Zusammenfassung vor, bis sie stimmt." },
      { says: "Finden Sie heraus, was geschah, bevor etwas angeboten wird: Erkenntnisse mit Belegen, warum und warum das, die Ursache, was nach Gesetz und Richtlinien zusteht, und eine Entscheidung mit Gründen." },
      { says: "Stellen Sie zwei oder mehr Möglichkeiten nebeneinander: Kosten, Zeit, Bedeutung für die Kundin oder den Kunden. Wählen Sie mit Begründung, bitten Sie um Genehmigung, wo Ihre Befugnis endet, bieten Sie an und halten Sie die Antwort fest. Dann tun Sie, was vereinbart ist." },
      { says: "Fragen Sie, ob es gelöst ist: Das Wort der Kundin oder des Kunden entscheidet, und Schweigen gilt nie als Ja. Sehen Sie später nach, ob es wiederkam, und halten Sie fest, was wir gelernt haben." },
    ],
  },
  rules: {
    title: "Fünf Dinge, die immer gelten",
    list: [
      "Jeder Kontakt endet damit, wann die nächste Nachricht kommt. Mein Tag erinnert vorher daran.",
      "Nichts wird angeboten, bevor die Ursache feststeht.",
      "Was abgelehnt wird, sagt warum, nennt die Klausel und bietet an, was es behebt.",
      "Gesetzliche Fristen und eigene Ziele laufen nebeneinander und ändern einander nie.",
      "Was Sie schreiben, bleibt in diesem Browser, bis es gesendet ist, auch wenn die Verbindung abreißt.",
    ],
  },
  heat: {
    title: "Mit aufgebrachten Menschen",
    list: ["Zuhören: alles sagen lassen und zusammenfassen.", "Mitfühlen: benennen, was es für sie bedeutet.", "Sich entschuldigen: für das, was falsch lief, ohne Wenn.", "Sich zuständig machen: sagen, was Sie tun und bis wann."],
  },
  shortcuts: {
    title: "Was von hier aus geht",
    says: "Alles hier steht auch in der Befehlsleiste. Tasten ohne Strg warten, solange Sie in einem Feld schreiben. Eine Seite bringt ihre eigenen mit, solange sie offen ist.",
    action: "Was", keys: "Tasten", noKeys: "Befehlsleiste",
    find: "Eine Aktion suchen",
    nothing: "Nichts passt.",
    then: "dann",
    run: "Ausführen",
  },
};
