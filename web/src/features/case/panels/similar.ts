// Which words of a case are worth asking the search for, and how its answers are put in order. The search finds only what
// holds all the words asked for, so each telling word is asked for by itself, and cases found by more of them come first.

// Words that say nothing of the trouble, of both languages.
const idle = new Set(
  ("about after again although another because been before cannot could does from have into just never only over since still than that their them " +
    "then there they this though times under until very were what when where which while with without would your " +
    "aber alle auch dass dem den der die durch eine einem einen einer habe haben ihre ihrem ihren immer kann keine mein meine meinem mich nach nicht noch oder " +
    "ohne schon seit sich sind trotz über unter vom wegen wenn werden wird wurde zum zur").split(" "),
);

/** Up to three single words of the subject, the longest first, and the category as it stands. */
export function questionsFor(subject: string | null, category: string | undefined): string[] {
  const words = [...new Set((subject ?? "").toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [])]
    .filter((word) => !idle.has(word))
    .sort((a, b) => b.length - a.length)
    .slice(0, 3);
  const named = (category ?? "").trim();
  return named === "" ? words : [named, ...words.filter((word) => word !== named.toLowerCase())];
}

type Found = { ref: string; category?: string; product?: string };

/** Each case once, without the case itself; what more words found, and what is of the same category and product, first. */
export function inOrderOfLikeness<T extends Found>(self: Found, answers: readonly (readonly T[])[], most = 5): T[] {
  const cases = new Map<string, { found: T; hits: number }>();
  for (const answer of answers) {
    for (const found of answer) {
      if (found.ref === self.ref) continue;
      const known = cases.get(found.ref);
      if (known) known.hits += 1;
      else cases.set(found.ref, { found, hits: 1 });
    }
  }
  const same = (a: string | undefined, b: string | undefined) => a !== undefined && a === b;
  const score = ({ found, hits }: { found: T; hits: number }) =>
    hits + (same(found.category, self.category) ? 1.5 : 0) + (same(found.product, self.product) ? 0.5 : 0);
  return [...cases.values()]
    .sort((a, b) => score(b) - score(a))
    .slice(0, most)
    .map(({ found }) => found);
}
