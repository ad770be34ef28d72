// The chart's figures as a table: every number opens its cases, every name filters.

import { Button, Group, SegmentedControl, Table, Text, UnstyledButton } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { periodName } from "@/shared/figures/periods";
import type { Answer, Every, Figure, Period, Series } from "@/shared/figures/types";
import { figureText, intervalText, valueText, type Saying } from "@/shared/figures/values";
import { t } from "./messages";
import styles from "./monitoring.module.css";
import type { Target } from "./useExplore";

export type TableProps = {
  answer: Answer;
  every: Every;
  whole: readonly boolean[];
  saying: Saying;
  /** The columns told apart by, as they are called; and their values. */
  columns: readonly string[];
  nameOf: (column: number, value: string) => string;
  chosen: (column: number, value: string) => boolean;
  onToggle: (column: number, value: string) => void;
  isOpen: (target: Target) => boolean;
  onOpen: (target: Target) => void;
};

const fewRows = 40; // before somebody asks for more
const fewPeriods = 40;

/** The latest first: what is asked about is mostly of late. */
const latest = (periods: readonly Period[], all: boolean) =>
  periods
    .map((period, at) => ({ period, at }))
    .reverse()
    .slice(0, all ? undefined : fewPeriods);

export const wholeOf = (periods: readonly Period[]): Period => ({ from: periods[0]?.from ?? "", to: periods.at(-1)?.to ?? "" });

/** What all the periods together are called: a stock is not added up, it is what stands at the end. */
const wholeName = ({ measure }: Answer) => (measure.id === "open" ? t.table.atEnd : t.table.whole);

/** What a row is of, in words. */
export const rowName = ({ by, and }: Pick<Target, "by" | "and">, nameOf: TableProps["nameOf"]) =>
  [by, and].flatMap((value, at) => (value === undefined ? [] : [nameOf(at, value)])).join(", ") || t.table.all;

export function FigureTable({ cross, onCross, ...props }: TableProps & { cross: boolean; onCross: (on: boolean) => void }) {
  const two = props.columns.length > 1;
  return (
    <>
      {two && (
        <SegmentedControl
          size="xs"
          className="no-print"
          aria-label={t.table.layout}
          value={cross ? "cross" : "period"}
          data={[
            { value: "period", label: t.table.byPeriod },
            { value: "cross", label: t.table.cross },
          ]}
          onChange={(value) => onCross(value === "cross")}
        />
      )}
      {props.columns.length === 0 ? <OneRow {...props} /> : two && cross ? <Crosswise {...props} /> : <ByPeriod {...props} />}
    </>
  );
}

/** A number that opens its cases; without any there is nothing to open. */
function Opens({ figure, target, of, text, props }: { figure: Figure | undefined; target: Target; of: string; text?: string; props: TableProps }) {
  if (figure === undefined || figure.cases === 0) return <span className={styles["nothing"]}>{props.saying.unit === "cases" ? "0" : t.none}</span>;
  const says = text ?? figureText(figure, props.saying);
  const open = props.isOpen(target);
  return (
    <UnstyledButton data-number className={styles["number"]} aria-pressed={open} aria-label={t.table.open(says, of, figure.cases)} onClick={() => props.onOpen(target)}>
      {says}
    </UnstyledButton>
  );
}

/** A value that filters; pressed while it does. */
function Name({ column, value, props }: { column: number; value: string; props: TableProps }) {
  const name = props.nameOf(column, value);
  const on = props.chosen(column, value);
  return (
    <UnstyledButton className={styles["name"]} aria-pressed={on} title={t.table.toggle(name, on)} onClick={() => props.onToggle(column, value)}>
      {name}
    </UnstyledButton>
  );
}

function Frame({ label, few = false, children }: { label: string; few?: boolean; children: ReactNode }) {
  return (
    <div className={`panel ${styles["scroll"] ?? ""} ${few ? (styles["fitting"] ?? "") : ""}`} role="region" aria-label={label} tabIndex={0}>
      <Table verticalSpacing={4} horizontalSpacing="sm" className={`num ${styles["figures"] ?? ""} ${few ? (styles["few"] ?? "") : ""}`} aria-label={label}>
        {children}
      </Table>
    </div>
  );
}

function PeriodHead({ period, every, whole }: { period: Period; every: Every; whole: boolean }) {
  return (
    <>
      {periodName(period, every, true)}
      {!whole && (
        <Text span size="xs" c="dimmed" display="block" fw={400}>
          {t.table.unfinished}
        </Text>
      )}
    </>
  );
}

