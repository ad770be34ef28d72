// The story as it is shown: filtered, in days, and each letter or file entry with the thing itself.

import type { Schemas } from "@/shared/api/client";
import type { CaseView } from "./caseContext";
import { fileAddress, letterAddress } from "./files";

export type Entry = Schemas["StoryEntry"];
export type StoryKind = Entry["kind"];
export type Filter = StoryKind | "all" | "attention";
export type Line = { entry: Entry; key: string; opens?: { kind: "letter" | "file"; href: string; name?: string | null } };
export type Day = { day: string; lines: Line[] };

/** How many entries there are under each filter; a kind without any is left out. */
export function filtersOf(timeline: readonly Entry[]): Map<Filter, number> {
  const counts = new Map<Filter, number>([["all", timeline.length]]);
  const troubled = timeline.filter(({ attention }) => attention).length;
  if (troubled > 0) counts.set("attention", troubled);
  for (const { kind } of timeline) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Letters and files are numbered in the order they went out or came in, and so are their entries. */
export function linesOf({ ref, timeline, state }: Pick<CaseView, "ref" | "timeline" | "state">): Line[] {
  let letters = 0;
  let files = 0;
  return timeline.map((entry, at) => {
    const line: Line = { entry, key: `${entry.version}.${at}` };
    if (entry.event === "LetterSent") line.opens = { kind: "letter", href: letterAddress(ref, ++letters) };
    if (entry.event === "FileAttached") {
      const file = state.attachments[files++];
      if (file) line.opens = { kind: "file", href: fileAddress(ref, file.id), name: file.name };
    }
    return line;
  });
}

export function shownLines(lines: readonly Line[], filter: Filter, newestFirst: boolean): Line[] {
  const fit = lines.filter(({ entry }) => filter === "all" || (filter === "attention" ? entry.attention : entry.kind === filter));
  return newestFirst ? fit.reverse() : fit;
}

/** Together what happened on one day, in the order given. */
export function inDays(lines: readonly Line[]): Day[] {
  const days: Day[] = [];
  for (const line of lines) {
    const day = new Date(line.entry.at).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}
