/** Where in the text the words stand that a check found; the server shortens long ones, and sees no marks of emphasis. */
export function findInText(text: string, words: string): { start: number; end: number } | undefined {
  const sought = words.replace(/(…|\.\.\.)$/, "").trim();
  if (sought === "") return undefined;
  // Between two words there may be a line's end, and around any of them the marks for strong and emphasis.
  const pattern = sought
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[*_\\\\]*\\s+[*_\\\\]*");
  const found = new RegExp(pattern).exec(text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** The day of the next news put where the template left a gap for it. */
export function withNextNews(text: string, by: string, language: string): string {
  const date = new Date(by);
  if (by === "" || Number.isNaN(date.getTime())) return text;
  return text.replaceAll("[missing: promise.next_news]", new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date));
}
