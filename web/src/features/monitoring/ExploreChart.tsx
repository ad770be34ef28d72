// The answer as a picture, or a sentence where there is none to draw.

import { Stack, Text } from "@mantine/core";
import { useCallback, useMemo, type Ref } from "react";
import type { Benchmark } from "@/shared/benchmarks";
import { BenchmarkLines } from "@/shared/figures/BenchmarkLines";
import { BarChart } from "@/shared/figures/chart/BarChart";
import { LineChart } from "@/shared/figures/chart/LineChart";
import { hasLimits } from "@/shared/figures/ChartTwin";
import { linesOf, type Line } from "@/shared/figures/lines";
import { rangeInWords } from "@/shared/figures/periods";
import type { Answer, ControlChart, Every, Period } from "@/shared/figures/types";
import type { Saying } from "@/shared/figures/values";
import { AskedChart } from "./AskedChart";
import { Changes } from "./Changes";
import { rowName, wholeOf } from "./FigureTable";
import { t } from "./messages";
import styles from "./monitoring.module.css";
import type { Target } from "./useExplore";

type Props = {
  svg: Ref<SVGSVGElement>;
  answer: Answer;
  every: Every;
  whole: readonly boolean[];
  saying: Saying;
  nameOf: (column: number, value: string) => string;
  onOpen: (target: Target) => void;
  onName: (line: Line) => void;
  onRange: (first: number, last: number) => void;
  /** Figures of others, where there is one line only to compare with them. */
  benchmarks: readonly Benchmark[];
};

export function ExploreChart({ svg, answer, every, whole, saying, nameOf, onOpen, onName, onRange, benchmarks }: Props) {
  const { measure, periods, all } = answer;
  const { lines, left } = useMemo(() => linesOf(answer), [answer]);
  const lineName = useCallback((line: Line) => (line.others === undefined ? rowName(line, nameOf) : t.chart.others(line.others)), [nameOf]);
  const references = useMemo(() => benchmarks.map(({ whose, value }) => ({ name: whose, value })), [benchmarks]);
  if (all.whole.cases === 0) return <Text>{t.chart.empty}</Text>;
  const known = lines.some(({ figures, whole: sum }) => (periods.length === 1 ? [sum] : figures).some(({ value }) => value !== undefined));
  if (!known) return <Text>{t.chart.nothing}</Text>;

  const range = wholeOf(periods);
  const label = t.chart.label(measure.title, rangeInWords(range));
  const drawn = { svg, label, lines, saying, nameOf: lineName, onName };
  const one = periods.length === 1;
  // Something else than the figures, where there is any of it: then the days are chosen above.
  const asked = answer.chart?.lines.some(({ values }) => values.some((value) => value !== null)) ? answer.chart : undefined;
  const confident = lines.length <= 2 && lines.some(({ figures }) => figures.some(({ low }) => low !== undefined));
  const others = lines.find((line) => line.others !== undefined)?.others;
  const notes = [
    (asked || !one) && hasLimits(answer.chart) ? t.chart.band : "",
    !asked && (confident || (one && lines.some(({ whole: { low } }) => low !== undefined))) ? t.chart.whiskers : "",
    !asked && !one && whole.some((all) => !all) ? t.chart.unfinished : "",
    others === undefined ? "" : t.chart.grouped(others),
    others === undefined && left > 0 ? t.chart.left(left) : "",
  ].filter(Boolean);
  const caption = (
    <figcaption>
      <Stack gap={4} mt="xs">
        {answer.chart && <Said chart={answer.chart} {...{ periods, every, saying }} />}
        <BenchmarkLines benchmarks={benchmarks} saying={saying} />
        {notes.length > 0 && (
          <Text size="xs" c="dimmed">
            {notes.join(" ")}
          </Text>
        )}
        {!one && !asked && (
          <Text size="xs" c="dimmed" className="no-print">
            {t.chart.drag}
          </Text>
        )}
      </Stack>
    </figcaption>
  );
  return (
    <figure className={`panel ${styles["chart"] ?? ""}`}>
      {asked ? (
        <AskedChart {...{ svg, label, measure, periods, every, whole, saying }} chart={asked} onPeriod={(at) => periods[at] && onOpen(periods[at])}>
          {caption}
        </AskedChart>
      ) : one ? (
        <BarChart {...drawn} onBar={(line) => onOpen({ ...range, by: line.by, and: line.and })} />
      ) : (
        <LineChart
          {...drawn}
          periods={periods}
          every={every}
          whole={whole}
          chart={answer.chart}
          references={references}
          onPoint={(line, at) => {
            const period = periods[at];
            if (period) onOpen({ ...period, by: line.by, and: line.and });
          }}
          onRange={onRange}
        />
      )}
      {!asked && caption}
    </figure>
  );
}

/** What the control chart says, each of its signals, and how it was drawn. */
function Said({ chart, periods, every, saying }: { chart: ControlChart; periods: readonly Period[]; every: Every; saying: Saying }) {
  return (
    <>
      {chart.says !== "" && <Text size="sm">{chart.says}</Text>}
      <Changes {...{ chart, periods, every, saying }} />
      {chart.notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
      {chart.signals.length > 0 && (
        <details className={styles["signals"]}>
          <summary>{t.chart.signals(chart.signals.length)}</summary>
          <ul>
            {chart.signals.map(({ says }, at) => (
              <li key={at}>{says}</li>
            ))}
          </ul>
        </details>
      )}
      {chart.why !== "" && (
        <details className={styles["signals"]}>
          <summary>{t.chart.why(chart.kind)}</summary>
          <p>{chart.why}</p>
        </details>
      )}
    </>
  );
}
