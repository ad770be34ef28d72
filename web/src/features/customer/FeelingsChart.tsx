// How they felt, from calm at the top to distressed at the bottom, and above that what was said afterwards. The table beside it
// says the same.

import { useCallback } from "react";
import Chart, { type ChartColours, type ChartOption } from "@/shared/ui/Chart";
import { choice, day } from "@/shared/i18n";
import { t } from "./messages";
import { said } from "./said";
import { moods, type Feeling } from "./sentiment";

const lanes = [...moods].reverse().map((mood) => choice("Emotion", mood));
const later = t.feelings.later;
const aDay = 24 * 3600_000;

const laneOf = (feeling: Feeling) => (feeling.kind === "mood" ? choice("Emotion", feeling.mood) : later);
const markOf = (feeling: Feeling) => (feeling.kind === "survey" ? String(feeling.score) : feeling.kind === "disputed" ? "✗" : feeling.kind === "confirmed" ? "✓" : "");

export default function FeelingsChart({ feelings }: { feelings: readonly Feeling[] }) {
  const option = useCallback(
    (colours: ChartColours, width: number): ChartOption => {
      const times = feelings.map(({ at }) => new Date(at).getTime());
      const [first, last] = [Math.min(...times), Math.max(...times)];
      const around = Math.max(aDay, (last - first) * 0.06);
      const point = (feeling: Feeling) => ({ value: [feeling.at, laneOf(feeling)], name: `${day(new Date(feeling.at))}: ${said(feeling)} (${feeling.case})` });
      const axis = { axisLine: { lineStyle: { color: colours.edge } }, axisLabel: { color: colours.quiet }, axisTick: { show: false } };
      return {
        grid: { left: 4, right: 16, top: 8, bottom: 4, containLabel: true },
        tooltip: {
          trigger: "item",
          backgroundColor: colours.surface,
          borderColor: colours.edge,
          textStyle: { color: colours.text },
          renderMode: "richText", // markup of its own would need styles that the page's policy forbids
          formatter: (item) => (Array.isArray(item) ? "" : item.name),
        },
        xAxis: {
          type: "time",
          min: first - around,
          max: last + around,
          minInterval: aDay,
          splitNumber: Math.max(2, Math.round(width / 140)),
          ...axis,
          axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: (at: number) => day(new Date(at)) },
        },
        yAxis: { type: "category", data: [...lanes, later], boundaryGap: true, ...axis, splitLine: { show: true, lineStyle: { color: colours.edge } } },
        series: [
          {
            type: "line",
            data: feelings.filter(({ kind }) => kind === "mood").map(point),
            symbol: "circle",
            symbolSize: 11,
            lineStyle: { color: colours.quiet, type: "dashed", width: 1.5 },
            itemStyle: { color: colours.internal, borderColor: colours.surface, borderWidth: 2 },
          },
          {
            type: "scatter",
            data: feelings
              .filter(({ kind }) => kind !== "mood")
              .map((feeling) => ({
                ...point(feeling),
                symbolSize: 20,
                itemStyle: { opacity: 0 },
                label: { show: true, formatter: markOf(feeling), fontSize: 15, fontWeight: 700, color: feeling.kind === "disputed" ? colours.late : colours.met },
              })),
          },
        ],
      };
    },
    [feelings],
  );
  return <Chart option={option} label={t.feelings.chart} height={220} />;
}
