// Any measure, of any cases, over any time, told apart by what one likes; and the cases behind each number.

import { Alert, Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useCallback, useMemo, useRef } from "react";
import { useActions } from "@/shared/actions";
import { latestOf, useBenchmarks } from "@/shared/benchmarks";
import { download } from "@/shared/download";
import { About } from "@/shared/figures/About";
import { svgFile } from "@/shared/figures/chart/svgFile";
import { isChosen, toggled, toText } from "@/shared/figures/conditions";
import { useAnswer, useOverview } from "@/shared/figures/data";
import { Filters } from "@/shared/figures/Filters";
import { useFreshFigures } from "@/shared/figures/fresh";
import type { Line } from "@/shared/figures/lines";
import { columnName, conditionsInWords, useValueName } from "@/shared/figures/names";
import { finer, isWhole, rangeInWords, today } from "@/shared/figures/periods";
import type { Answer, Overview } from "@/shared/figures/types";
import { useSession } from "@/shared/session";
import { seesSignals } from "@/shared/signals";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { Asking } from "./Asking";
import { Behind } from "./Behind";
import { ChartAsking } from "./ChartAsking";
import { currencyOf } from "./currency";
import { ExploreChart } from "./ExploreChart";
import { figuresAsCsv } from "./export";
import { FigureTable, rowName, wholeOf } from "./FigureTable";
import { t } from "./messages";
import styles from "./monitoring.module.css";
import { binName, binOf, Spread } from "./Spread";
import { conditionsOf, sameTarget, useExplore, type Target } from "./useExplore";

export function ExplorePage() {
  const overview = useOverview();
  useFreshFigures();
  return (
    <Stack gap="md">
      <PageLink to="/monitoring" size="sm" className="no-print">
        {t.lists.back}
      </PageLink>
      {overview.data ? (
        <Explore overview={overview.data} />
      ) : (
        <>
          <Title order={1}>{t.explore}</Title>
          <ProblemNote problem={overview.error} again={() => void overview.refetch()} />
          {overview.isPending && <Skeleton height={320} />}
        </>
      )}
    </Stack>
  );
}

function Explore({ overview }: { overview: Overview }) {
  const { search, question, conditions, go, change, filter, open, opened } = useExplore();
  const measure = overview.measures.find(({ id }) => id === question.measure);
  const spread = measure?.unit === "minutes" && question.by === undefined;
  const { data: answer, error, isPending, isPlaceholderData, refetch } = useAnswer(useMemo(() => (spread ? { ...question, spread } : question), [question, spread]));
  const columns = useMemo(() => [question.by, question.and_by].filter((column) => column !== undefined), [question]);
  const valueName = useValueName(useMemo(() => [...columns, ...conditions.map(({ column }) => column)], [columns, conditions]));
  const nameOf = useCallback((at: number, value: string) => valueName(columns[at] ?? "", value), [valueName, columns]);
  const { currency, choices } = currencyOf(overview, conditions);
  useExploreActions(filter);

  const where = opened ? toText(conditionsOf(conditions, question, opened)) || undefined : undefined;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Title order={1} data-title={`${t.explore}: ${measure?.title ?? question.measure}`}>
          {measure?.title ?? t.explore}
        </Title>
        {measure && <About measure={measure} />}
      </Group>
      {overview.loading && <Alert variant="light">{t.loading}</Alert>}
      <Asking overview={overview} question={question} search={search} shown={answer && wholeOf(answer.periods)} onChange={change} />
      {question.by === undefined && question.every !== "whole" && measure && <ChartAsking measure={measure} search={search} onChange={change} />}
      <Filters conditions={conditions} overview={overview} nameOf={valueName} onChange={filter} />
      {measure === undefined ? <Text>{t.ask.unknownMeasure(question.measure)}</Text> : <ProblemNote problem={error} again={() => void refetch()} />}
      {isPending && <Skeleton height={330} />}
      <div className={styles["columns"]} data-open={opened !== undefined}>
        <div className={styles["main"]} aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          {answer && !error && answer.measure.unit === "money" && currency === undefined && choices.length > 1 ? (
            <Currencies choices={choices} onChoose={(one) => filter(toggled(conditions, "currency", one))} />
          ) : (
            answer &&
            !error && (
              <Told
                answer={answer}
                {...{ question, columns, nameOf, currency, opened, open, go }}
                cross={search.table === "cross"}
                chosen={(at, value) => isChosen(conditions, columns[at] ?? "", value)}
                onToggle={(at, value) => filter(toggled(conditions, columns[at] ?? "", value))}
                onName={(line) => filter(namesToggled(conditions, columns, line))}
                onRange={(from, to, one) => change({ from, to, every: one ? finer[question.every] : search.every })}
                subtitle={conditionsInWords(conditions, valueName)}
              />
            )
          )}
        </div>
        {opened && measure && (
          <Behind
            measure={question.measure}
            from={opened.from}
            to={opened.to}
            where={where}
            lasting={opened.lasting}
            of={[measure.title, opened.lasting === undefined ? rowName(opened, nameOf) : binName(binOf(opened.lasting)), rangeInWords(opened)].join(" · ")}
            parted={measure.unit === "share"}
            part={search.part ?? "all"}
            page={search.page ?? 1}
            onPart={(part) => go({ part: part === "all" ? undefined : part, page: undefined })}
            onPage={(page) => go({ page: page > 1 ? page : undefined })}
            onClose={() => {
              // The focus goes back to the number whose cases these were.
              document.querySelector<HTMLElement>('table [aria-pressed="true"][data-number]')?.focus();
              open(undefined);
            }}
          />
        )}
      </div>
    </>
  );
}

