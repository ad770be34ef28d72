export const messages = {
  undo: "Undo",
  done: (command: string) => `Done: ${command}`,
  undone: (command: string) => `Taken back: ${command}`,
  notUndone: "It could not be taken back:",
  action: (command: string) => `Undo: ${command}`,
  section: "This page",
  reason: "Taken back right after it was done.",
};
export type Messages = typeof messages;
