// A chart that draws something else than the figures: an average of late, sums, the time between what is rare. With its numbers
// as a table and a file.

import { Button, Group, Table } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, type Ref } from "react";
import { toCsv } from "@/shared/csv";
import { download } from "@/shared/download";
import { LineChart } from "@/shared/figures/chart/LineChart";
import shared from "@/shared/figures/figures.module.css";
import type { Line } from "@/shared/figures/lines";
import { periodName } from "@/shared/figures/periods";
import type { ControlChart, Every, Period, Unit } from "@/shared/figures/types";
import { valueText, type Saying } from "@/shared/figures/values";
import { PageLink } from "@/shared/ui/PageLink";
import { t } from "./messages";

type Props = {
  svg: Ref<SVGSVGElement>;
  label: string;
  chart: ControlChart;
  periods: readonly Period[];
  every: Every;
  whole: readonly boolean[];
  saying: Saying;
  onPeriod: (at: number) => void;
};

const units: Record<Exclude<ControlChart["unit"], "of_figures">, Unit> = { deviations: "points", days: "points", cases: "cases" };

export function AskedChart({ svg, label, chart, periods, every, whole, saying, onPeriod }: Props) {
  const navigate = useNavigate();
  const ofEvents = chart.events.length > 0;
  const shown = useMemo(() => (ofEvents ? chart.events.map(({ day }) => ({ from: day, to: day })) : periods), [ofEvents, chart.events, periods]);
  const length: Every = ofEvents ? "day" : every;
  const said = useMemo((): Saying => (chart.unit === "of_figures" ? saying : { unit: units[chart.unit] }), [chart.unit, saying]);
  const lines = useMemo(
    () =>
      chart.lines.map(({ name, values }): Line => {
        const figures = values.map((value) => ({ cases: 0, numerator: 0, denominator: 0, ...(value === null ? {} : { value }) }));
        return { key: name, by: name, figures, whole: { cases: 0, numerator: 0, denominator: 0 } };
      }),
    [chart.lines],
  );
  const number = (value: number | null | undefined) => valueText(value ?? undefined, said);
  const nameAt = (at: number) => (shown[at] ? periodName(shown[at], length) : "");
  const csv = () =>
    toCsv([
      [ofEvents ? t.asked.day : t.csv.from, ...(ofEvents ? [t.asked.case] : [t.csv.to]), ...chart.lines.map(({ name }) => name), t.asked.centre, t.csv.low, t.csv.high],
      ...shown.map(({ from, to }, at) => [
        from,
        ofEvents ? chart.events[at]?.ref : to,
        ...chart.lines.map(({ values }) => values[at] ?? undefined),
        chart.centre[at] ?? undefined,
        chart.low[at] ?? undefined,
        chart.high[at] ?? undefined,
      ]),
    ]);
  return (
    <>
      <LineChart
        svg={svg}
        label={label}
        lines={lines}
        periods={shown}
        every={length}
        whole={ofEvents ? [] : whole}
        saying={said}
        chart={chart}
        nameOf={({ by }) => by ?? ""}
        onPoint={(_, at) => {
          const ref = chart.events[at]?.ref;
          if (ref === undefined) onPeriod(at);
          else void navigate({ to: "/cases/$ref", params: { ref } });
        }}
      />
      <details className={shared["twin"]}>
        <summary>{t.asked.table}</summary>
        <Group justify="flex-end" mb="xs" className="no-print">
          <Button size="xs" variant="default" onClick={() => download(`${label}.csv`, csv(), "text/csv")}>
            {t.asked.csv}
          </Button>
        </Group>
        <div className={shared["scroll"]} tabIndex={0} role="region" aria-label={t.asked.table}>
          <Table verticalSpacing={4} className="num" w="auto" aria-label={t.asked.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{ofEvents ? t.asked.day : t.table.period}</Table.Th>
                {ofEvents && <Table.Th>{t.asked.case}</Table.Th>}
                {[...chart.lines.map(({ name }) => name), t.asked.centre, t.asked.low, t.asked.high].map((name) => (
                  <Table.Th key={name} ta="right">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown
                .map((_, at) => at)
                .reverse()
                .map((at) => (
                  <Table.Tr key={at}>
                    <Table.Th scope="row">{nameAt(at)}</Table.Th>
                    {ofEvents && (
                      <Table.Td>
                        {chart.events[at] && (
                          <PageLink to="/cases/$ref" params={{ ref: chart.events[at].ref }} size="sm">
                            {chart.events[at].ref}
                          </PageLink>
                        )}
                      </Table.Td>
                    )}
                    {[...chart.lines.map(({ values }) => values[at]), chart.centre[at], chart.low[at], chart.high[at]].map((value, column) => (
                      <Table.Td key={column} ta="right">
                        {number(value)}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        </div>
      </details>
    </>
  );
}
