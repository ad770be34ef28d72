// One measure over time with its limits, in a panel of another page: the picture, what it says, and the same as a table.

import { Group, Table, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { toCsv } from "../csv";
import { PageLink } from "../ui/PageLink";
import { casesBehind } from "./behind";
import { LineChart } from "./chart/LineChart";
import { svgFile } from "./chart/svgFile";
import type { Condition } from "./conditions";
import { Downloads } from "./Downloads";
import styles from "./figures.module.css";
import { linesOf } from "./lines";
import { t } from "./messages";
import { isWhole, periodName, rangeInWords, today } from "./periods";
import type { Answer, Every } from "./types";
import { valueText } from "./values";

type Props = { title: string; /** Of what, in words. */ of: string; answer: Answer; every: Every; conditions: readonly Condition[] };

export function ControlChart({ title, of, answer, every, conditions }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const navigate = useNavigate();
  const { periods, measure, chart, all } = answer;
  const { lines } = useMemo(() => linesOf(answer), [answer]);
  const whole = useMemo(() => periods.map((period) => isWhole(period, every, today())), [periods, every]);
  const saying = useMemo(() => ({ unit: measure.unit }), [measure.unit]);
  const range = { from: periods[0]?.from ?? "", to: periods.at(-1)?.to ?? "" };
  if (all.whole.cases === 0) {
    return (
      <>
        <Title order={2}>{title}</Title>
        <Text size="sm">{t.control.nothing}</Text>
      </>
    );
  }
  const limit = (values: readonly (number | null)[] | undefined, at: number) => valueText(values?.[at] ?? undefined, { unit: measure.unit === "cases" ? "points" : measure.unit });
  const hasLimits = chart?.centre.some((one) => one !== null) ?? false;
  const csv = () =>
    toCsv([
      [t.period.from, t.period.until, measure.title, t.control.low, t.control.high],
      ...periods.map(({ from, to }, at) => [from, to, all.figures[at]?.value, chart?.low[at] ?? undefined, chart?.high[at] ?? undefined]),
    ]);
  return (
    <>
      <Group justify="space-between">
        <Title order={2}>{title}</Title>
        <Downloads of={title} file={`${measure.id} ${of} ${range.from} ${range.to}`} csv={csv} svg={() => (svg.current ? svgFile(svg.current, [`${measure.title}: ${of}`, rangeInWords(range)]) : undefined)} />
      </Group>
      <figure className={styles["figure"]}>
        <LineChart
          svg={svg}
          small
          label={t.control.label(`${measure.title}: ${of}`, rangeInWords(range))}
          {...{ lines, periods, every, whole, saying }}
          {...(chart ? { chart } : {})}
          nameOf={() => of}
          onPoint={(_, at) => {
            const period = periods[at];
            if (period) void navigate({ to: "/monitoring/explore", search: casesBehind(conditions, period, measure.id) });
          }}
        />
        <figcaption>
          {chart && chart.says !== "" && <Text size="sm">{chart.says}</Text>}
          {chart?.notes.map((note) => (
            <Text key={note} size="sm">
              {note}
            </Text>
          ))}
          <Text size="xs" c="dimmed">
            {[hasLimits ? t.control.band : "", whole.some((one) => !one) ? t.control.unfinished : ""].filter(Boolean).join(" ")}
          </Text>
        </figcaption>
      </figure>
      <details className={styles["twin"]}>
        <summary>{t.control.table}</summary>
        <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t.control.table}>
          <Table verticalSpacing={4} className="num" w="auto" aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.control.period}</Table.Th>
                <Table.Th ta="right">{t.control.value}</Table.Th>
                {hasLimits && <Table.Th ta="right">{t.control.low}</Table.Th>}
                {hasLimits && <Table.Th ta="right">{t.control.high}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {periods
                .map((period, at) => ({ period, at }))
                .reverse()
                .map(({ period, at }) => {
                  const text = valueText(all.figures[at]?.value, saying);
                  const name = periodName(period, every);
                  return (
                    <Table.Tr key={period.from}>
                      <Table.Th scope="row">{name}</Table.Th>
                      <Table.Td ta="right">
                        {(all.figures[at]?.cases ?? 0) > 0 ? (
                          <PageLink to="/monitoring/explore" search={casesBehind(conditions, period, measure.id)} size="sm" aria-label={t.control.open(text, name)}>
                            {text}
                          </PageLink>
                        ) : (
                          text
                        )}
                      </Table.Td>
                      {hasLimits && <Table.Td ta="right">{limit(chart?.low, at)}</Table.Td>}
                      {hasLimits && <Table.Td ta="right">{limit(chart?.high, at)}</Table.Td>}
                    </Table.Tr>
                  );
                })}
            </Table.Tbody>
          </Table>
        </div>
      </details>
    </>
  );
}
