// What lines are drawn with.

import type { ControlChart } from "../types";

export type Place = readonly [number, number];
const round = (n: number) => Math.round(n * 10) / 10;

/** Pieces without a gap, each with where it begins. */
export function runs(places: readonly (Place | undefined)[]): { from: number; places: Place[] }[] {
  const found: { from: number; places: Place[] }[] = [];
  places.forEach((place, at) => {
    if (!place) return;
    if (at > 0 && places[at - 1]) found.at(-1)?.places.push(place);
    else found.push({ from: at, places: [place] });
  });
  return found;
}

/** A line through the places; where one is missing there is a gap, because nothing is known there. */
export const pathOf = (places: readonly (Place | undefined)[]) =>
  runs(places)
    .map((run) => run.places.map(([x, y], i) => `${i === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(""))
    .join("");

/** Limits hold for a period, and change from one to the next at once: by steps, not slopes. */
export const stepped = (places: readonly Place[]): Place[] =>
  places.flatMap((place, at) => {
    const before = places[at - 1];
    if (!before || before[1] === place[1]) return [place];
    const between = (before[0] + place[0]) / 2;
    return [[between, before[1]], [between, place[1]], place];
  });

/** Whether the point is outside the limits, or the one that a signal ends with; of several lines only the limits say whose it is. */
export function isSignal(chart: ControlChart, value: number | undefined, at: number): boolean {
  if (value === undefined) return false;
  const [low, high] = [chart.low[at], chart.high[at]];
  return (low != null && value < low) || (high != null && value > high) || (chart.lines.length < 2 && chart.signals.some(({ period }) => period === at));
}

/** About as wide as the text is when it is drawn; the true width is known only afterwards. */
export const widthOf = (text: string) => text.length * 6.6;
export const cut = (text: string, most: number) => (widthOf(text) <= most ? text : `${text.slice(0, Math.max(1, Math.floor(most / 6.6) - 1)).trimEnd()}…`);