/** Nothing told apart: a line for each period. */
function OneRow(props: TableProps) {
  const { answer, every, whole, saying } = props;
  const { measure, periods, all } = answer;
  const [everything, setEverything] = useState(false);
  const shown = latest(periods, everything);
  const hasInterval = all.figures.some(({ low }) => low !== undefined);
  const hasNinetieth = measure.unit === "minutes";
  const row = (period: Period, figure: Figure, name: ReactNode, of: string, key: string) => (
    <Table.Tr key={key}>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>
        <Opens figure={figure} target={{ from: period.from, to: period.to }} of={of} text={valueText(figure.value, saying)} props={props} />
      </Table.Td>
      {hasInterval && <Table.Td>{intervalText(figure, saying) || t.none}</Table.Td>}
      {hasNinetieth && <Table.Td>{valueText(figure.ninetieth, saying)}</Table.Td>}
      {measure.unit !== "cases" && <Table.Td>{valueText(figure.cases, { unit: "cases" })}</Table.Td>}
    </Table.Tr>
  );
  return (
    <>
      <Frame few label={t.table.caption(measure.title)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.table.period}</Table.Th>
            <Table.Th>{t.table.value[measure.unit]}</Table.Th>
            {hasInterval && <Table.Th>{t.table.interval}</Table.Th>}
            {hasNinetieth && <Table.Th>{t.table.ninetieth}</Table.Th>}
            {measure.unit !== "cases" && <Table.Th>{t.table.counted}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {periods.length > 1 && row(wholeOf(periods), all.whole, wholeName(answer), wholeName(answer), "whole")}
          {shown.map(({ period, at }) => {
            const figure = all.figures[at];
            if (!figure) return null;
            return row(period, figure, <PeriodHead period={period} every={every} whole={whole[at] ?? true} />, periodName(period, every), period.from);
          })}
        </Table.Tbody>
      </Frame>
      {shown.length < periods.length && <More label={t.table.morePeriods(periods.length)} onMore={() => setEverything(true)} />}
    </>
  );
}

function More({ label, onMore }: { label: string; onMore: () => void }) {
  return (
    <Group className="no-print">
      <Button size="xs" variant="default" onClick={onMore}>
        {label}
      </Button>
    </Group>
  );
}

/** A row for each group, its periods across. */
function ByPeriod(props: TableProps) {
  const { answer, every, whole, columns, nameOf } = props;
  const { measure, periods, all, series } = answer;
  const [everyRow, setEveryRow] = useState(false);
  const [everyPeriod, setEveryPeriod] = useState(false);
  const shown = latest(periods, everyPeriod);
  const rows = everyRow ? series : series.slice(0, fewRows);
  const range = wholeOf(periods);
  const figures = (of: Series, name: string, target: Pick<Target, "by" | "and">) => (
    <>
      <Table.Td className={styles["sum"]}>
        <Opens figure={of.whole} target={{ ...range, ...target }} of={`${name}, ${wholeName(answer)}`} props={props} />
      </Table.Td>
      {periods.length > 1 &&
        shown.map(({ period, at }) => (
          <Table.Td key={period.from}>
            <Opens figure={of.figures[at]} target={{ ...period, ...target }} of={`${name}, ${periodName(period, every)}`} props={props} />
          </Table.Td>
        ))}
    </>
  );
  return (
    <>
      <Frame label={t.table.caption(measure.title)}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
            <Table.Th>{wholeName(answer)}</Table.Th>
            {periods.length > 1 &&
              shown.map(({ period, at }) => (
                <Table.Th key={period.from}>
                  <PeriodHead period={period} every={every} whole={whole[at] ?? true} />
                </Table.Th>
              ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th scope="row" colSpan={columns.length}>
              {t.table.all}
            </Table.Th>
            {figures(all, t.table.all, {})}
          </Table.Tr>
          {rows.map((one) => {
            const target = { by: one.by, and: one.and_by };
            return (
              <Table.Tr key={JSON.stringify([one.by, one.and_by])}>
                {[one.by, one.and_by].map((value, at) =>
                  value === undefined ? null : (
                    <Table.Th key={columns[at]} scope="row">
                      <Name column={at} value={value} props={props} />
                    </Table.Th>
                  ),
                )}
                {figures(one, rowName(target, nameOf), target)}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Frame>
      {rows.length < series.length && <More label={t.table.more(series.length)} onMore={() => setEveryRow(true)} />}
      {shown.length < periods.length && <More label={t.table.morePeriods(periods.length)} onMore={() => setEveryPeriod(true)} />}
      {answer.series_in_all > series.length && <Text size="sm">{t.table.further(answer.series_in_all - series.length)}</Text>}
    </>
  );
}

/** One column down and the other across, over all the days. */
function Crosswise(props: TableProps) {
  const { answer, columns, nameOf } = props;
  const { measure, periods, series } = answer;
  const range = wholeOf(periods);
  const downs = [...new Set(series.map(({ by }) => by ?? ""))];
  const acrosses = [...new Set(series.map(({ and_by }) => and_by ?? ""))];
  const cells = new Map(series.map((one) => [JSON.stringify([one.by, one.and_by]), one.whole]));
  return (
    <>
      <Frame label={t.table.caption(measure.title)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.join(" / ")}</Table.Th>
            {acrosses.map((and) => (
              <Table.Th key={and}>
                <Name column={1} value={and} props={props} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {downs.map((by) => (
            <Table.Tr key={by}>
              <Table.Th scope="row">
                <Name column={0} value={by} props={props} />
              </Table.Th>
              {acrosses.map((and) => (
                <Table.Td key={and}>
                  <Opens figure={cells.get(JSON.stringify([by, and]))} target={{ ...range, by, and }} of={rowName({ by, and }, nameOf)} props={props} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Frame>
      {answer.series_in_all > series.length && <Text size="sm">{t.table.further(answer.series_in_all - series.length)}</Text>}
    </>
  );
}