function useExploreActions(filter: (to: []) => void) {
  const clear = useCallback(() => filter([]), [filter]);
  useActions(useMemo(() => [{ id: "explore-clear", title: t.actions.clear, section: t.lists.section, run: clear }], [clear]));
}

/** Of a line of two columns both values are asked for; when they are already, neither is any longer. */
function namesToggled(conditions: Parameters<typeof toggled>[0], columns: readonly string[], line: Line) {
  const own = [line.by, line.and].flatMap((value, at) => (value === undefined || columns[at] === undefined ? [] : [{ column: columns[at], value }]));
  const all = own.every(({ column, value }) => isChosen(conditions, column, value));
  return own.filter(({ column, value }) => all || !isChosen(conditions, column, value)).reduce((now, { column, value }) => toggled(now, column, value), [...conditions]);
}

function Currencies({ choices, onChoose }: { choices: readonly string[]; onChoose: (currency: string) => void }) {
  return (
    <Group gap="xs">
      <Text>{t.chart.severalCurrencies}</Text>
      {choices.map((one) => (
        <Button key={one} size="xs" variant="default" onClick={() => onChoose(one)}>
          {one}
        </Button>
      ))}
    </Group>
  );
}

type Explored = ReturnType<typeof useExplore>;
type ToldProps = Pick<Explored, "question" | "opened" | "open" | "go"> & {
  answer: Answer;
  columns: readonly string[];
  nameOf: (column: number, value: string) => string;
  currency?: string;
  cross: boolean;
  subtitle: string;
  chosen: (column: number, value: string) => boolean;
  onToggle: (column: number, value: string) => void;
  onName: (line: Line) => void;
  onRange: (from: string, to: string, one: boolean) => void;
};

/** The picture, the table, and both as files. */
function Told({ answer, question, columns, nameOf, currency, opened, open, go, cross, subtitle, chosen, onToggle, onName, onRange }: ToldProps) {
  const svg = useRef<SVGSVGElement>(null);
  const { measure, periods } = answer;
  const { every } = question;
  const saying = useMemo(() => ({ unit: measure.unit, currency }), [measure.unit, currency]);
  const whole = useMemo(() => periods.map((period) => isWhole(period, every, today())), [periods, every]);
  const range = useMemo(() => wholeOf(periods), [periods]);
  const titles = useMemo(() => columns.map(columnName), [columns]);
  const others = useBenchmarks(measure.id, seesSignals(useSession()) && columns.length === 0);
  const benchmarks = useMemo(() => (columns.length === 0 ? latestOf(others.data ?? []) : []), [columns, others.data]);
  const file = `${measure.id} ${range.from} ${range.to}`;

  const csv = useCallback(
    () => download(`${file}.csv`, figuresAsCsv({ answer, currency, columns: titles, nameOf }), "text/csv"),
    [file, answer, currency, titles, nameOf],
  );
  const picture = useCallback(() => {
    if (svg.current) download(`${file}.svg`, svgFile(svg.current, [measure.title, [rangeInWords(range), subtitle].filter(Boolean).join(" · ")]), "image/svg+xml");
  }, [file, measure.title, range, subtitle]);
  useActions(
    useMemo(
      () => [
        { id: "explore-csv", title: t.actions.csv, section: t.lists.section, run: csv },
        { id: "explore-svg", title: t.actions.svg, section: t.lists.section, run: picture },
      ],
      [csv, picture],
    ),
  );
  const onOpen = (target: Target) => open(sameTarget(opened, target) ? undefined : target);
  return (
    <>
      <ExploreChart
        {...{ svg, answer, every, whole, saying, nameOf, onOpen, onName, benchmarks }}
        onRange={(first, last) => {
          const [from, to] = [periods[first]?.from, periods[last]?.to];
          if (from !== undefined && to !== undefined) onRange(from, to, first === last);
        }}
      />
      <Spread answer={answer} range={range} onOpen={(lasting) => onOpen({ ...range, lasting })} isOpen={(lasting) => sameTarget(opened, { ...range, lasting })} />
      <Group justify="space-between">
        <Title order={2}>{t.table.title}</Title>
        <Group gap="xs" className="no-print">
          <Button size="xs" variant="default" onClick={csv}>
            {t.table.csv}
          </Button>
          <Button size="xs" variant="default" onClick={picture}>
            {t.table.svg}
          </Button>
        </Group>
      </Group>
      <FigureTable
        {...{ answer, every, whole, saying, nameOf, chosen, onToggle, onOpen }}
        columns={titles}
        isOpen={(target) => sameTarget(opened, target)}
        cross={cross}
        onCross={(on) => go({ table: on ? "cross" : undefined })}
      />
    </>
  );
}
