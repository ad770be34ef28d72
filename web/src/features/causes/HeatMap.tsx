// Which cause meets which product: a table whose cells are shaded, so that it is its own twin.

import { Group, Skeleton, Table, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { toCsv } from "@/shared/csv";
import { casesBehind, narrowed } from "@/shared/figures/behind";
import type { Condition } from "@/shared/figures/conditions";
import { useAnswer } from "@/shared/figures/data";
import { Downloads } from "@/shared/figures/Downloads";
import { cellKey, heatAsSvg, heatOf, shadeOf, type Line } from "@/shared/figures/heat";
import { conditionsInWords, useValueName } from "@/shared/figures/names";
import { rangeInWords } from "@/shared/figures/periods";
import type { Period } from "@/shared/figures/types";
import { number } from "@/shared/i18n/language";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./causes.module.css";
import { t } from "./messages";

type Props = { conditions: readonly Condition[]; period: Period; where: string | undefined };
const [rowColumn, acrossColumn] = ["cause", "product"] as const;

export function HeatMap({ conditions, period: { from, to }, where }: Props) {
  const { data, error, isPending, refetch } = useAnswer({ measure: "received", from, to, every: "whole", by: rowColumn, and_by: acrossColumn, where });
  const heat = useMemo(() => data && heatOf(data), [data]);
  const columns = useMemo(() => [rowColumn, acrossColumn, ...conditions.map(({ column }) => column)], [conditions]);
  const valueName = useValueName(columns);
  const csv = () =>
    toCsv([
      [t.heat.corner, ...(heat?.columns ?? []).map(({ value }) => valueName(acrossColumn, value)), t.heat.sum],
      ...(heat?.rows ?? []).map(({ value, cases }) => [valueName(rowColumn, value), ...(heat?.columns ?? []).map((column) => heat?.cells.get(cellKey(value, column.value)) ?? 0), cases]),
    ]);
  const svg = () => heat && heatAsSvg(heat, [t.heat.label, [rangeInWords({ from, to }), conditionsInWords(conditions, valueName)].filter(Boolean).join(" · ")], (which, value) => valueName(which === "row" ? rowColumn : acrossColumn, value));
  const opens = (cases: number, row: Line | undefined, column: Line | undefined) => {
    const of = [...conditions];
    const narrow = row ? narrowed(of, rowColumn, [row.value]) : of;
    return (
      <PageLink
        to="/monitoring/explore"
        search={casesBehind(column ? narrowed(narrow, acrossColumn, [column.value]) : narrow, { from, to })}
        className={styles["cell"]}
        underline="never"
        aria-label={t.heat.open(cases, row ? valueName(rowColumn, row.value) : t.heat.sum, column ? valueName(acrossColumn, column.value) : t.heat.sum)}
      >
        {number(cases)}
      </PageLink>
    );
  };
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="heat">
      <Group justify="space-between">
        <Title order={2} id="heat">
          {t.heat.title}
        </Title>
        {heat && heat.most > 0 && <Downloads of={t.heat.title} file={`causes by product ${from} ${to}`} csv={csv} svg={svg} />}
      </Group>
      <Text size="xs" c="dimmed" mb="xs">
        {t.heat.says}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={200} />}
      {heat?.most === 0 && <Text size="sm">{t.heat.nothing}</Text>}
      {heat && heat.most > 0 && (
        <div className={styles["scroll"]} role="region" aria-label={t.heat.label} tabIndex={0}>
          <Table verticalSpacing={0} horizontalSpacing={0} className={`num ${styles["heat"] ?? ""}`} aria-label={t.heat.label} withRowBorders={false}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t.heat.corner}</Table.Th>
                {heat.columns.map(({ value }) => (
                  <Table.Th key={value} scope="col">
                    {valueName(acrossColumn, value)}
                  </Table.Th>
                ))}
                <Table.Th scope="col">{t.heat.sum}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {heat.rows.map((row) => (
                <Table.Tr key={row.value}>
                  <Table.Th scope="row">{valueName(rowColumn, row.value)}</Table.Th>
                  {heat.columns.map((column) => {
                    const cases = heat.cells.get(cellKey(row.value, column.value)) ?? 0;
                    return (
                      <Table.Td key={column.value} style={{ "--shade": shadeOf(cases, heat.most) }} data-cases={cases}>
                        {cases === 0 ? <span className={styles["nothing"]}>0</span> : opens(cases, row, column)}
                      </Table.Td>
                    );
                  })}
                  <Table.Td className={styles["sum"]}>{opens(row.cases, row, undefined)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {data && data.series_in_all > data.series.length && <Text size="sm">{t.heat.more(data.series_in_all - data.series.length)}</Text>}
    </section>
  );
}
