// The weighing on its way to the server, and what it answers in a sentence. The server reckons; this only keeps the table.

import type { Schemas } from "@/shared/api/client";

export type Option = Schemas["Option"];
export type Ranking = Schemas["Ranking"];
export type WeighDraft = {
  criteria: { name: string; weight: number }[];
  /** By option: one score for each criterion, null where nobody gave one yet. */
  scores: Record<string, (number | null)[]>;
  /** Empty: the one ranked first. */
  chosen: string;
  justification: string;
};

export const liveOptions = (options: readonly Option[]) => options.filter(({ removed }) => !removed);

/** From 10 for the least to lower ones in proportion; null where there is nothing to compare. */
function leastIsBest(values: readonly (number | undefined)[]): (number | null)[] {
  const known = values.filter((value) => value !== undefined);
  if (known.length !== values.length || known.length === 0) return values.map(() => null);
  const least = Math.min(...known);
  const most = Math.max(...known);
  return known.map((value) => (most === 0 ? 10 : Math.round(10 * (1 - (value - least) / most))));
}

/** What cost and days say by themselves; a first suggestion to be changed at will. */
export function suggestedScores(options: readonly Option[]): { cost: (number | null)[]; days: (number | null)[] } {
  const currencies = new Set(options.map(({ terms }) => terms.cost?.currency).filter((currency) => currency !== undefined));
  return {
    cost: currencies.size > 1 ? options.map(() => null) : leastIsBest(options.map(({ terms }) => Number(terms.cost?.amount ?? 0))),
    days: leastIsBest(options.map(({ terms }) => terms.days)),
  };
}

export type CriterionNames = { cost: string; days: string; impact: string };

/** The weighing that stands, or a fresh one with what can be told from the options themselves. */
export function firstDraft(options: readonly Option[], standing: Schemas["Weighing"] | undefined, names: CriterionNames): WeighDraft {
  if (standing) {
    return {
      criteria: standing.criteria.map(({ name, weight }) => ({ name, weight })),
      scores: Object.fromEntries(standing.scored.map(({ option, scores }) => [option, scores])),
      chosen: standing.chosen,
      justification: standing.justification ?? "",
    };
  }
  const { cost, days } = suggestedScores(options);
  return {
    criteria: [
      { name: names.cost, weight: 30 },
      { name: names.days, weight: 30 },
      { name: names.impact, weight: 40 },
    ],
    scores: Object.fromEntries(options.map(({ id }, at) => [id, [cost[at] ?? null, days[at] ?? null, null]])),
    chosen: "",
    justification: "",
  };
}

/** The draft for the options that are on the table now, however they changed since it was kept. */
export function fitted(draft: WeighDraft, options: readonly Option[]): WeighDraft {
  const row = (id: string) => draft.criteria.map((_, at) => draft.scores[id]?.[at] ?? null);
  return {
    ...draft,
    scores: Object.fromEntries(options.map(({ id }) => [id, row(id)])),
    chosen: options.some(({ id }) => id === draft.chosen) ? draft.chosen : "",
  };
}

export function missingScores(draft: WeighDraft): number {
  return Object.values(draft.scores)
    .flat()
    .filter((score) => score === null).length;
}

/** What to ask the server for; nothing while a score is missing, a criterion has no name, or every weight is nought. */
export function toWeigh(draft: WeighDraft): { criteria: Schemas["CriterionInput"][]; scored: Schemas["OptionScores"][] } | undefined {
  const named = draft.criteria.every(({ name }) => name.trim() !== "");
  const weighty = draft.criteria.some(({ weight }) => weight > 0);
  if (!named || !weighty || missingScores(draft) > 0 || Object.keys(draft.scores).length < 2) return undefined;
  return {
    criteria: draft.criteria.map(({ name, weight }) => ({ name: name.trim(), weight })),
    scored: Object.entries(draft.scores).map(([option, scores]) => ({ option, scores: scores.map((score) => score ?? 0) })),
  };
}

export function withoutCriterion(draft: WeighDraft, at: number): WeighDraft {
  const rest = <T>(list: readonly T[]) => list.filter((_, index) => index !== at);
  return {
    ...draft,
    criteria: rest(draft.criteria),
    scores: Object.fromEntries(Object.entries(draft.scores).map(([id, scores]) => [id, rest(scores)])),
  };
}
export function withCriterion(draft: WeighDraft, name: string): WeighDraft {
  return {
    ...draft,
    criteria: [...draft.criteria, { name, weight: 20 }],
    scores: Object.fromEntries(Object.entries(draft.scores).map(([id, scores]) => [id, [...scores, null]])),
  };
}

/** Each weight as its share of all, in whole per cent; only the proportions count. */
export function shares(criteria: readonly { weight: number }[]): number[] {
  const all = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return criteria.map(({ weight }) => (all === 0 ? 0 : Math.round((100 * weight) / all)));
}

export type RankingWords = {
  tied: (options: string[], total: number) => string;
  ahead: (first: string, total: number, second: string, behind: number) => string;
  steady: string;
  falls: (criterion: string, from: number, to: number, then: string) => string;
  rises: (criterion: string, from: number, to: number, then: string) => string;
};

/** Two places are mostly enough to tell results apart; the server ranks by more. */
export const rounded = (total: string, places = 2) => Math.round(Number(total) * 10 ** places) / 10 ** places;

/** The ranking in words: who leads and by what, and the smallest move of one weight that would change it. */
export function rankingSays(ranking: Ranking, titleOf: (option: string) => string, words: RankingWords): string {
  const [first, second] = ranking.ranks;
  if (!first || !second) return "";
  const top = ranking.ranks.filter(({ place }) => place === 1);
  if (top.length > 1) return words.tied(top.map(({ option }) => titleOf(option)), rounded(first.total));
  // Nobody is ahead of the same figure.
  const places = rounded(first.total) === rounded(second.total) ? 3 : 2;
  const lead = words.ahead(titleOf(first.option), rounded(first.total, places), titleOf(second.option), rounded(second.total, places));
  const [nearest] = ranking.sensitivities;
  if (!nearest) return `${lead} ${words.steady}`;
  const level = rounded(nearest.level_at);
  const move = Number(nearest.level_at) < nearest.from ? words.falls : words.rises;
  // Whoever was named with its title a moment ago goes by its number.
  const then = [first.option, second.option].includes(nearest.then_ahead) ? nearest.then_ahead : titleOf(nearest.then_ahead);
  return `${lead} ${move(nearest.criterion, nearest.from, level, then)}`;
}

/** The weighing was not recorded as it stands in the table. */
export function differs(draft: WeighDraft, standing: Schemas["Weighing"] | undefined, chosen: string): boolean {
  if (!standing || standing.overtaken) return true;
  const plain = (criteria: readonly { name: string; weight: number }[]) => JSON.stringify(criteria.map(({ name, weight }) => [name, weight]));
  const scoredThen = Object.fromEntries(standing.scored.map(({ option, scores }) => [option, scores]));
  return (
    plain(draft.criteria) !== plain(standing.criteria) ||
    Object.entries(draft.scores).some(([id, scores]) => JSON.stringify(scores) !== JSON.stringify(scoredThen[id])) ||
    chosen !== standing.chosen ||
    draft.justification.trim() !== (standing.justification ?? "")
  );
}
