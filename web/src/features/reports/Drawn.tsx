// A chart of a report, drawn as its kind is drawn everywhere in the workspace.

import { useNavigate } from "@tanstack/react-router";
import { useMemo, type Ref } from "react";
import { casesBehind } from "@/shared/figures/behind";
import { LineChart } from "@/shared/figures/chart/LineChart";
import { ParetoChart } from "@/shared/figures/chart/ParetoChart";
import { isWhole, today } from "@/shared/figures/periods";
import { useGo } from "@/shared/ui/AddressLink";
import { cellText, hasCases, sayingOf } from "./cells";
import { controlOf, monthsOf, paretoOf, type Block } from "./charts";
import { ColumnChart } from "./ColumnChart";
import { t } from "./messages";
import { addressOf } from "./opens";
import type { Chart } from "./types";

type Props = { svg: Ref<SVGSVGElement>; block: Block & { chart: Chart }; /** The last day of the report. */ last: string };

export function Drawn({ svg, block, last }: Props) {
  const { chart, table } = block;
  const go = useGo();
  const label = t.chart.label(chart.title);
  /** The cases behind a mark are those of its cell in the table. */
  const open = (row: number, column: number) => {
    const cell = table?.rows[row]?.cells[column];
    const address = cell && hasCases(cell) ? addressOf(cell.opens) : undefined;
    if (address !== undefined) go(address);
  };
  const saying = useMemo(() => sayingOf(chart), [chart]);
  switch (chart.kind) {
    case "control":
      return <Control svg={svg} chart={chart} label={label} last={last} />;
    case "pareto":
      return <ParetoChart svg={svg} bars={paretoOf(chart)} label={label} amount={(value) => cellText({ kind: chart.unit, value, ...(chart.currency === undefined ? {} : { currency: chart.currency }) })} onBar={(code) => open(Number(code), 1)} />;
    case "columns":
      return <ColumnChart svg={svg} chart={chart} periods={monthsOf(chart.labels, last)} saying={saying} label={label} onColumn={(series, at) => open(at, series + 1)} />;
    case "heat":
      return null; // its table is shaded, and its own twin
  }
}

/** The name of the chart is the measure it shows. */
function Control({ svg, chart, label, last }: { svg: Ref<SVGSVGElement>; chart: Chart; label: string; last: string }) {
  const navigate = useNavigate();
  const drawn = useMemo(() => {
    const { line, limits } = controlOf(chart);
    const periods = monthsOf(chart.labels, last);
    return { lines: [line], chart: limits, periods, whole: periods.map((period) => isWhole(period, "month", today())), saying: sayingOf(chart) };
  }, [chart, last]);
  const nameOf = useMemo(() => () => chart.title, [chart.title]);
  return (
    <LineChart
      {...{ svg, label, nameOf }}
      {...drawn}
      small
      every="month"
      onPoint={(_, at) => {
        const period = drawn.periods[at];
        if (period) void navigate({ to: "/monitoring/explore", search: casesBehind([], period, chart.id) });
      }}
    />
  );
}
