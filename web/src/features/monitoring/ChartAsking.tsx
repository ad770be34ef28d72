// How a measure is drawn over time: which chart, by which rules, and from when on its limits rest.

import { NativeSelect, Text, TextInput } from "@mantine/core";
import type { Measure } from "@/shared/figures/types";
import { t } from "./messages";
import styles from "./monitoring.module.css";
import { chartForms, type ExploreSearch } from "./search";

type Props = { measure: Measure; search: ExploreSearch; onChange: (by: Partial<ExploreSearch>) => void };
type Form = (typeof chartForms)[number];

const always: readonly Form[] = ["xmr", "ewma", "cusum", "levels"];
/** What stays asked for when another measure is looked at. */
export const keptChart = (asked: Form | undefined) => (asked !== undefined && always.includes(asked) ? asked : undefined);

/** Which charts can be of this at all; the server knows exactly, and says why not. */
function formsOf(unit: Measure["unit"]): readonly Form[] {
  if (unit === "cases") return ["c", "u", "laney_u", ...always, "t"];
  if (unit === "share") return ["p", "laney_p", ...always, "t", "g"];
  return unit === "times" ? ["u", "laney_u", ...always] : always;
}
// Small shifts and levels go by no rules of runs.
const withoutRules: readonly (Form | undefined)[] = ["ewma", "cusum", "levels"];

export function ChartAsking({ measure, search, onChange }: Props) {
  const forms = formsOf(measure.unit);
  const asked = search.chart;
  const others = asked === undefined || forms.includes(asked) ? forms : [...forms, asked];
  return (
    <div className={`${styles["asking"] ?? ""} no-print`}>
      <NativeSelect
        label={t.ask.chart}
        size="xs"
        className={styles["two"]}
        value={asked ?? ""}
        data={[{ value: "", label: t.ask.forms.by_data.name }, ...others.map((form) => ({ value: form, label: t.ask.forms[form].name }))]}
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
