// How a measure is drawn over time: which chart, by which rules, and from when on its limits rest.

import { NativeSelect, Text, TextInput } from "@mantine/core";
import type { Measure } from "@/shared/figures/types";
import { t } from "./messages";
import styles from "./monitoring.module.css";
import { chartForms, type ExploreSearch } from "./search";

type Props = { measure: Measure; search: ExploreSearch; onChange: (by: Partial<ExploreSearch>) => void };
type Form = (typeof chartForms)[number];

/** What stays asked for when another measure is looked at: a chart that can be of it, too. */
export const keptChart = (asked: Form | undefined, measure: Measure | undefined) => (asked !== undefined && measure?.charts.includes(asked) ? asked : undefined);

// Small shifts and levels go by no rules of runs.
const withoutRules: readonly (Form | undefined)[] = ["ewma", "cusum", "levels"];

export function ChartAsking({ measure, search, onChange }: Props) {
  const asked = search.chart;
  // What an address asks for may be no chart of this measure: the server says why.
  const offered = asked === undefined || measure.charts.includes(asked) ? measure.charts : [...measure.charts, asked];
  return (
    <div className={`${styles["asking"] ?? ""} no-print`}>
      <NativeSelect
        label={t.ask.chart}
        size="xs"
        className={styles["two"]}
        value={asked ?? ""}
        data={[{ value: "", label: t.ask.forms.by_data.name }, ...offered.map((form) => ({ value: form, label: t.ask.forms[form].name }))]}
        onChange={(event) => onChange({ chart: chartForms.find((form) => form === event.currentTarget.value) })}
      />
      {!withoutRules.includes(asked) && (
        <NativeSelect
          label={t.ask.rules}
          size="xs"
          className={styles["two"]}
          value={search.rules ?? ""}
          data={[
            { value: "", label: t.ask.makingDataCount },
            { value: "western_electric", label: t.ask.westernElectric },
          ]}
          onChange={(event) => onChange({ rules: event.currentTarget.value === "" ? undefined : "western_electric" })}
        />
      )}
      <TextInput
        key={search.anew ?? ""}
        type="date"
        size="xs"
        label={t.ask.anew}
        defaultValue={search.anew ?? ""}
        onChange={(event) => {
          // A year being typed passes through the first century.
          const given = event.currentTarget.value;
          if (given === "" || given >= "1990") onChange({ anew: given || undefined });
        }}
      />
      {asked !== undefined && (
        <Text size="xs" c="dimmed" className={styles["asked"]}>
          {t.ask.forms[asked].says}
        </Text>
      )}
    </div>
  );
}
