// A section of a report: its sentences, its charts and tables. A chart and its table stand together.

import { Group, Table, Text, Title } from "@mantine/core";
import { useRef, useState, type RefObject } from "react";
import { toCsv } from "@/shared/csv";
import { casesBehind } from "@/shared/figures/behind";
import { svgFile } from "@/shared/figures/chart/svgFile";
import { Downloads } from "@/shared/figures/Downloads";
import { heatAsSvg } from "@/shared/figures/heat";
import { rangeInWords } from "@/shared/figures/periods";
import type { Period } from "@/shared/figures/types";
import { valueText } from "@/shared/figures/values";
import { PageLink } from "@/shared/ui/PageLink";
import { named, sayingOf, tableRows } from "./cells";
import { blocksOf, heatOfChart, monthsOf, twinOf, type Block } from "./charts";
import { Drawn } from "./Drawn";
import { Figures } from "./Figures";
import { t } from "./messages";
import styles from "./reports.module.css";
import type { Chart, Section } from "./types";

export function Part({ section, period }: { section: Section; period: Period }) {
  const blocks = blocksOf(section);
  const alone = blocks.filter(({ chart, table }) => chart && !table); // many, and small: side by side
  return (
    <section className={styles["part"]} id={section.id} aria-labelledby={`${section.id}-title`}>
      <Title order={2} id={`${section.id}-title`} tabIndex={-1} className={styles["heading"]}>
        {section.title}
      </Title>
      {section.says.map((line) => (
        <Text key={line} maw="52rem">
          {line}
        </Text>
      ))}
      {alone.length > 0 && (
        <>
          <div className={styles["charts"]}>{alone.map((block) => block.chart && <Small key={block.id} chart={block.chart} period={period} />)}</div>
          {alone.some(({ chart }) => chart?.kind === "control") && (
            <Text size="xs" c="dimmed">
              {t.chart.band}
            </Text>
          )}
        </>
      )}
      {blocks.filter(({ table }) => table).map((block) => (
        <WithTable key={block.id} block={block} period={period} />
      ))}
    </section>
  );
}

/** What is drawn, above its table. */
function WithTable({ block, period }: { block: Block; period: Period }) {
  const svg = useRef<SVGSVGElement>(null);
  const { chart, table, id } = block;
  if (!table) return null;
  const title = chart?.title ?? table.title;
  const file = `${id} ${period.from} ${period.to}`;
  const head = [title, rangeInWords(period)];
  const picture = () => {
    if (chart?.kind === "heat") return heatAsSvg(heatOfChart(chart), head, (_, value) => value);
    return svg.current ? svgFile(svg.current, head) : undefined;
  };
  return (
    <div className={styles["block"]}>
      <Group justify="space-between" mb={6}>
        <Title order={3}>{title}</Title>
        <Downloads of={title} file={file} csv={() => toCsv(tableRows(table))} {...(chart ? { svg: picture } : {})} />
      </Group>
      {chart && chart.kind !== "heat" && (
        <figure className={`panel ${styles["figure"] ?? ""}`}>
          <Drawn svg={svg} block={{ ...block, chart }} last={period.to} />
          {chart.kind === "pareto" && (
            <figcaption>
              <Text size="xs" c="dimmed">
                {t.chart.pareto(chart.marked.length > 0)}
              </Text>
            </figcaption>
          )}
        </figure>
      )}
      <Figures table={table} {...(chart?.kind === "heat" ? { heat: chart } : {})} />
    </div>
  );
}

/** One of many charts without a table in the report: its table is folded away below it. */
function Small({ chart, period }: { chart: Chart; period: Period }) {
  const svg = useRef<SVGSVGElement>(null);
  const [unfolded, setUnfolded] = useState(false);
  return (
    <figure className={`panel ${styles["figure"] ?? ""}`}>
      <Title order={3}>{chart.title}</Title>
      <Drawn svg={svg} block={{ id: chart.id, chart }} last={period.to} />
      <figcaption>
        <Text size="sm">{chart.says}</Text>
        <details className={`${styles["twin"] ?? ""} no-print`} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
          <summary>
            {t.chart.table}
            <span className="heard">: {chart.title}</span>
          </summary>
          {unfolded && <Twin chart={chart} period={period} svg={svg} />}
        </details>
      </figcaption>
    </figure>
  );
}

/** The figures of a chart. A report has a dozen of them, with two years of rows each: drawn when somebody folds one out. */
function Twin({ chart, period, svg }: { chart: Chart; period: Period; svg: RefObject<SVGSVGElement | null> }) {
  const { head, rows } = twinOf(chart, t.chart.month);
  const periods = monthsOf(chart.labels, period.to);
  const saying = sayingOf(chart);
  // Limits of counts are seldom whole numbers.
  const fine = saying.unit === "cases" ? ({ unit: "points" } as const) : saying;
  return (
    <>
      <div className={styles["scroll"]} role="region" aria-label={chart.title} tabIndex={0}>
        <Table verticalSpacing={2} className={`num ${styles["figures"] ?? ""}`} aria-label={chart.title}>
          <Table.Thead>
            <Table.Tr>
              {head.map((name, at) => (
                <Table.Th key={name} scope="col" data-right={at > 0}>
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ label, values }, row) => {
              const month = periods[row];
              return (
                <Table.Tr key={label}>
                  <Table.Th scope="row">{label}</Table.Th>
                  {values.map((value, at) => (
                    <Table.Td key={at} data-right>
                      {at === 0 && value !== undefined && month ? (
                        <PageLink to="/monitoring/explore" search={casesBehind([], month, chart.id)} size="sm" aria-label={t.chart.open(valueText(value, saying), `${chart.title}, ${label}`)}>
                          {valueText(value, saying)}
                        </PageLink>
                      ) : (
                        valueText(value, at === 0 ? saying : fine)
                      )}
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      <Downloads
        of={chart.title}
        file={`${chart.id} ${period.from} ${period.to}`}
        csv={() => toCsv([head, ...rows.map(({ label, values }) => [named(label), ...values])])}
        svg={() => (svg.current ? svgFile(svg.current, [chart.title, rangeInWords(period)]) : undefined)}
      />
    </>
  );
}
