// A measure of one period: a bar for each group, its figure beside it.

import type { Ref } from "react";
import { scaleOf } from "../axis";
import type { Line } from "../lines";
import { figureText, tickText, type Saying } from "../values";
import styles from "./chart.module.css";
import { cut, widthOf } from "./drawing";
import { lineName } from "./LineChart";
import { useWidth } from "./useWidth";

const [row, bar, bottom] = [30, 16, 26];

type Props = { svg: Ref<SVGSVGElement>; label: string; lines: readonly Line[]; saying: Saying; nameOf: (line: Line) => string; onBar: (line: Line) => void; onName: (line: Line) => void };

export function BarChart({ svg, label, lines, saying, nameOf, onBar, onName }: Props) {
  const { ref: box, width } = useWidth();
  const names = lines.map((line) => cut(nameOf(line), width * 0.32));
  const texts = lines.map(({ whole }) => figureText(whole, saying));
  const scale = scaleOf(lines.flatMap(({ whole: { value, low, high } }) => [value, low, high].filter((one) => one !== undefined)), saying.unit, width < 600 ? 3 : 5);
  const left = Math.max(...names.map(widthOf)) + 12;
  const right = width - Math.max(...texts.map(widthOf)) - 14;
  const x = (value: number) => left + ((right - left) * (value - scale.min)) / (scale.max - scale.min);
  const height = lines.length * row + bottom;
  return (
    <div ref={box} className={styles["colours"]}>
      <svg ref={svg} role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className={styles["bars"]}>
        {scale.ticks.map((value) => (
          <g key={value}>
            <line className={value === 0 ? styles["zero"] : styles["grid"]} x1={x(value)} x2={x(value)} y1={0} y2={height - bottom} />
            <text className={styles["mark"]} x={x(value)} y={height - 8} textAnchor="middle">
              {tickText(value, saying)}
            </text>
          </g>
        ))}
        {lines.map((line, at) => {
          const { value, low, high } = line.whole;
          const middle = at * row + row / 2;
          const own = line.others === undefined;
          return (
            <g key={line.key} data-line={lineName(line, 0)}>
              <g className={own && line.by !== undefined ? styles["name"] : undefined} onClick={() => own && onName(line)}>
                <title>{nameOf(line)}</title>
                <text x={left - 8} y={middle} textAnchor="end" dominantBaseline="central">
                  {names[at]}
                </text>
              </g>
              {value !== undefined && (
                <rect className={styles["bar"]} x={Math.min(x(0), x(value))} width={Math.abs(x(value) - x(0))} y={middle - bar / 2} height={bar} onClick={() => own && onBar(line)} />
              )}
              {low !== undefined && high !== undefined && <path className={styles["barWhisker"]} fill="none" d={`M${x(low)} ${middle - 4}v8m0 -4H${x(high)}m0 -4v8`} />}
              <text x={right + 8} y={middle} dominantBaseline="central">
                {texts[at]}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
