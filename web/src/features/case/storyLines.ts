// The story as it is shown: filtered, in days, and each letter or file entry with the thing itself.

import type { Schemas } from "@/shared/api/client";
import type { CaseView } from "./caseContext";
import { fileAddress, letterAddress } from "./files";

export type Entry = Schemas["StoryEntry"];
export type StoryKind = Entry["kind"];
export type Filter = StoryKind | "all" | "attention";
export type Opens = { kind: "letter" | "file"; href: string; name?: string | null } | { kind: "case"; ref: string };
export type Line = { entry: Entry; key: string; opens: Opens[] };
export type Day = { day: string; lines: Line[] };

/** How many entries there are under each filter; a kind without any is left out. */
export function filtersOf(timeline: readonly Entry[]): Map<Filter, number> {
  const counts = new Map<Filter, number>([["all", timeline.length]]);
  const troubled = timeline.filter(({ attention }) => attention).length;
  if (troubled > 0) counts.set("attention", troubled);
  for (const { kind } of timeline) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Each entry with what it is about and a reader can go to: the file, the letter as it went out, the other case. */
export function linesOf({ ref, timeline, state }: Pick<CaseView, "ref" | "timeline" | "state">): Line[] {
  const opening = ({ kind, ref: what }: Entry["refers_to"][number]): Opens[] => {
    if (kind === "letter") return [{ kind, href: letterAddress(ref, Number(what)) }];
    if (kind === "case") return [{ kind, ref: what }];
    const file = kind === "file" ? state.attachments.find(({ id }) => id === what) : undefined;
    return file ? [{ kind: "file", href: fileAddress(ref, file.id), name: file.name }] : [];
  };
  return timeline.map((entry, at) => ({ entry, key: `${entry.version}.${at}`, opens: entry.refers_to.flatMap(opening) }));
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
