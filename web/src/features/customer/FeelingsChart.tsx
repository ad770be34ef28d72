// Lanes from calm to distressed, and above them what was said afterwards. The table beside it says the same.

import { useElementSize } from "@mantine/hooks";
import { choice, day } from "@/shared/i18n";
import { t } from "./messages";
import { moods, placeOf, type Feeling } from "./sentiment";
import classes from "./customer.module.css";

const widest = 720;
const left = 110;
const right = 24;
const lane = 26;
const top = 30; // of the first mood; above it is the lane of what was said later

export function said(feeling: Feeling): string {
  switch (feeling.kind) {
    case "mood":
      return t.feelings.sounded(choice("Emotion", feeling.mood));
    case "confirmed":
      return t.feelings.confirmed;
    case "disputed":
      return t.feelings.disputed;
    case "survey":
      return t.feelings.survey(choice("Instrument", feeling.instrument), String(feeling.score));
  }
}

export function FeelingsChart({ feelings }: { feelings: readonly Feeling[] }) {
  const { ref, width } = useElementSize();
  const wide = Math.max(280, Math.min(width || widest, widest));
  const x = (at: string) => left + placeOf(at, feelings) * (wide - left - right);
  const y = (mood: (typeof moods)[number]) => top + lane + moods.indexOf(mood) * lane;
  const heard = feelings.filter((one) => one.kind === "mood");
  const high = top + lane * (moods.length + 1) + 8;
  const begin = feelings[0];
  const end = feelings[feelings.length - 1];
  return (
    <div ref={ref}>
      <svg className={classes["chart"]} width={wide} height={high} viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={t.feelings.chart}>
        <line className={classes["lane"]} x1={left - 8} x2={wide - right + 8} y1={top - 8} y2={top - 8} />
        <text x={0} y={top - 4}>
          {t.feelings.later}
        </text>
        {moods.map((mood) => (
          <g key={mood}>
            <line className={classes["lane"]} x1={left - 8} x2={wide - right + 8} y1={y(mood)} y2={y(mood)} />
            <text x={0} y={y(mood) + 4}>
              {choice("Emotion", mood)}
            </text>
          </g>
        ))}
        <polyline className={classes["line"]} points={heard.map((one) => `${x(one.at)},${y(one.mood)}`).join(" ")} />
        {feelings.map((one) => (
          <g key={one.case + one.at + one.kind}>
            <title>{`${day(new Date(one.at))}: ${said(one)} (${one.case})`}</title>
            {one.kind === "mood" ? (
              <circle className={classes["dot"]} cx={x(one.at)} cy={y(one.mood)} r={6} />
            ) : (
              <text className={classes["mark"]} x={x(one.at)} y={top - 12} style={{ fill: one.kind === "disputed" ? "var(--late)" : "var(--met)" }}>
                {one.kind === "disputed" ? "✗" : one.kind === "survey" ? String(one.score) : "✓"}
              </text>
            )}
          </g>
        ))}
        {begin && (
          <text x={end === begin ? x(begin.at) : left - 8} y={high - 4} textAnchor={end === begin ? "middle" : "start"}>
            {day(new Date(begin.at))}
          </text>
        )}
        {end && end !== begin && (
          <text x={wide - right + 8} y={high - 4} textAnchor="end">
            {day(new Date(end.at))}
          </text>
        )}
      </svg>
    </div>
  );
}
