// The files somebody picks from a folder, as the server takes them: each under the path that the others know it by, whatever
// rests on another after it.

import type { Schemas } from "@/shared/api/client";

export type Picked = { name: string; text: string };
export type PackText = Schemas["PackTextInput"];
export type Bundle = { files: PackText[]; unknown: string[]; subject: { id: string; version: number; title: string } | undefined; /** Packs that something picked is based on and that were not picked themselves. */ lacks: string[] };

/** The part of a TOML file before its first table, where a pack says what it is. */
const headOf = (text: string) => text.split(/^\s*\[/m, 1)[0] ?? "";
const wordOf = (head: string, key: string) => new RegExp(`^\\s*${key}\\s*=\\s*"([^"]*)"`, "m").exec(head)?.[1];
const numberOf = (head: string, key: string) => Number(new RegExp(`^\\s*${key}\\s*=\\s*(\\d+)`, "m").exec(head)?.[1] ?? Number.NaN);

/** A calendar that is based on another takes its zone from there. */
const isCalendar = (text: string) => /^\s*\[(hours|closed)\]/m.test(text);

export function bundleOf(picked: readonly Picked[]): Bundle {
  const calendars: PackText[] = [];
  const packs: { id: string; base: string | undefined; version: number; title: string; file: PackText }[] = [];
  const unknown: string[] = [];
  for (const { name, text } of picked) {
    const head = headOf(text);
    const id = wordOf(head, "id");
    const version = numberOf(head, "version");
    if (id === undefined) unknown.push(name);
    else if (wordOf(head, "zone") !== undefined || (Number.isNaN(version) && isCalendar(text))) calendars.push({ path: `calendars/${id}.toml`, text });
    else if (Number.isNaN(version)) unknown.push(name);
    else packs.push({ id, base: wordOf(head, "based_on"), version, title: wordOf(head, "title") ?? id, file: { path: `${id}/pack.toml`, text } });
  }
  // Bases first. What rests on nothing that was picked may come at any time; a circle is left for the server to name.
  const ordered: typeof packs = [];
  let left = packs;
  while (left.length > 0) {
    const ready = left.filter(({ base }) => !left.some(({ id }) => id === base));
    const next = ready.length > 0 ? ready : left;
    ordered.push(...next);
    left = left.filter((pack) => !next.includes(pack));
  }
  const last = ordered.at(-1);
  return {
    files: [...calendars, ...ordered.map(({ file }) => file)],
    unknown,
    subject: last && { id: last.id, version: last.version, title: last.title },
    lacks: [...new Set(packs.flatMap(({ base }) => (base === undefined || packs.some(({ id }) => id === base) ? [] : [base])))],
  };
}

/** What a bundle rests on, put before it; a file that was picked is taken as it was picked. */
export function withBases(files: readonly PackText[], bases: readonly (readonly PackText[])[]): PackText[] {
  const all = new Map<string, PackText>();
  for (const file of bases.flat()) all.set(file.path, file);
  const picked = new Map(files.map((file) => [file.path, file]));
  const before = [...all.values()].map((file) => picked.get(file.path) ?? file);
  const rest = files.filter(({ path }) => !all.has(path));
  const calendarsFirst = (file: PackText) => (file.path.startsWith("calendars/") ? 0 : 1);
  return [...before, ...rest].sort((a, b) => calendarsFirst(a) - calendarsFirst(b));
}

/** A pack to begin with: only what differs from the one it is based on is written. */
export function examplePack(year: number): string {
  return `# A procedure of your own. It takes everything it does not say from the one it is based on.
# After each change give it a higher version: what was once in force is kept as it was.
id = "our-complaints"
version = 1
title = "Complaints, as we handle them"
based_on = "general"

# Which cases come under it; the procedure in force that asks for most takes a case.
[applies]
kinds = ["complaint"]

# Asked when a case is logged.
[[fields]]
id = "branch"
title = "Which branch"
help = "Where it happened"
type = "choice"
choices = ["north", "south"]

# Days on which we are closed besides holidays: our own targets do not count them, clocks of the law do.
[closures]
${year}-12-24 = "Christmas Eve"
`;
}
