// Which few make up most: bars in order, the line of what they come to together, both as parts of all.

import type { Ref } from "react";
import { tickText } from "../values";
import { layOutPareto, type ParetoBar } from "./pareto";
import styles from "./pareto.module.css";
import { useWidth } from "./useWidth";

const share = { unit: "share" } as const;

type Props = {
  svg: Ref<SVGSVGElement>;
  bars: readonly ParetoBar[];
  label: string;
  /** How an amount is said. */
  amount: (value: number) => string;
  onBar: (code: string) => void;
};

export function ParetoChart({ svg, bars, label, amount, onBar }: Props) {
  const { ref: box, width } = useWidth();
  const drawn = layOutPareto(bars, width, ({ title, vital }) => (vital ? `● ${title}` : title));
  const eighty = drawn.ticks.find((tick) => tick.share === 0.8)?.x ?? 0;
  return (
    <div ref={box}>
      <svg ref={svg} role="img" aria-label={label} viewBox={`0 0 ${drawn.width} ${drawn.height}`} className={styles["chart"]}>
        {drawn.ticks.map((tick) => (
          <g key={tick.share}>
            <line className={styles["grid"]} x1={tick.x} x2={tick.x} y1={0} y2={drawn.floor} />
            <text className={styles["mark"]} x={tick.x} y={drawn.floor + 18} textAnchor={tick.share === 0 ? "start" : "middle"}>
              {tickText(tick.share, share)}
            </text>
          </g>
        ))}
        <line className={styles["eighty"]} x1={eighty} x2={eighty} y1={0} y2={drawn.floor} />
        {drawn.rows.map((row, at) => (
          <rect key={row.code} className={`${styles["bar"] ?? ""} ${styles["press"] ?? ""}`} data-vital={row.vital} x={row.bar.x} y={row.y} width={row.bar.width} height={row.bar.height} onClick={() => onBar(row.code)}>
            <title>{bars[at]?.title}</title>
          </rect>
        ))}
        <path className={styles["cumulative"]} d={drawn.line} fill="none" />
        {drawn.rows.map((row, at) => (
          <g key={row.code} className={styles["over"]}>
            <text x={row.bar.x} y={row.y - 5} fontWeight={row.vital ? 650 : 400}>
              {row.name}
            </text>
            <text x={row.amount.x} y={row.y + row.bar.height / 2} dominantBaseline="central">
              {amount(bars[at]?.amount ?? 0)}
            </text>
          </g>
        ))}
        {drawn.rows.map((row) => (
          <circle key={row.code} className={styles["dot"]} cx={row.line.x} cy={row.line.y} r={3.5} />
        ))}
      </svg>
    </div>
  );
}
