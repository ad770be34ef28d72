// The conditions as chips that can be taken off, and a line to add one.

import { Button, CloseButton, Group, NativeSelect, Text } from "@mantine/core";
import { useState } from "react";
import { added, dropped, type Condition } from "./conditions";
import styles from "./figures.module.css";
import { t } from "./messages";
import { columnName } from "./names";
import type { Overview } from "./types";

type NameOf = (column: string, value: string) => string;
type Props = {
  conditions: readonly Condition[];
  overview: Overview;
  nameOf: NameOf;
  onChange: (to: Condition[]) => void;
  /** What they are conditions of, where a page has several; and what is said while there are none. */
  label?: string;
  none?: string;
};

export function Filters({ conditions, overview, nameOf, onChange, label = t.filter.label, none = t.filter.all }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Group gap={6} role="group" aria-label={label}>
        {conditions.length === 0 && (
          <Text size="sm" c="dimmed">
            {none}
          </Text>
        )}
        {conditions.flatMap(({ column, values, without }, at) =>
          values.map((value) => {
            const says = t.filter.chip(columnName(column), nameOf(column, value), without);
            return (
              <Group key={`${at} ${value}`} gap={2} className={styles["chip"]} wrap="nowrap">
                <Text span size="xs">
                  {says}
                </Text>
                <CloseButton size="sm" className="no-print" aria-label={t.filter.drop(says)} onClick={() => onChange(dropped(conditions, at, value))} />
              </Group>
            );
          }),
        )}
        {conditions.length > 0 && (
          <Button size="compact-xs" variant="subtle" className="no-print" onClick={() => onChange([])}>
            {t.filter.clear}
          </Button>
        )}
        <Button size="compact-xs" variant="default" className="no-print" aria-expanded={adding} {...(label === t.filter.label ? {} : { "aria-label": `${t.filter.add}: ${label}` })} onClick={() => setAdding((now) => !now)}>
          {t.filter.add}
        </Button>
      </Group>
      {adding && <Adding overview={overview} nameOf={nameOf} onAdd={(column, value, without) => onChange(added(conditions, column, value, without))} />}
    </>
  );
}

function Adding({ overview, nameOf, onAdd }: { overview: Overview; nameOf: NameOf; onAdd: (column: string, value: string, without: boolean) => void }) {
  const columns = overview.columns.filter(({ values_in_all: many }) => many > 0);
  const [name, setName] = useState(columns[0]?.name ?? "");
  const [value, setValue] = useState<string>();
  const [without, setWithout] = useState(false);
  const column = columns.find((one) => one.name === name);
  const choices = (column?.values ?? []).map((one) => ({ value: `=${one}`, label: nameOf(name, one) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <section className={`panel no-print ${styles["adding"] ?? ""}`} aria-label={t.filter.add}>
      <NativeSelect
        label={t.filter.column}
        size="xs"
        value={name}
        data={columns.map((one) => ({ value: one.name, label: columnName(one.name) }))}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setValue(undefined);
        }}
      />
      <NativeSelect
        label={t.filter.relation}
        size="xs"
        value={without ? "not" : "is"}
        data={[
          { value: "is", label: t.filter.is },
          { value: "not", label: t.filter.isNot },
        ]}
        onChange={(event) => setWithout(event.currentTarget.value === "not")}
      />
      <NativeSelect
        label={t.filter.value}
        size="xs"
        value={value === undefined ? "" : `=${value}`}
        // A sign before each, so that "not known", which is empty, is not taken for nothing chosen.
        data={[{ value: "", label: t.filter.choose }, ...choices, { value: "=", label: t.notKnown }]}
        description={column && column.values_in_all > column.values.length ? t.filter.note : undefined}
        onChange={(event) => setValue(event.currentTarget.value === "" ? undefined : event.currentTarget.value.slice(1))}
      />
      <Button
        size="xs"
        disabled={value === undefined}
        onClick={() => {
          if (value === undefined) return;
          onAdd(name, value, without);
          setValue(undefined);
        }}
      >
        {t.filter.apply}
      </Button>
    </section>
  );
}
