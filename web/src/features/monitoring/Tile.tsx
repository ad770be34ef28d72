import { Text } from "@mantine/core";
import { About } from "@/shared/figures/About";
import { Sparkline } from "@/shared/figures/chart/Sparkline";
import { isWhole, monthInWords } from "@/shared/figures/periods";
import type { ControlChart, Tile as Given } from "@/shared/figures/types";
import { intervalText, valueText, type Saying } from "@/shared/figures/values";
import { PageLink } from "@/shared/ui/PageLink";
import { t } from "./messages";
import styles from "./monitoring.module.css";

/** The state in a sentence: since when, and what it was seen by. */
function stateText(chart: ControlChart): string {
  const { state, since, says } = chart;
  if (state === "usual") return says || t.tile.state.usual;
  if (state === "unknown") return says || t.tile.state.unknown;
  const headline = since === undefined ? "" : t.tile.state[state](monthInWords(since));
  return [headline, says].filter(Boolean).join(". ");
}

export function Tile({ tile: { measure, periods, figures, chart }, currency, several, now }: { tile: Given; currency?: string; several: boolean; now: string }) {
  const saying: Saying = { unit: measure.unit, currency };
  const last = periods.findLastIndex((period) => isWhole(period, "month", now));
  const period = periods[last];
  const figure = figures[last];
  const name = period ? monthInWords(period.from) : "";
  const when = measure.id === "open" ? t.tile.atEnd(name) : t.tile.in(name);
  const apart = measure.unit === "money" && several;
  const known = figure?.value !== undefined && !apart;
  return (
    <li className={`panel ${styles["tile"] ?? ""}`}>
      <div className={styles["tileHead"]}>
        <h2 className={styles["tileTitle"]}>
          <PageLink to="/monitoring/explore" search={{ measure: measure.id }} inherit>
            {measure.title}
          </PageLink>
        </h2>
        <About measure={measure} />
      </div>
      {apart && <Text size="sm">{t.tile.severalCurrencies}</Text>}
      {!apart && !period && <Text size="sm">{t.tile.noWhole}</Text>}
      {!apart && period && !known && <Text size="sm">{t.tile.nothing(name)}</Text>}
      {known && (
        <p className={styles["value"]}>
          <strong className="num">{valueText(figure.value, saying)}</strong>{" "}
          <span className="num">
            {[intervalText(figure, saying), measure.unit === "minutes" ? t.tile.median : "", when].filter(Boolean).join(" ")}
            {measure.unit === "cases" || figure.cases === 0 ? "" : `, ${t.of(figure.cases)}`}
          </span>
        </p>
      )}
      {!apart && <Sparkline figures={figures} chart={chart} label={t.tile.sparkline(measure.title)} last={last} />}
      {!apart && (
        <Text size="sm" className={styles["state"]}>
          {stateText(chart)}
        </Text>
      )}
    </li>
  );
}
