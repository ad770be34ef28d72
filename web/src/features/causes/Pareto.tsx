// Which few causes make up most of the cases, of the redress, of the pain.

import { Group, SegmentedControl, Table, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { toCsv } from "@/shared/csv";
import { casesBehind, narrowed } from "@/shared/figures/behind";
import { fewer } from "@/shared/figures/chart/pareto";
import { ParetoChart } from "@/shared/figures/chart/ParetoChart";
import { svgFile } from "@/shared/figures/chart/svgFile";
import type { Condition } from "@/shared/figures/conditions";
import { Downloads } from "@/shared/figures/Downloads";
import { rangeInWords } from "@/shared/figures/periods";
import { inUnit, valueText, type Saying } from "@/shared/figures/values";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./causes.module.css";
import { t } from "./messages";
import type { Causes, ParetoBy } from "./types";

type Props = { answer: Causes; conditions: readonly Condition[]; by: ParetoBy; onBy: (by: ParetoBy) => void };
const kinds: readonly ParetoBy[] = ["count", "cost", "pain"];
const share = { unit: "share" } as const;

export function ParetoSection({ answer, conditions, by, onBy }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const navigate = useNavigate();
  const pareto = answer.paretos.find((one) => one.by === by);
  if (!pareto) return null;
  const { bars } = pareto;
  const { period } = answer;
  const saying: Saying = by === "cost" ? { unit: "money", ...(answer.currency === undefined ? {} : { currency: answer.currency }) } : { unit: "cases" };
  const amount = (value: number) => valueText(value, saying);
  const target = (code: string) => casesBehind(narrowed(conditions, "cause", [code]), period);
  const csv = () => toCsv([["code", t.tree.cause, `${t.pareto.amount} (${by === "cost" ? (answer.currency ?? t.none) : t.pareto.kinds[by]})`, t.pareto.share, t.pareto.cumulative, t.pareto.vitalShort], ...bars.map((bar) => [bar.code, bar.title, inUnit(bar.amount, saying), bar.share, bar.cumulative, bar.vital ? 1 : 0])]);
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="pareto">
      <Group justify="space-between">
        <Title order={2} id="pareto">
          {t.pareto.title}
        </Title>
        <Downloads of={t.pareto.title} file={`pareto ${by} ${period.from} ${period.to}`} csv={csv} svg={() => (svg.current ? svgFile(svg.current, [`${t.pareto.title}: ${t.pareto.kinds[by]}`, rangeInWords(period)]) : undefined)} />
      </Group>
      <SegmentedControl my="xs" size="xs" className="no-print" aria-label={t.pareto.by} value={by} data={kinds.map((value) => ({ value, label: t.pareto.kinds[value] }))} onChange={onBy} />
      <Text size="sm">{pareto.says}</Text>
      {bars.length > 0 && (
        <>
          <figure className={styles["figure"]}>
            <ParetoChart svg={svg} bars={bars} label={t.pareto.label(t.pareto.kinds[by])} amount={amount} onBar={(code) => void navigate({ to: "/monitoring/explore", search: target(code) })} />
            <figcaption>
              <Text size="xs" c="dimmed">
                {[bars.some(({ vital }) => vital) ? t.pareto.legend : t.pareto.noVital, bars.length > fewer ? t.pareto.more(bars.length - fewer) : ""].filter(Boolean).join(" ")}
              </Text>
            </figcaption>
          </figure>
          <details className={styles["twin"]}>
            <summary>{t.pareto.table}</summary>
            <div className={styles["scroll"]} role="region" aria-label={t.pareto.caption(t.pareto.kinds[by])} tabIndex={0}>
              <Table verticalSpacing={4} className={`num ${styles["figures"] ?? ""}`} aria-label={t.pareto.caption(t.pareto.kinds[by])}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t.tree.cause}</Table.Th>
                    <Table.Th>{t.pareto.amount}</Table.Th>
                    <Table.Th>{t.pareto.share}</Table.Th>
                    <Table.Th>{t.pareto.cumulative}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {bars.map((bar) => (
                    <Table.Tr key={bar.code}>
                      <Table.Th scope="row">
                        {bar.title}
                        {bar.vital && (
                          <Text span size="xs" c="dimmed">
                            {" "}
                            ({t.pareto.vitalShort})
                          </Text>
                        )}
                      </Table.Th>
                      <Table.Td>
                        <PageLink to="/monitoring/explore" search={target(bar.code)} size="sm" aria-label={t.tree.open(amount(bar.amount), bar.title, t.pareto.kinds[by])}>
                          {amount(bar.amount)}
                        </PageLink>
                      </Table.Td>
                      <Table.Td>{valueText(bar.share, share)}</Table.Td>
                      <Table.Td>{valueText(bar.cumulative, share)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          </details>
        </>
      )}
    </section>
  );
}
