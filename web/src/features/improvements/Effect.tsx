// The effect as known today: the series before and after the change, the verdict, and how it was worked out.

import { Group, Table, Text, Title } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useRef, type Ref } from "react";
import { toCsv } from "@/shared/csv";
import { casesBehind } from "@/shared/figures/behind";
import { svgFile } from "@/shared/figures/chart/svgFile";
import { parseConditions } from "@/shared/figures/conditions";
import { useOverview } from "@/shared/figures/data";
import { Downloads } from "@/shared/figures/Downloads";
import { periodName, rangeInWords } from "@/shared/figures/periods";
import { valueText, type Saying } from "@/shared/figures/values";
import { PageLink } from "@/shared/ui/PageLink";
import { layOut, partsOf } from "./effect";
import styles from "./improvements.module.css";
import { t } from "./messages";
import type { Effect, Estimate, Shown } from "./types";

export function EffectSection({ shown: { improvement, effect, cannot } }: { shown: Shown }) {
  const { changed_on } = improvement;
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="effect">
      {changed_on === undefined || !effect ? (
        <>
          <Title order={2} id="effect" mb="xs">
            {t.effect.title}
          </Title>
          <Text size="sm">{changed_on === undefined ? t.effect.none : cannot}</Text>
        </>
      ) : (
        <Measured improvement={improvement} effect={effect} changed={changed_on} />
      )}
    </section>
  );
}

