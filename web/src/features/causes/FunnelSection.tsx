// The funnel plot with its notes and its table, or the sentence that says why there is none.

import { Group, Stack, Table, Text, Title } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useRef, type Ref } from "react";
import { toCsv } from "@/shared/csv";
import { casesBehind, narrowed } from "@/shared/figures/behind";
import { svgFile } from "@/shared/figures/chart/svgFile";
import type { Condition } from "@/shared/figures/conditions";
import { Downloads } from "@/shared/figures/Downloads";
import { columnName } from "@/shared/figures/names";
import { rangeInWords } from "@/shared/figures/periods";
import { tickText, valueText } from "@/shared/figures/values";
import { number } from "@/shared/i18n/language";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./causes.module.css";
import { isOutside, layOut, type Mark } from "./funnel";
import { t } from "./messages";
import type { Funnel, Unit } from "./types";

const share = { unit: "share" } as const;
type Props = { answer: Funnel; by: string; conditions: readonly Condition[]; nameOf: (value: string) => string };

export function FunnelSection({ answer, by, conditions, nameOf }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const navigate = useNavigate();
  const { measure, period, units, notes, cannot, target, widened } = answer;
  const behind = (unit: Unit, part?: "counted") => casesBehind(narrowed(conditions, by, [unit.name]), period, measure.id, part);
  const title = `${measure.title}: ${columnName(by)}`;
  const { columns, csv: head } = t.compare;
  const csv = () =>
    toCsv([
      [columnName(by), columns.counted, columns.volume, columns.share, head.low95, head.high95, head.low998, head.high998, columns.standing, columns.says],
      ...units.map((unit) => [nameOf(unit.name), unit.events, unit.volume, unit.value, unit.low_95, unit.high_95, unit.low_998, unit.high_998, t.compare.standing[unit.standing], unit.says]),
    ]);
  return (
    <Stack gap="md">
      {cannot !== undefined && <Text className={`panel ${styles["section"] ?? ""}`}>{cannot}</Text>}
      {cannot === undefined && (
        <figure className={`panel ${styles["section"] ?? ""}`}>
          <FunnelChart svg={svg} answer={answer} nameOf={nameOf} label={t.compare.label(measure.title, columnName(by))} onPoint={(unit) => void navigate({ to: "/monitoring/explore", search: behind(unit) })} />
          <figcaption>
            <Stack gap={4} mt="xs">
              {target !== undefined && <Text size="sm">{t.compare.target(tickText(target, share))}</Text>}
              {widened && <Text size="sm">{t.compare.widened}</Text>}
              {notes.map((note) => (
                <Text key={note} size="sm">
                  {note}
                </Text>
              ))}
              <Text size="xs" c="dimmed">
                {t.compare.legend}
              </Text>
            </Stack>
          </figcaption>
        </figure>
      )}
      {units.length > 0 && (
        <section aria-labelledby="units">
          <Group justify="space-between" mb="xs">
            <Title order={2} id="units">
              {t.compare.table}
            </Title>
            <Downloads of={t.compare.title} file={`${measure.id} by ${by} ${period.from} ${period.to}`} csv={csv} svg={() => (svg.current ? svgFile(svg.current, [title, rangeInWords(period)]) : undefined)} />
          </Group>
          <div className={`panel ${styles["scroll"] ?? ""}`} role="region" aria-label={title} tabIndex={0}>
            <Table verticalSpacing={4} className={`num ${styles["figures"] ?? ""} ${styles["units"] ?? ""}`} aria-label={title}>
              <Table.Thead>
                <Table.Tr>
                  {[columnName(by), columns.counted, columns.volume, columns.share, columns.inner, columns.standing, columns.says].map((name) => (
                    <Table.Th key={name}>{name}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {units.map((unit) => {
                  const name = nameOf(unit.name);
                  return (
                    <Table.Tr key={unit.name} data-outside={isOutside(unit.standing)}>
                      <Table.Th scope="row">{name}</Table.Th>
                      <Table.Td>
                        {unit.events === 0 ? (
                          "0"
                        ) : (
                          <PageLink to="/monitoring/explore" search={behind(unit, "counted")} size="sm" aria-label={t.compare.open(number(unit.events), name, columns.counted)}>
                            {number(unit.events)}
                          </PageLink>
                        )}
                      </Table.Td>
                      <Table.Td>
                        <PageLink to="/monitoring/explore" search={behind(unit)} size="sm" aria-label={t.compare.open(number(unit.volume), name, columns.volume)}>
                          {number(unit.volume)}
                        </PageLink>
                      </Table.Td>
                      <Table.Td>{valueText(unit.value, share)}</Table.Td>
                      <Table.Td>
                        {valueText(unit.low_95, share)}–{valueText(unit.high_95, share)}
                      </Table.Td>
                      <Table.Td>{t.compare.standing[unit.standing]}</Table.Td>
                      <Table.Td>{unit.says}</Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </div>
        </section>
      )}
    </Stack>
  );
}

type ChartProps = { svg: Ref<SVGSVGElement>; answer: Funnel; label: string; nameOf: (value: string) => string; onPoint: (unit: Unit) => void };

function FunnelChart({ svg, answer, label, nameOf, onPoint }: ChartProps) {
  const { ref: box, width } = useElementSize();
  const named = { ...answer, units: answer.units.map((unit) => ({ ...unit, name: nameOf(unit.name) })) };
  const drawn = layOut(named, Math.max(Math.round(width), 280));
  return (
    <div ref={box}>
      <svg ref={svg} role="img" aria-label={label} viewBox={`0 0 ${drawn.width} ${drawn.height}`} className={styles["chart"]}>
        {drawn.upwards.map(({ y, value }) => (
          <g key={value}>
            <line className={styles["grid"]} x1={drawn.left} x2={drawn.right} y1={y} y2={y} />
            <text className={styles["mark"]} x={drawn.left - 6} y={y} textAnchor="end" dominantBaseline="central">
              {tickText(value, share)}
            </text>
          </g>
        ))}
        {drawn.across.map(({ x, value }) => (
          <text key={value} className={styles["mark"]} x={x} y={drawn.floor + 18} textAnchor="middle">
            {number(value)}
          </text>
        ))}
        <text className={styles["mark"]} x={drawn.right} y={drawn.floor + 36} textAnchor="end">
          {t.compare.volume}
        </text>
        {drawn.limits.map(({ key, path }) => (
          <path key={key} className={styles["limit"]} data-outer={key.endsWith("998")} d={path} fill="none" />
        ))}
        {drawn.target !== undefined && <line className={styles["target"]} x1={drawn.left} x2={drawn.right} y1={drawn.target} y2={drawn.target} />}
        {drawn.marks.map((mark, at) => {
          const unit = answer.units[at];
          return unit && <Point key={unit.name} mark={mark} onPress={() => onPoint(unit)} />;
        })}
      </svg>
    </div>
  );
}

function Point({ mark: { unit, at, outside, label }, onPress }: { mark: Mark; onPress: () => void }) {
  return (
    <g className={styles["press"]} onClick={onPress}>
      <title>{`${unit.name}: ${valueText(unit.value, share)}`}</title>
      <circle className={styles["point"]} data-outside={outside} cx={at[0]} cy={at[1]} r={outside ? 5.5 : 4.5} />
      {label && (
        <>
          {Math.abs(label.y - at[1]) > 3 && <line className={styles["grid"]} x1={at[0]} y1={at[1]} x2={label.x} y2={label.y} />}
          <text x={label.x} y={label.y} textAnchor={label.anchor} dominantBaseline="central">
            {label.text}
          </text>
        </>
      )}
    </g>
  );
}
