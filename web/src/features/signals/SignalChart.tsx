// The figures that the signal stands out of, and the way to the cases behind them.

import { Group, Skeleton, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useRef } from "react";
import { LineChart } from "@/shared/figures/chart/LineChart";
import { svgFile } from "@/shared/figures/chart/svgFile";
import { chartCsv, ChartTwin } from "@/shared/figures/ChartTwin";
import { useAnswer, useOverview, type Question } from "@/shared/figures/data";
import { Downloads } from "@/shared/figures/Downloads";
import { linesOf, type Line } from "@/shared/figures/lines";
import { useValueName } from "@/shared/figures/names";
import { isWhole, rangeInWords, today } from "@/shared/figures/periods";
import type { Answer, ControlChart } from "@/shared/figures/types";
import { useSignals } from "@/shared/signals";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useUsual } from "./data";
import { t } from "./messages";
import { daysOf, exploreSearch, placeIn, questionOf } from "./question";
import styles from "./signals.module.css";
import type { Found } from "./types";

type Props = { id: string; found: Found; about: string };

export function SignalChart({ id, found, about }: Props) {
  const overview = useOverview();
  const signals = useSignals("open"); // for the names that were declared
  const ready = !overview.isPending && !signals.isPending;
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="figures">
      {ready ? <Figures id={id} found={found} about={about} question={questionOf(found, signals.data?.renames ?? [], today(), overview.data?.first)} /> : <Skeleton height={260} />}
    </section>
  );
}

function Figures({ id, found, about, question }: Props & { question: ReturnType<typeof questionOf> }) {
  const { data: answer, error, isPending, refetch } = useAnswer(question);
  const usual = useUsual(id, question);
  const place = answer && placeIn(answer.periods, found);
  const cases = answer && place && answer.all.figures.slice(place[0], place[1] + 1).reduce((sum, figure) => sum + figure.cases, 0);
  return (
    <>
      <Group justify="space-between" align="baseline" mb="xs">
        <Title order={2} id="figures">
          {t.chart.title}
        </Title>
        <PageLink to="/monitoring/explore" search={exploreSearch(question, daysOf(found))} size="sm">
          {cases === undefined ? t.chart.open : t.chart.openMany(cases)}
        </PageLink>
      </Group>
      <ProblemNote problem={error ?? usual.error} again={() => void (error ? refetch() : usual.refetch())} />
      {isPending && <Skeleton height={220} />}
      {answer && <Drawn answer={answer} usual={usual.data} question={question} about={about} place={place} />}
    </>
  );
}

type DrawnProps = { answer: Answer; /** By what it was judged; undefined while it is on its way. */ usual: ControlChart | undefined; question: Question; about: string; place: readonly [number, number] | undefined };

function Drawn({ answer, usual, question, about, place }: DrawnProps) {
  const navigate = useNavigate();
  const svg = useRef<SVGSVGElement>(null);
  const { periods, measure } = answer;
  // What stands at each period, and only if it is of these very periods.
  const chart = usual?.centre.length === periods.length ? usual : undefined;
  const { by, every } = question;
  const { lines } = useMemo(() => linesOf(answer), [answer]);
  const whole = useMemo(() => periods.map((period) => isWhole(period, every, today())), [periods, every]);
  const saying = useMemo(() => ({ unit: measure.unit }), [measure.unit]);
  const valueName = useValueName(by === undefined ? [] : [by]);
  const nameOf = useCallback((line: Line) => (line.others === undefined ? valueName(by ?? "", line.by ?? "") : t.chart.others(line.others)), [valueName, by]);
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || answer.all.whole.cases === 0) return <Text size="sm">{t.chart.nothing}</Text>;
  const range = rangeInWords({ from: first.from, to: last.to });
  // Without anything told apart there is one line, of what the signal is about.
  const titleOf = (line: Line) => (line.by === undefined && line.others === undefined ? about : nameOf(line));
  const drawn = { lines, nameOf: titleOf, periods, saying, ...(chart ? { chart } : {}) };
  return (
    <figure className={styles["figure"]}>
      <LineChart
        svg={svg}
        small
        label={t.chart.label(about, range)}
        {...{ lines, periods, every, whole, saying, nameOf }}
        {...(chart ? { chart } : {})}
        {...(place ? { marked: place } : {})}
        onPoint={(line, at) => {
          const period = periods[at];
          if (period) void navigate({ to: "/monitoring/explore", search: exploreSearch(question, period, line.by) });
        }}
      />
      <figcaption>
        <Text size="xs" c="dimmed">
          {[t.chart.shaded, chart ? t.chart.band : "", chart?.why, by === undefined ? usual?.says : ""].filter(Boolean).join(" ")}
        </Text>
        <Group justify="flex-end" my="xs">
          <Downloads
            of={about}
            file={`${measure.id} ${about} ${first.from} ${last.to}`}
            csv={() => chartCsv(drawn)}
            svg={() => (svg.current ? svgFile(svg.current, [`${measure.title}: ${about}`, range]) : undefined)}
          />
        </Group>
      </figcaption>
      <ChartTwin title={about} {...drawn} every={every} />
    </figure>
  );
}
