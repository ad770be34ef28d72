// A measure over time: a line for each group with its name at its end, what is usual as a band, confidence as whiskers. To a
// screen reader it is one picture; the table on the page has each figure, and its buttons do what the mouse can do here.

import { useMemo, useRef, useState, type PointerEvent, type Ref } from "react";
import { spread } from "../axis";
import type { Line } from "../lines";
import { t } from "../messages";
import { periodName } from "../periods";
import type { ControlChart, Every, Period } from "../types";
import { figureText, type Saying } from "../values";
import styles from "./chart.module.css";
import { cut, isSignal, pathOf, type Place } from "./drawing";
import { geometryOf, type Geometry } from "./geometry";
import { PeriodHandles } from "./PeriodHandles";
import { Band } from "./Sparkline";
import { useWidth } from "./useWidth";

type Props = {
  svg: Ref<SVGSVGElement>;
  label: string;
  lines: readonly Line[];
  periods: readonly Period[];
  every: Every;
  /** For each period whether all of it is counted. */
  whole: readonly boolean[];
  saying: Saying;
  chart?: ControlChart;
  /** The first and the last period of what the chart is about, to be shaded. */
  marked?: readonly [number, number];
  small?: boolean;
  /** Figures of others, each a labelled line across. */
  references?: readonly Reference[];
  nameOf: (line: Line) => string;
  onPoint: (line: Line, period: number) => void;
  onName?: (line: Line) => void;
  /** Without it the days are fixed: nothing is dragged, and there are no handles. */
  onRange?: (first: number, last: number) => void;
};

export type Reference = { name: string; value: number };

const drag = 6; // pixels; less is a click with an unsteady hand
const near = 28;
const mostDots = 62; // so many points can still be told apart
const apart = 14; // pixels between the points of several lines; nearer ones are a thicket
const mostWhiskers = 2; // lines with whiskers; of more they are in the table

export const lineName = (line: Line, at: number) => (line.others === undefined ? String(at) : "others");

