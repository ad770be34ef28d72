// How long it took, all of it and not only the middle: how many cases took how long. As a picture, a table and files.

import { Group, Table, Text, Title, UnstyledButton } from "@mantine/core";
import { useMemo, useRef } from "react";
import { toCsv } from "@/shared/csv";
import { BarChart } from "@/shared/figures/chart/BarChart";
import { svgFile } from "@/shared/figures/chart/svgFile";
import { Downloads } from "@/shared/figures/Downloads";
import shared from "@/shared/figures/figures.module.css";
import type { Line } from "@/shared/figures/lines";
import { rangeInWords } from "@/shared/figures/periods";
import type { Answer, Period } from "@/shared/figures/types";
import { duration, valueText } from "@/shared/figures/values";
import { t } from "./messages";
import styles from "./monitoring.module.css";

export type Bin = Answer["spread"][number];
export const binName = ({ from, below }: Bin) =>
  below === undefined ? t.spread.over(duration(from)) : from === 0 ? t.spread.under(duration(below)) : t.spread.between(duration(from), duration(below));
/** As it stands in the address: "1440..2880", and without an end "525600..". */
export const binKey = ({ from, below }: Bin) => `${from}..${below ?? ""}`;
export const binOf = (key: string): Bin => {
  const [from, below] = key.split("..");
  return { from: Number(from), ...(below ? { below: Number(below) } : {}), cases: 0 };
};

type Props = { answer: Answer; range: Period; onOpen: (lasting: string) => void; isOpen: (lasting: string) => boolean };

export function Spread({ answer: { spread, measure }, range, onOpen, isOpen }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const lines = useMemo(
    () => spread.map((bin): Line => ({ key: binKey(bin), figures: [], whole: { cases: bin.cases, value: bin.cases, numerator: bin.cases, denominator: bin.cases } })),
    [spread],
  );
  const all = spread.reduce((sum, { cases }) => sum + cases, 0);
  if (all === 0) return null;
  const upTo = spread.map((_, at) => spread.slice(0, at + 1).reduce((sum, { cases }) => sum + cases, 0) / all);
  const share = (value: number | undefined) => valueText(value, { unit: "share" });
  const nameOf = ({ key }: Line) => binName(binOf(key));
  return (
    <>
      <Group justify="space-between">
        <Title order={2}>{t.spread.title}</Title>
        <Downloads
          of={t.spread.title}
          file={`${measure.id} ${t.spread.title} ${range.from} ${range.to}`}
          csv={() =>
            toCsv([
              [t.spread.from, t.spread.below, t.csv.cases, t.spread.share, t.spread.upTo],
              ...spread.map(({ from, below, cases }, at) => [from, below, cases, cases / all, upTo[at]]),
            ])
          }
          svg={() => (svg.current ? svgFile(svg.current, [`${measure.title}: ${t.spread.title}`, rangeInWords(range)]) : undefined)}
        />
      </Group>
      <figure className={`panel ${styles["chart"] ?? ""}`}>
        <BarChart
          svg={svg}
          label={t.spread.label(measure.title)}
          lines={lines}
          saying={{ unit: "cases" }}
          nameOf={nameOf}
          onBar={({ key }) => onOpen(key)}
          onName={({ key }) => onOpen(key)}
        />
        <details className={shared["twin"]} open>
          <summary>{t.spread.table}</summary>
          <div className={shared["scroll"]} tabIndex={0} role="region" aria-label={t.spread.title}>
            <Table verticalSpacing={4} className="num" w="auto" aria-label={t.spread.title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.spread.lasting}</Table.Th>
                  <Table.Th ta="right">{t.table.counted}</Table.Th>
                  <Table.Th ta="right">{t.spread.share}</Table.Th>
                  <Table.Th ta="right">{t.spread.upTo}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {spread.map((bin, at) => (
                  <Table.Tr key={bin.from}>
                    <Table.Th scope="row">{binName(bin)}</Table.Th>
                    <Table.Td ta="right">
                      {bin.cases === 0 ? (
                        valueText(0, { unit: "cases" })
                      ) : (
                        <UnstyledButton
                          fz="sm"
                          c="var(--mantine-color-anchor)"
                          data-number
                          aria-pressed={isOpen(binKey(bin))}
                          aria-label={t.table.open(valueText(bin.cases, { unit: "cases" }), binName(bin), bin.cases)}
                          onClick={() => onOpen(binKey(bin))}
                        >
                          {valueText(bin.cases, { unit: "cases" })}
                        </UnstyledButton>
                      )}
                    </Table.Td>
                    <Table.Td ta="right">{share(bin.cases / all)}</Table.Td>
                    <Table.Td ta="right">{share(upTo[at])}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          <Text size="xs" c="dimmed">
            {t.spread.says}
          </Text>
        </details>
      </figure>
    </>
  );
}
