// A chart of lines as a table, for who would rather read, and as what stands in its file. Both have a row for each period, or for
// each event of a chart that is of events, and beside the lines what is usual and the limits.

import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { toCsv } from "../csv";
import { CaseLink } from "../ui/CaseLink";
import styles from "./figures.module.css";
import type { Line } from "./lines";
import { t } from "./messages";
import { periodName } from "./periods";
import type { ControlChart, Every, Period } from "./types";
import { inUnit, meanOf, valueText, type Saying } from "./values";

type Drawn = { lines: readonly Line[]; nameOf: (line: Line) => string; periods: readonly Period[]; saying: Saying; chart?: ControlChart };

export const hasLimits = (chart: ControlChart | undefined) => chart !== undefined && [...chart.low, ...chart.high].some((limit) => limit !== null);
const isOfEvents = (chart: ControlChart | undefined): chart is ControlChart => (chart?.events.length ?? 0) > 0;

/** What stands behind the lines, each with its values. */
const limitsOf = (chart: ControlChart | undefined) =>
  chart && hasLimits(chart)
    ? [
        { name: t.control.centre, values: chart.centre },
        { name: t.control.low, values: chart.low },
        { name: t.control.high, values: chart.high },
      ]
    : [];

export function chartCsv({ lines, nameOf, periods, chart, saying }: Drawn): string {
  const ofEvents = isOfEvents(chart);
  const limits = limitsOf(chart);
  const value = (one: number | null | undefined) => inUnit(one ?? undefined, saying);
  return toCsv([
    [...(ofEvents ? [t.control.day, t.rows.ref] : [t.period.from, t.period.until]), ...lines.map(nameOf), ...limits.map(({ name }) => name)],
    ...periods.map(({ from, to }, at) => [
      from,
      ofEvents ? chart.events[at]?.ref : to,
      ...lines.map(({ figures }) => value(figures[at]?.value)),
      ...limits.map(({ values }) => value(values[at])),
    ]),
  ]);
}

type Props = Drawn & {
  title: string;
  every: Every;
  /** What a value is where it opens something. */
  valueAt?: (text: string, at: number) => ReactNode;
};

export function ChartTwin({ title, lines, nameOf, periods, chart, every, saying, valueAt }: Props) {
  const ofEvents = isOfEvents(chart);
  const limits = limitsOf(chart);
  const limitSaying = meanOf(saying);
  const caseAt = (at: number) => {
    const ref = chart?.events[at]?.ref;
    return ref !== undefined && <CaseLink to={ref} small>{ref}</CaseLink>;
  };
  return (
    <details className={styles["twin"]}>
      <summary>{t.control.table}</summary>
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t.control.table}>
        <Table verticalSpacing={4} className="num" w="auto" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{ofEvents ? t.control.day : t.control.period}</Table.Th>
              {ofEvents && <Table.Th>{t.rows.ref}</Table.Th>}
              {[...lines.map(nameOf), ...limits.map(({ name }) => name)].map((name, at) => (
                <Table.Th key={at} ta="right">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {periods
              .map((period, at) => ({ period, at }))
              .reverse()
              .map(({ period, at }) => (
                <Table.Tr key={at}>
                  <Table.Th scope="row">{periodName(period, every)}</Table.Th>
                  {ofEvents && <Table.Td>{caseAt(at)}</Table.Td>}
                  {lines.map((line) => {
                    const text = valueText(line.figures[at]?.value, saying);
                    return (
                      <Table.Td key={line.key} ta="right">
                        {valueAt ? valueAt(text, at) : text}
                      </Table.Td>
                    );
                  })}
                  {limits.map(({ name, values }) => (
                    <Table.Td key={name} ta="right">
                      {valueText(values[at] ?? undefined, limitSaying)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </div>
    </details>
  );
}
