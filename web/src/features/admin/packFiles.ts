// The files somebody picks from a folder, as the server takes them: each under the path that the others know it by, whatever
// rests on another after it.

import type { Schemas } from "@/shared/api/client";

export type Picked = { name: string; text: string };
export type PackText = Schemas["PackTextInput"];
export type Bundle = { files: PackText[]; unknown: string[]; subject: { id: string; version: number; title: string } | undefined };

/** The part of a TOML file before its first table, where a pack says what it is. */
const headOf = (text: string) => text.split(/^\s*\[/m, 1)[0] ?? "";
const wordOf = (head: string, key: string) => new RegExp(`^\\s*${key}\\s*=\\s*"([^"]*)"`, "m").exec(head)?.[1];
const numberOf = (head: string, key: string) => Number(new RegExp(`^\\s*${key}\\s*=\\s*(\\d+)`, "m").exec(head)?.[1] ?? Number.NaN);

export function bundleOf(picked: readonly Picked[]): Bundle {
  const calendars: PackText[] = [];
  const packs: { id: string; base: string | undefined; version: number; title: string; file: PackText }[] = [];
  const unknown: string[] = [];
  for (const { name, text } of picked) {
    const head = headOf(text);
    const id = wordOf(head, "id");
    const version = numberOf(head, "version");
    if (id === undefined) unknown.push(name);
    else if (wordOf(head, "zone") !== undefined) calendars.push({ path: `calendars/${id}.toml`, text });
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
  };
}
