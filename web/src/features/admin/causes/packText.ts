// The cause tree in the text of a pack: all its [[causes]] are written anew where the first of them stood, and the version goes up,
// since what was once in force is never changed. Every other line stays as somebody wrote it.

import type { Node } from "./tree";

const block = /^[ \t]*\[\[causes\]\][ \t]*(#.*)?$/;
const table = /^[ \t]*\[/;

/** A text of TOML in double quotes; JSON's escapes are TOML's, but for the one sign that JSON lets stand. */
const quoted = (text: string) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

/** Undefined where the tree is written in a way that cannot be replaced line by line, or there is no version. */
export function withCauses(text: string, causes: readonly Node[]): string | undefined {
  const lines = text.split(/\r?\n/);
  const head = lines.findIndex((line) => table.test(line));
  const top = head < 0 ? lines : lines.slice(0, head);
  if (lines.some((line) => /^[ \t]*causes[ \t]*=/.test(line))) return undefined;
  const version = top.findIndex((line) => /^[ \t]*version[ \t]*=[ \t]*\d+/.test(line));
  if (version < 0) return undefined;
  const kept: string[] = [];
  let at = -1;
  let inside = false;
  lines.forEach((line, index) => {
    if (block.test(line)) {
      if (at < 0) at = kept.length;
      inside = true;
    } else if (table.test(line)) inside = false;
    if (!inside) kept.push(index === version ? line.replace(/\d+/, (now) => String(Number(now) + 1)) : line);
  });
  const written = causes.flatMap(({ code, title }) => ["[[causes]]", `code = ${quoted(code)}`, `title = ${quoted(title)}`]);
  // At the end there may be no line to stand before.
  if (at < 0 || at >= kept.length) {
    while (kept.at(-1)?.trim() === "") kept.pop();
    return `${[...kept, "", ...written].join("\n")}\n`;
  }
  return [...kept.slice(0, at), ...written, "", ...kept.slice(at)].join("\n");
}
