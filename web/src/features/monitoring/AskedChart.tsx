// A chart that draws something else than the figures: an average of late, sums, the time between what is rare. With its numbers
// as a table and a file.

import { Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode, type Ref } from "react";
import { LineChart } from "@/shared/figures/chart/LineChart";
import { chartCsv, ChartTwin } from "@/shared/figures/ChartTwin";
import { Downloads } from "@/shared/figures/Downloads";
import type { Line } from "@/shared/figures/lines";
import type { ControlChart, Every, Measure, Period } from "@/shared/figures/types";
import { meanOf, type Saying } from "@/shared/figures/values";

type Props = {
  svg: Ref<SVGSVGElement>;
  label: string;
  measure: Measure;
  chart: ControlChart;
  periods: readonly Period[];
  every: Every;
  whole: readonly boolean[];
  saying: Saying;
  onPeriod: (at: number) => void;
  /** What is said about the picture. */
  children: ReactNode;
};

const units: Record<Exclude<ControlChart["unit"], "of_figures">, Saying> = { deviations: { unit: "points" }, days: { unit: "points" }, cases: { unit: "cases" } };
const nothing = { cases: 0, numerator: 0, denominator: 0 };
const nameOf = ({ by }: Line) => by ?? "";

export function AskedChart({ svg, label, measure, chart, periods, every, whole, saying, onPeriod, children }: Props) {
  const navigate = useNavigate();
  const ofEvents = chart.events.length > 0;
  const shown = useMemo(() => (ofEvents ? chart.events.map(({ day }) => ({ from: day, to: day })) : periods), [ofEvents, chart.events, periods]);
  const said = useMemo(() => (chart.unit === "of_figures" ? meanOf(saying) : units[chart.unit]), [chart.unit, saying]);
  const lines = useMemo(
    () =>
      chart.lines.map(({ name, values }): Line => {
        const figures = values.map((value) => (value === null ? nothing : { ...nothing, value }));
        return { key: name, by: name, figures, whole: nothing };
      }),
    [chart.lines],
  );
  const drawn = { lines, nameOf, periods: shown, chart, saying: said };
  const length: Every = ofEvents ? "day" : every;
  const title = `${measure.title}: ${chart.kind}`;
  return (
    <>
      <LineChart
        svg={svg}
        label={label}
        {...drawn}
        every={length}
        whole={ofEvents ? [] : whole}
        onPoint={(_, at) => {
          const ref = chart.events[at]?.ref;
          if (ref === undefined) onPeriod(at);
          else void navigate({ to: "/cases/$ref", params: { ref } });
        }}
      />
      {children}
      <Group justify="flex-end" mt="xs">
        <Downloads of={title} file={[measure.id, chart.kind, shown[0]?.from, shown.at(-1)?.to].join(" ")} csv={() => chartCsv(drawn)} />
      </Group>
      <ChartTwin title={title} {...drawn} every={length} />
    </>
  );
}
