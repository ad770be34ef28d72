// Months side by side as columns, and what was open at the end of each as a line over them.

import { useElementSize } from "@mantine/hooks";
import type { Ref } from "react";
import { pathOf } from "@/shared/figures/chart/drawing";
import { monthInWords } from "@/shared/figures/periods";
import type { Period } from "@/shared/figures/types";
import { valueText, type Saying } from "@/shared/figures/values";
import { layOutColumns } from "./columns";
import styles from "./chart.module.css";
import type { Chart } from "./types";

type Props = { svg: Ref<SVGSVGElement>; chart: Chart; periods: readonly Period[]; saying: Saying; label: string; onColumn: (series: number, at: number) => void };

export function ColumnChart({ svg, chart, periods, saying, label, onColumn }: Props) {
  const { ref: box, width } = useElementSize();
  const drawn = layOutColumns(chart, periods, saying, Math.max(Math.round(width), 280));
  const last = chart.series.length - 1;
  const says = (series: number, at: number) => `${chart.series[series]?.name ?? ""}, ${monthInWords(periods[at]?.from ?? "")}: ${valueText(chart.series[series]?.values[at] ?? undefined, saying)}`;
  return (
    <div ref={box}>
      <svg ref={svg} role="img" aria-label={label} viewBox={`0 0 ${drawn.width} ${drawn.height}`} className={styles["chart"]}>
        {drawn.ticks.map(({ y, text }, at) => (
          <g key={text + String(at)}>
            <line className={styles["grid"]} x1={drawn.left} x2={drawn.right} y1={y} y2={y} />
            <text className={styles["mark"]} x={drawn.left - 6} y={y} textAnchor="end" dominantBaseline="central">
              {text}
            </text>
          </g>
        ))}
        {drawn.names.map(({ x, text, year }) => (
          <g key={x}>
            <text className={styles["mark"]} x={x} y={drawn.floor + 18} textAnchor="middle">
              {text}
            </text>
            {year !== "" && (
              <text className={styles["mark"]} x={x} y={drawn.floor + 33} textAnchor="middle">
                {year}
              </text>
            )}
          </g>
        ))}
        {drawn.columns.map(({ series, at, ...place }) => (
          <rect key={`${series} ${at}`} className={styles["column"]} data-series={series} {...place} onClick={() => onColumn(series, at)}>
            <title>{says(series, at)}</title>
          </rect>
        ))}
        <path className={styles["line"]} fill="none" d={pathOf(drawn.line.map((place) => (place ? ([place.x, place.y] as const) : undefined)))} />
        {drawn.line.map(
          (place, at) =>
            place && (
              <circle key={at} className={styles["dot"]} cx={place.x} cy={place.y} r={3.5} onClick={() => onColumn(last, at)}>
                <title>{says(last, at)}</title>
              </circle>
            ),
        )}
        {drawn.legend.map(({ x, y, text, line }, at) => (
          <g key={text}>
            {line ? (
              <>
                <line className={styles["line"]} x1={x} x2={x + 18} y1={y} y2={y} />
                <circle className={styles["dot"]} cx={x + 9} cy={y} r={3.5} />
              </>
            ) : (
              <rect className={styles["column"]} data-series={at} x={x + 3} y={y - 6} width={12} height={12} />
            )}
            <text x={x + 24} y={y} dominantBaseline="central">
              {text}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
