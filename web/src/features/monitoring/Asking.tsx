// What is measured, how it is told apart, and when.

import { NativeSelect } from "@mantine/core";
import type { Question } from "@/shared/figures/data";
import { columnName } from "@/shared/figures/names";
import { PeriodFields } from "@/shared/figures/PeriodFields";
import type { Every, Overview, Period } from "@/shared/figures/types";
import { keptChart } from "./ChartAsking";
import { t } from "./messages";
import styles from "./monitoring.module.css";
import { everyLength, type ExploreSearch } from "./search";

type Props = { overview: Overview; question: Question; search: ExploreSearch; shown?: Period; onChange: (by: Partial<ExploreSearch>) => void };

export function Asking({ overview, question, search, shown, onChange }: Props) {
  const columns = overview.columns.filter(({ values_in_all: many }) => many > 0).map(({ name }) => ({ value: name, label: columnName(name) }));
  const nothing = { value: "", label: t.ask.nothing };
  const known = overview.measures.some(({ id }) => id === question.measure);
  return (
    <div className={`${styles["asking"] ?? ""} no-print`}>
      <NativeSelect
        label={t.ask.measure}
        size="xs"
        className={styles["wide"]}
        value={question.measure}
        data={[...(known ? [] : [{ value: question.measure, label: question.measure }]), ...overview.measures.map(({ id, title }) => ({ value: id, label: title }))]}
        onChange={(event) => {
          const measure = event.currentTarget.value;
          onChange({ measure, chart: keptChart(search.chart, overview.measures.find(({ id }) => id === measure)) });
        }}
      />
      <NativeSelect
        label={t.ask.every}
        size="xs"
        value={question.every}
        data={everyLength.map((value) => ({ value, label: t.ask.lengths[value] }))}
        onChange={(event) => onChange({ every: event.currentTarget.value as Every })}
      />
      <NativeSelect
        label={t.ask.by}
        size="xs"
        value={question.by ?? ""}
        data={[nothing, ...columns]}
        onChange={(event) => onChange({ by: event.currentTarget.value || undefined, and: event.currentTarget.value === "" ? undefined : search.and })}
      />
      {question.by !== undefined && (
        <NativeSelect
          label={t.ask.and}
          size="xs"
          value={question.and_by ?? ""}
          data={[nothing, ...columns.filter(({ value }) => value !== question.by)]}
          onChange={(event) => onChange({ and: event.currentTarget.value || undefined })}
        />
      )}
      <PeriodFields asked={search} {...(shown ? { shown } : {})} onChange={onChange} />
    </div>
  );
}