function Measured({ improvement: { id, plan, measure }, effect, changed }: { improvement: Shown["improvement"]; effect: Effect; changed: string }) {
  const svg = useRef<SVGSVGElement>(null);
  const overview = useOverview();
  const currencies = overview.data?.columns.find(({ name }) => name === "currency")?.values ?? [];
  const saying: Saying = { unit: measure.unit, ...(currencies.length === 1 && currencies[0] !== undefined ? { currency: currencies[0] } : {}) };
  // A mean of counts is seldom a whole number.
  const fine: Saying = saying.unit === "cases" ? { unit: "points" } : saying;
  const { points, every } = effect;
  const range = { from: points[0]?.from ?? "", to: points.at(-1)?.to ?? "" };
  const { columns } = t.effect;
  const conditions = parseConditions(plan.where ?? "");
  const csv = () => toCsv([[columns.period, "", columns.value, columns.fitted, columns.otherwise, columns.low, columns.high], ...points.map(({ from, to, value, fitted, otherwise, low, high }) => [from, to, value, fitted, otherwise, low, high])]);
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Title order={2} id="effect">
          {t.effect.title}
        </Title>
        <Downloads of={t.effect.title} file={`${id} ${range.from} ${range.to}`} csv={csv} svg={() => (svg.current ? svgFile(svg.current, [`${id}: ${plan.title}`, `${measure.title}, ${rangeInWords(range)}`]) : undefined)} />
      </Group>
      <Text fw={600}>{effect.says}</Text>
      {partsOf(effect).map((says) => (
        <Text key={says} size="sm">
          {says}
        </Text>
      ))}
      {effect.notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
      <figure className={styles["figure"]}>
        <EffectChart svg={svg} effect={effect} changed={changed} saying={saying} label={t.effect.label(measure.title, rangeInWords(range))} />
        <figcaption>
          <Text size="xs" c="dimmed">
            {[t.effect.legend, points.some(({ left_out: out }) => out) ? t.effect.hollow : ""].filter(Boolean).join(" ")}
          </Text>
        </figcaption>
      </figure>
      <details className={styles["twin"]}>
        <summary>{t.effect.table}</summary>
        <div className={styles["scroll"]} role="region" aria-label={t.effect.table} tabIndex={0}>
          <Table verticalSpacing={4} className={`num ${styles["numbers"] ?? ""}`} aria-label={t.effect.title}>
            <Table.Thead>
              <Table.Tr>
                {Object.values(columns).map((name) => (
                  <Table.Th key={name}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {points
                .map((point) => point)
                .reverse()
                .map(({ from, to, value, fitted, otherwise, low, high }) => {
                  const name = periodName({ from, to }, every);
                  const text = valueText(value, saying);
                  return (
                    <Table.Tr key={from}>
                      <Table.Th scope="row">{name}</Table.Th>
                      <Table.Td>
                        <PageLink to="/monitoring/explore" search={casesBehind(conditions, { from, to }, measure.id)} size="sm" aria-label={t.effect.open(text, name)}>
                          {text}
                        </PageLink>
                      </Table.Td>
                      {[fitted, otherwise, low, high].map((one, at) => (
                        <Table.Td key={at}>{valueText(one, fine)}</Table.Td>
                      ))}
                    </Table.Tr>
                  );
                })}
            </Table.Tbody>
          </Table>
        </div>
      </details>
      {effect.effect && (
        <details className={styles["twin"]}>
          <summary>{t.effect.method}</summary>
          <p className={styles["method"]}>{t.effect.methodSays}</p>
          <div className={styles["scroll"]} role="region" aria-label={t.effect.method} tabIndex={0}>
            <Table verticalSpacing={4} className={`num ${styles["numbers"] ?? ""}`} aria-label={t.effect.method}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.effect.method_}</Table.Th>
                  <Table.Th>{[t.effect.estimate, t.effect.period[every]].filter(Boolean).join(", ")}</Table.Th>
                  <Table.Th>{t.effect.interval}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {(["effect", "newey_west", "prais_winsten"] as const).map((method) => {
                  const one = effect[method];
                  return one && <Method key={method} name={t.effect.methods[method]} estimate={one} saying={fine} />;
                })}
              </Table.Tbody>
            </Table>
          </div>
        </details>
      )}
    </>
  );
}

const signed = (value: number, saying: Saying) => `${value > 0 ? "+" : ""}${valueText(value, saying)}`.replace("-", "−");

function Method({ name, estimate, saying }: { name: string; estimate: Estimate; saying: Saying }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>{signed(estimate.value, saying)}</Table.Td>
      <Table.Td>
        {signed(estimate.low, saying)} … {signed(estimate.high, saying)}
      </Table.Td>
    </Table.Tr>
  );
}

function EffectChart({ svg, effect, changed, saying, label }: { svg: Ref<SVGSVGElement>; effect: Effect; changed: string; saying: Saying; label: string }) {
  const { ref: box, width } = useElementSize();
  const drawn = layOut({ effect, changed, width: Math.max(Math.round(width), 280), saying });
  const { left, right, top, floor } = drawn;
  return (
    <div ref={box}>
      <svg ref={svg} role="img" aria-label={label} viewBox={`0 0 ${drawn.width} ${drawn.height}`} className={styles["chart"]}>
        {drawn.ticks.map(({ y, text, zero }) => (
          <g key={y}>
            <line className={zero ? styles["zero"] : styles["grid"]} x1={left} x2={right} y1={y} y2={y} />
            <text className={styles["mark"]} x={left - 6} y={y} textAnchor="end" dominantBaseline="central">
              {text}
            </text>
          </g>
        ))}
        {drawn.names.map(({ x, text, year }) => (
          <g key={x}>
            <text className={styles["mark"]} x={x} y={floor + 18} textAnchor="middle">
              {text}
            </text>
            <text className={styles["mark"]} x={x} y={floor + 33} textAnchor="middle">
              {year}
            </text>
          </g>
        ))}
        <path className={styles["band"]} d={drawn.band} />
        <path className={styles["otherwise"]} d={drawn.otherwise} fill="none" />
        {drawn.fitted.map((path, at) => (
          <path key={at} className={styles["fitted"]} d={path} fill="none" />
        ))}
        {drawn.dots.map(({ x, y, leftOut }) => (
          <circle key={x} className={styles["dot"]} data-hollow={leftOut} cx={x} cy={y} r={drawn.radius} />
        ))}
        {drawn.change !== undefined && (
          <>
            <line className={styles["change"]} x1={drawn.change} x2={drawn.change} y1={top - 8} y2={floor} />
            <text x={drawn.change} y={top - 13} textAnchor={drawn.change > drawn.width - 60 ? "end" : drawn.change < 60 ? "start" : "middle"} fontWeight={650}>
              {t.effect.change}
            </text>
          </>
        )}
      </svg>
    </div>
  );
}
