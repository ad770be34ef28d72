// Two years in a line: the band is what is usual, a ring is what is not. Its figures are a click away, so it is one picture.

import styles from "./chart.module.css";
import { isSignal, pathOf, runs, stepped } from "./drawing";
import type { ControlChart, Figure } from "../types";

const [width, height, edge] = [280, 64, 7];

type Props = { figures: readonly Figure[]; chart?: ControlChart; label: string; /** The last period that is over. */ last: number };

export function Sparkline({ figures, chart, label, last }: Props) {
  const known = [...figures.map(({ value }) => value), ...(chart ? [...chart.low, ...chart.high, ...chart.centre] : [])].filter((value) => value != null);
  if (figures.slice(0, last + 1).filter(({ value }) => value !== undefined).length < 2) return null; // a point is no picture
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => edge + ((width - 2 * edge) * at) / Math.max(figures.length - 1, 1);
  const y = (value: number) => (high === low ? height / 2 : height - edge - ((height - 2 * edge) * (value - low)) / (high - low));
  const places = figures.slice(0, last + 1).map(({ value }, at) => (value === undefined ? undefined : ([x(at), y(value)] as const)));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles["spark"]} role="img" aria-label={label}>
      {chart && <Band chart={chart} x={x} y={y} floor={low} ceiling={high} />}
      <path d={pathOf(places)} className={styles["sparkLine"]} />
      {places.map((place, at) => {
        if (!place) return null;
        const outside = chart !== undefined && isSignal(chart, figures[at]?.value, at);
        const alone = places[at - 1] === undefined && places[at + 1] === undefined;
        return (
          <g key={at}>
            {(alone || outside || at === last) && <circle cx={place[0]} cy={place[1]} r={2.5} className={styles["sparkDot"]} />}
            {outside && <circle cx={place[0]} cy={place[1]} r={5.5} className={styles["ring"]} />}
          </g>
        );
      })}
    </svg>
  );
}

/** The limits, and what is in the middle of them; a limit that is not there, or beyond it, is the end of the picture. */
export function Band({ chart, x, y, floor, ceiling }: { chart: ControlChart; x: (at: number) => number; y: (value: number) => number; floor: number; ceiling: number }) {
  // Where neither limit is known there is no band: a level is not one.
  const top = chart.high.map((value, at) =>
    chart.centre[at] == null || (value === null && chart.low[at] == null) ? undefined : ([x(at), y(Math.min(value ?? ceiling, ceiling))] as const),
  );
  const middle = chart.centre.map((value, at) => (value === null ? undefined : ([x(at), y(value)] as const)));
  return (
    <>
      {runs(top).map(({ from, places }) => {
        const below = places.map((_, i) => [x(from + i), y(Math.max(chart.low[from + i] ?? floor, floor))] as const);
        return <path key={from} className={styles["band"]} d={`${pathOf([...stepped(places), ...stepped(below).reverse()])}Z`} />;
      })}
      <path className={styles["centre"]} d={runs(middle).map(({ places }) => pathOf(stepped(places))).join("")} />
    </>
  );
}
