// What a measure is, how it is worked out and where it comes from: behind a button, so that it is reached with the keyboard too.

import { Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import { latestOf, useBenchmarks } from "../benchmarks";
import { useSession } from "../session";
import { seesSignals } from "../signals";
import { BenchmarkLines } from "./BenchmarkLines";
import styles from "./figures.module.css";
import { t } from "./messages";
import type { Measure } from "./types";

export function About({ measure }: { measure: Measure }) {
  return (
    <Popover position="bottom-end" withArrow shadow="md" width={320} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={`${styles["about"] ?? ""} no-print`} aria-label={t.about.label(measure.title)} title={t.about.button}>
          ?
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.about.label(measure.title)}>
        <Definition measure={measure} />
      </Popover.Dropdown>
    </Popover>
  );
}

export function Definition({ measure }: { measure: Measure }) {
  const { data: others } = useBenchmarks(measure.id, seesSignals(useSession()));
  return (
    <Stack gap={6} tabIndex={-1} data-autofocus className={styles["definition"]}>
      <Text size="sm">{measure.definition}</Text>
      <Text size="sm">
        <strong>{t.about.formula}:</strong> {measure.formula}
      </Text>
      <Text size="sm">
        {t.about.dated} {t.dated[measure.dated] ?? measure.dated}.{measure.less_is_better && ` ${t.about.better}: ${t.about.lower}.`}
      </Text>
      {others && measure.unit !== "money" && <BenchmarkLines benchmarks={latestOf(others)} saying={{ unit: measure.unit }} />}
      <Text size="sm" c="dimmed">
        <strong>{t.about.source}:</strong> {measure.source}
      </Text>
    </Stack>
  );
}