export function LineChart({ svg, label, lines, periods, every, whole, saying, chart, marked, small = false, references, nameOf, onPoint, onName, onRange }: Props) {
  const { ref: box, width } = useWidth();
  const whiskers = lines.length <= mostWhiskers;
  const geometry = useMemo(
    () => geometryOf({ width, periods, every, lines, names: lines.map(nameOf), saying, chart, whiskers, small, also: references?.map(({ value }) => value) }),
    [width, periods, every, lines, nameOf, saying, chart, whiskers, small, references],
  );
  const [hovered, setHovered] = useState<number>();
  const [dragged, setDragged] = useState<readonly [number, number]>();
  const began = useRef<{ x: number; period: number }>(undefined);

  const placeOf = (event: PointerEvent<SVGSVGElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const scale = geometry.width / Math.max(bounds.width, 1);
    return { x: (event.clientX - bounds.left) * scale, y: (event.clientY - bounds.top) * scale };
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const { x } = placeOf(event);
    const period = geometry.periodAt(x);
    setHovered(x > geometry.right + 4 ? undefined : period);
    if (onRange && began.current && Math.abs(x - began.current.x) > drag) setDragged([Math.min(began.current.period, period), Math.max(began.current.period, period)]);
  };
  const end = (event: PointerEvent<SVGSVGElement>) => {
    const start = began.current;
    began.current = undefined;
    setDragged(undefined);
    if (!start) return;
    if (dragged) {
      onRange?.(...dragged);
      return;
    }
    const { x, y } = placeOf(event);
    const period = geometry.periodAt(x);
    const away = (line: Line) => {
      const value = line.figures[period]?.value;
      return value === undefined ? Infinity : Math.abs(geometry.y(value) - y);
    };
    const [nearest] = lines.filter(({ others }) => others === undefined).toSorted((a, b) => away(a) - away(b));
    if (nearest && away(nearest) <= near) onPoint(nearest, period);
  };

  return (
    <div className={styles["colours"]}>
      <div ref={box} className={styles["plot"]}>
        <svg
          ref={svg}
          role="img"
          aria-label={label}
          viewBox={`0 0 ${geometry.width} ${geometry.height}`}
          className={styles["svg"]}
          data-fixed={onRange === undefined}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            const { x, y } = placeOf(event);
            // Names are pressed by themselves.
            if (x > geometry.right + 4 || y > (geometry.legend[0]?.y ?? Infinity) - 12) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            began.current = { x, period: geometry.periodAt(x) };
          }}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={() => {
            began.current = undefined;
            setDragged(undefined);
          }}
          onPointerLeave={() => setHovered(undefined)}
        >
          {marked && <Stretch geometry={geometry} range={marked} />}
          <Axes geometry={geometry} />
          {chart && <Band chart={chart} x={geometry.x} y={geometry.y} floor={geometry.scale.min} ceiling={geometry.scale.max} />}
          {references && <References geometry={geometry} references={references} />}
          {dragged && <Stretch geometry={geometry} range={dragged} />}
          {hovered !== undefined && <line className={styles["guide"]} x1={geometry.x(hovered)} x2={geometry.x(hovered)} y1={10} y2={geometry.floor} />}
          {lines.map((line, at) => (
            <Drawn key={line.key} line={line} name={lineName(line, at)} geometry={geometry} whole={whole} whiskers={whiskers} chart={chart} several={lines.length > 1} />
          ))}
          {geometry.labels.map(({ text, y, end: place }, at) => {
            const line = lines[at];
            if (!line) return null;
            return (
              <g key={line.key} data-line={lineName(line, at)} className={onName && line.others === undefined ? styles["name"] : undefined} onClick={() => line.others === undefined && onName?.(line)}>
                <title>{nameOf(line)}</title>
                {place && <path className={styles["leader"]} fill="none" d={`M${place[0] + 5} ${place[1]}L${geometry.right + 8} ${y}L${geometry.right + 16} ${y}`} />}
                <text x={geometry.right + 20} y={y} dominantBaseline="central">
                  {text}
                </text>
              </g>
            );
          })}
          {geometry.legend.map(({ text, x, y }, at) => {
            const line = lines[at];
            if (!line) return null;
            return (
              <g key={line.key} data-line={lineName(line, at)} className={onName && line.others === undefined ? styles["name"] : undefined} onClick={() => line.others === undefined && onName?.(line)}>
                <title>{nameOf(line)}</title>
                <path className={styles["line"]} d={`M${x} ${y}h16`} />
                <text x={x + 20} y={y} dominantBaseline="central">
                  {text}
                </text>
              </g>
            );
          })}
        </svg>
        {hovered !== undefined && !dragged && <Readout geometry={geometry} at={hovered} {...{ lines, periods, every, saying, nameOf }} />}
      </div>
      {onRange && (
        <PeriodHandles key={periods[0]?.from} periods={periods} every={every} place={(period) => geometry.x(period) / geometry.width} periodAt={(part) => geometry.periodAt(part * geometry.width)} onRange={onRange} />
      )}
    </div>
  );
}

