// Where the bars and the line of a Pareto chart go. One row for each bar, its name above its bar, so that names are read whole
// on a telephone too. Bars and the line share one scale: parts of all, from nothing to the whole.

import { cut } from "./drawing";

const [row, bar, bottom, edge, room] = [40, 14, 26, 8, 64];
export const fewer = 12; // rows; the rest is in the table

/** One cause, or whatever else is told apart. */
export type ParetoBar = { code: string; title: string; amount: number; share: number; cumulative: number; vital: boolean };
export type Row = { code: string; name: string; y: number; bar: { x: number; width: number; height: number }; line: { x: number; y: number }; amount: { x: number }; vital: boolean };
export type Drawn = { width: number; height: number; floor: number; rows: Row[]; ticks: { x: number; share: number }[]; line: string };

export function layOutPareto(bars: readonly ParetoBar[], width: number, nameOf: (bar: ParetoBar) => string): Drawn {
  const right = width - room; // the amount stands behind the longest bar
  const x = (share: number) => edge + (right - edge) * Math.max(0, Math.min(1, share));
  const rows = bars.slice(0, fewer).map((one, at): Row => {
    const top = at * row + 18;
    return {
      code: one.code,
      name: cut(nameOf(one), width - edge),
      y: top,
      bar: { x: x(0), width: Math.max(1, x(one.share) - x(0)), height: bar },
      line: { x: x(one.cumulative), y: top + bar / 2 },
      // Where the line begins at the end of the bar its point would cover the amount.
      amount: { x: x(one.share) + (Math.abs(x(one.cumulative) - x(one.share)) < 24 ? 12 : 6) },
      vital: one.vital,
    };
  });
  const floor = rows.length * row + 4;
  return {
    width,
    height: floor + bottom,
    floor,
    rows,
    ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => ({ x: x(share), share })),
    line: rows.map(({ line }, at) => `${at === 0 ? "M" : "L"}${Math.round(line.x * 10) / 10} ${line.y}`).join(""),
  };
}
