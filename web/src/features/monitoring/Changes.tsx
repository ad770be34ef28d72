// When the level changed, by how much, and how sure that is.

import { List, Text } from "@mantine/core";
import { periodName } from "@/shared/figures/periods";
import type { ControlChart, Every, Period } from "@/shared/figures/types";
import { meanOf, valueText, type Saying } from "@/shared/figures/values";
import { t } from "./messages";

type Props = { chart: ControlChart; periods: readonly Period[]; every: Every; saying: Saying };

export function Changes({ chart, periods, every, saying }: Props) {
  if (chart.changes.length === 0) return null;
  const said = meanOf(saying);
  const name = (at: number) => (periods[at] ? periodName(periods[at], every) : "");
  const size = (value: number) => valueText(Math.abs(value), said);
  return (
    <List size="sm" aria-label={t.changes.title}>
      {chart.changes.map(({ at, earliest, latest, before, after, low, high }) => {
        const [least, most] = after > before ? [low, high] : [-high, -low];
        return (
          <List.Item key={at}>
            <Text span size="sm">
              {t.changes.one(name(at), valueText(after, said), valueText(before, said), after > before)}{" "}
              {t.changes.size(size(after - before), least < 0 ? `−${size(least)}` : size(least), size(most), after > before)}{" "}
              {earliest < latest && t.changes.when(name(earliest), name(latest))}
            </Text>
          </List.Item>
        );
      })}
    </List>
  );
}
