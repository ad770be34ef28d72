// A chart of lines as a table, for who would rather read, and as what stands in its file.

import { Table } from "@mantine/core";
import { toCsv } from "../csv";
import styles from "./figures.module.css";
import type { Line } from "./lines";
import { t } from "./messages";
import { periodName } from "./periods";
import type { ControlChart, Every, Period } from "./types";
import { valueText, type Saying } from "./values";

type Drawn = { lines: readonly Line[]; nameOf: (line: Line) => string; periods: readonly Period[]; chart?: ControlChart };

const hasLimits = (chart: ControlChart | undefined) => chart?.centre.some((one) => one !== null) ?? false;

export function chartCsv({ lines, nameOf, periods, chart }: Drawn): string {
  const limits = hasLimits(chart);
  return toCsv([
    [t.period.from, t.period.until, ...lines.map(nameOf), ...(limits ? [t.control.low, t.control.high] : [])],
    ...periods.map(({ from, to }, at) => [
      from,
      to,
      ...lines.map(({ figures }) => figures[at]?.value),
      ...(limits ? [chart?.low[at] ?? undefined, chart?.high[at] ?? undefined] : []),
    ]),
  ]);
}

export function ChartTwin({ title, lines, nameOf, periods, chart, every, saying }: Drawn & { title: string; every: Every; saying: Saying }) {
  const limits = hasLimits(chart);
  // Limits of counts are not whole.
  const limit = (value: number | null | undefined) => valueText(value ?? undefined, { unit: saying.unit === "cases" ? "points" : saying.unit });
  return (
    <details className={styles["twin"]}>
      <summary>{t.control.table}</summary>
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t.control.table}>
        <Table verticalSpacing={4} className="num" w="auto" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.control.period}</Table.Th>
              {lines.map((line) => (
                <Table.Th key={line.key} ta="right">
                  {nameOf(line)}
                </Table.Th>
              ))}
              {limits && <Table.Th ta="right">{t.control.low}</Table.Th>}
              {limits && <Table.Th ta="right">{t.control.high}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {periods
              .map((period, at) => ({ period, at }))
              .reverse()
              .map(({ period, at }) => (
                <Table.Tr key={period.from}>
                  <Table.Th scope="row">{periodName(period, every)}</Table.Th>
                  {lines.map((line) => (
                    <Table.Td key={line.key} ta="right">
                      {valueText(line.figures[at]?.value, saying)}
                    </Table.Td>
                  ))}
                  {limits && <Table.Td ta="right">{limit(chart?.low[at])}</Table.Td>}
                  {limits && <Table.Td ta="right">{limit(chart?.high[at])}</Table.Td>}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </div>
    </details>
  );
}
