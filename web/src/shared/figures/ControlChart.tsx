// One measure over time with its limits, in a panel of another page: the picture, what it says, and the same as a table.

import { Group, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { PageLink } from "../ui/PageLink";
import { casesBehind } from "./behind";
import { LineChart } from "./chart/LineChart";
import { svgFile } from "./chart/svgFile";
import { chartCsv, ChartTwin, hasLimits } from "./ChartTwin";
import type { Condition } from "./conditions";
import { Downloads } from "./Downloads";
import styles from "./figures.module.css";
import { linesOf } from "./lines";
import { t } from "./messages";
import { isWhole, periodName, rangeInWords, today } from "./periods";
import type { Answer, Every } from "./types";

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
  const drawn = { lines, nameOf: () => measure.title, periods, saying, ...(chart ? { chart } : {}) };
  const opening = (text: string, at: number) => {
    const period = periods[at];
    if (!period || (all.figures[at]?.cases ?? 0) === 0) return text;
    return (
      <PageLink to="/monitoring/explore" search={casesBehind(conditions, period, measure.id)} size="sm" aria-label={t.control.open(text, periodName(period, every))}>
        {text}
      </PageLink>
    );
  };
  return (
    <>
      <Group justify="space-between">
        <Title order={2}>{title}</Title>
        <Downloads of={title} file={`${measure.id} ${of} ${range.from} ${range.to}`} csv={() => chartCsv(drawn)} svg={() => (svg.current ? svgFile(svg.current, [`${measure.title}: ${of}`, rangeInWords(range)]) : undefined)} />
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
            {[hasLimits(chart) ? t.control.band : "", whole.some((one) => !one) ? t.control.unfinished : ""].filter(Boolean).join(" ")}
          </Text>
        </figcaption>
      </figure>
      <ChartTwin title={title} {...drawn} every={every} valueAt={opening} />
    </>
  );
}
