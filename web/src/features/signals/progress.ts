// How far one has come with a contact list.

import type { Contact } from "./types";

/** Whether somebody on the list was spoken to. Who was tried for and not reached was not; who nobody tried for is still to do. */
export const isReached = ({ outcome }: Contact) => outcome !== undefined && outcome !== "not_reached";

export type Progress = { all: number; reached: number; tried: number; untried: number };
export function progressOf(contacts: readonly Contact[]): Progress {
  const reached = contacts.filter(isReached).length;
  const untried = contacts.filter(({ outcome }) => outcome === undefined).length;
  return { all: contacts.length, reached, tried: contacts.length - reached - untried, untried };
}

const references = /^[\s,;]*CU-\d+(?:[\s,;]+CU-\d+)*[\s,;]*$/i;

/** The references in a text that holds nothing else, each once: "CU-7, cu-9"; none where it is words to search for. */
export function referencesIn(text: string): string[] {
  if (!references.test(text)) return [];
  return [...new Set(text.toUpperCase().match(/CU-\d+/g))];
}
