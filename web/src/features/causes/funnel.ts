// Where everything goes in a funnel plot: how many across, which share upwards, the limits narrowing as there are more.

import { niceStep, scaleOf, spread } from "@/shared/figures/axis";
import { cut, pathOf, widthOf, type Place } from "@/shared/figures/chart/drawing";
import type { Funnel, Standing, Unit } from "./types";

const [top, bottom, lineHeight] = [14, 44, 15];

export type Mark = { unit: Unit; at: Place; outside: boolean; label?: { x: number; y: number; text: string; anchor: "start" | "end" } };
export type Drawn = {
  width: number;
  height: number;
  left: number;
  right: number;
  floor: number;
  across: { x: number; value: number }[];
  upwards: { y: number; value: number }[];
  target: number | undefined;
  limits: { key: "low_95" | "high_95" | "low_998" | "high_998"; path: string }[];
  marks: Mark[];
};

/** Beyond a limit, be it the nearer one. */
export const isOutside = (standing: Standing) => standing !== "within" && standing !== "too_small";

export function layOut({ units, curve, target }: Pick<Funnel, "units" | "curve" | "target">, width: number): Drawn {
  const height = width < 600 ? 300 : 380;
  const values = [...units.map(({ value }) => value), ...curve.flatMap(({ low_998, high_998 }) => [low_998, high_998]), ...(target === undefined ? [] : [target])];
  const span = Math.max(...values) - Math.min(...values);
  const step = niceStep(Math.max(span, 0.01) / 5);
  const low = Math.max(0, Math.floor(Math.min(...values) / step) * step);
  const high = Math.min(1, Math.ceil(Math.max(...values) / step) * step);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => Number(Math.min(1, low + i * step).toPrecision(12)));
  const most = scaleOf([...units.map(({ volume }) => volume), ...curve.map(({ volume }) => volume)], "cases", width < 600 ? 4 : 8);
  const [left, right, floor] = [52, width - 16, height - bottom];
  const x = (volume: number) => left + ((right - left) * volume) / most.max;
  const y = (share: number) => floor - ((floor - top) * (share - low)) / Math.max(high - low, 1e-9);
  const outside = units.filter(({ standing }) => isOutside(standing));
  const places = spread(outside.map(({ value }) => y(value)), lineHeight, top, floor - 6);
  const marks = units.map((unit): Mark => {
    const at: Place = [x(unit.volume), y(unit.value)];
    const index = outside.indexOf(unit);
    if (index < 0) return { unit, at, outside: false };
    const text = cut(unit.name, 150);
    const anchor = at[0] + 10 + widthOf(text) > right ? "end" : "start";
    return { unit, at, outside: true, label: { x: at[0] + (anchor === "end" ? -9 : 9), y: places[index] ?? at[1], text, anchor } };
  });
  const limits = (["low_998", "low_95", "high_95", "high_998"] as const).map((key) => ({ key, path: pathOf(curve.map((point): Place => [x(point.volume), y(point[key])])) }));
  return {
    width, height, left, right, floor,
    across: most.ticks.map((value) => ({ x: x(value), value })),
    upwards: ticks.map((value) => ({ y: y(value), value })),
    target: target === undefined ? undefined : y(target),
    limits,
    marks,
  };
}