function Axes({ geometry }: { geometry: Geometry }) {
  return (
    <>
      {geometry.ticks.map(({ y, text }, at) => (
        <g key={text + String(at)}>
          <line className={geometry.scale.ticks[at] === 0 ? styles["zero"] : styles["grid"]} x1={geometry.left} x2={geometry.right} y1={y} y2={y} />
          <text className={styles["mark"]} x={geometry.left - 6} y={y} textAnchor="end" dominantBaseline="central">
            {text}
          </text>
        </g>
      ))}
      {geometry.names.map(({ x, text, year }) => (
        <g key={x}>
          <line className={styles["zero"]} x1={x} x2={x} y1={geometry.floor} y2={geometry.floor + 5} />
          <text className={styles["mark"]} x={x} y={geometry.floor + 18} textAnchor="middle">
            {text}
          </text>
          {year !== "" && (
            <text className={styles["mark"]} x={x} y={geometry.floor + 33} textAnchor="middle">
              {year}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

function References({ geometry: { left, right, y, scale, floor }, references }: { geometry: Geometry; references: readonly Reference[] }) {
  const places = spread(references.map(({ value }) => y(value) - 6), 14, 10, floor);
  return references.map(({ name, value }, at) => (
    <g key={name} className={styles["reference"]}>
      <line x1={left} x2={right} y1={y(Math.min(Math.max(value, scale.min), scale.max))} y2={y(Math.min(Math.max(value, scale.min), scale.max))} />
      <text x={left + 6} y={places[at]}>
        {cut(name, (right - left) * 0.8)}
      </text>
    </g>
  ));
}

function Stretch({ geometry, range: [first, last] }: { geometry: Geometry; range: readonly [number, number] }) {
  const [from, to] = [geometry.x(first) - 4, geometry.x(last) + 4];
  return <rect className={styles["chosen"]} x={from} width={to - from} y={10} height={geometry.floor - 10} />;
}

type DrawnProps = { line: Line; name: string; geometry: Geometry; whole: readonly boolean[]; whiskers: boolean; chart?: ControlChart; several: boolean };
function Drawn({ line, name, geometry: { x, y }, whole, whiskers, chart, several }: DrawnProps) {
  const places = line.figures.map(({ value }, at) => (value === undefined ? undefined : ([x(at), y(value)] as const)));
  const step = x(1) - x(0);
  const radius = Math.max(1.6, Math.min(3, step * 0.25)); // on a telephone the points would cover the lines
  return (
    <g data-line={name}>
      <path className={styles["line"]} d={pathOf(places.map((place, at) => (whole[at] === false ? undefined : place)))} />
      <path className={`${styles["line"] ?? ""} ${styles["pending"] ?? ""}`} d={pendingOf(places, whole)} />
      {line.figures.map(({ low, high, value }, at) => {
        const place = places[at];
        if (!place) return null;
        const signal = chart !== undefined && isSignal(chart, value, at);
        const alone = places[at - 1] === undefined && places[at + 1] === undefined;
        const dot = (places.length <= mostDots && !(several && step < apart)) || alone || signal || whole[at] === false;
        return (
          <g key={at}>
            {whiskers && low !== undefined && high !== undefined && (
              <path className={styles["whisker"]} fill="none" d={`M${place[0] - 3} ${y(low)}h6m-3 0V${y(high)}m-3 0h6`} />
            )}
            {dot && <circle className={styles["dot"]} cx={place[0]} cy={place[1]} r={radius} data-hollow={whole[at] === false} />}
            {signal && <circle className={styles["ring"]} cx={place[0]} cy={place[1]} r={7} />}
          </g>
        );
      })}
    </g>
  );
}

/** The pieces that lead to or from a period that is not whole. */
function pendingOf(places: readonly (Place | undefined)[], whole: readonly boolean[]): string {
  return places.map((place, at) => (at > 0 && (whole[at] === false || whole[at - 1] === false) ? pathOf([places[at - 1], place]) : "")).join("");
}

type ReadoutProps = Pick<Props, "lines" | "periods" | "every" | "saying" | "nameOf"> & { geometry: Geometry; at: number };
function Readout({ geometry, at, lines, periods, every, saying, nameOf }: ReadoutProps) {
  const period = periods[at];
  if (!period) return null;
  const place = (geometry.x(at) / geometry.width) * 100;
  const several = geometry.labels.length > 0;
  return (
    <div className={styles["readout"]} aria-hidden style={place > 50 ? { right: `${101 - place}%` } : { left: `${place + 1}%` }}>
      <strong>{periodName(period, every)}</strong>
      {lines.map((line, index) => (
        <div key={line.key} data-line={lineName(line, index)}>
          <span className={styles["swatch"]} />
          {several && `${nameOf(line)}: `}
          {line.figures[at] ? figureText(line.figures[at], saying) : t.none}
        </div>
      ))}
    </div>
  );
}
