// How the desk is doing, a measure a tile: the last whole month, two years behind it, and whether that is as usual.

import { Alert, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useOverview } from "@/shared/figures/data";
import { useFreshFigures } from "@/shared/figures/fresh";
import { MonitoringPages } from "@/shared/figures/MonitoringPages";
import { today } from "@/shared/figures/periods";
import { ProblemNote } from "@/shared/ui/problems";
import { currencyOf } from "./currency";
import { useTiles } from "./data";
import { t } from "./messages";
import styles from "./monitoring.module.css";
import { Tile } from "./Tile";

export function MonitoringPage() {
  const overview = useOverview();
  const { data, error, isPending, refetch } = useTiles();
  const { currency, choices } = currencyOf(overview.data, []);
  const now = today();
  useFreshFigures();
  return (
    <Stack gap="md" maw={1400}>
      <MonitoringPages />
      <Title order={1}>{t.title}</Title>
      <Text size="sm" c="dimmed" maw="46rem">
        {t.says}
      </Text>
      {overview.data?.loading && <Alert variant="light">{t.loading}</Alert>}
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Waiting />}
      {overview.data?.cases === 0 && !overview.data.loading && <Text>{t.noCases}</Text>}
      {data?.tiles.length === 0 && <Text>{t.noTiles}</Text>}
      {data && (
        <ul className={styles["tiles"]}>
          {data.tiles.map((tile) => (
            <Tile key={tile.measure.id} tile={tile} currency={currency} several={choices.length > 1} now={now} />
          ))}
        </ul>
      )}
    </Stack>
  );
}

function Waiting() {
  return (
    <div className={styles["tiles"]} aria-hidden>
      {Array.from({ length: 8 }, (_, i) => (
        <Skeleton key={i} height={190} />
      ))}
    </div>
  );
}
