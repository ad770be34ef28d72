import type { Messages } from "./messages.en";

export const messages: Messages = {
  undo: "Rückgängig",
  done: (command) => `Erledigt: ${command}`,
  undone: (command) => `Zurückgenommen: ${command}`,
  notUndone: "Es ließ sich nicht zurücknehmen:",
  action: (command) => `Rückgängig: ${command}`,
  section: "Diese Seite",
  reason: "Gleich danach zurückgenommen.",
};
