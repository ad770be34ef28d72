// What narrows the list down: shown when asked for, and always as a row of chips that say what is left out and can be taken off.

import { Button, CloseButton, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { choice, day } from "@/shared/i18n";
import { teamsOf, useNameOf, usePeople } from "@/shared/people";
import type { CaseView } from "@/shared/caseViews";
import { t } from "./messages";
import styles from "./cases.module.css";
import { choicesOf, fixedBy, filtersSet, type CasesSearch, type FilterKey } from "./search";
import type { Row } from "./useCaseList";

type Change = (change: Partial<CasesSearch>) => void;

const typeOf = { status: "CaseStatus", phase: "Phase", kind: "Kind", channel: "Channel", severity: "Severity", outcome: "Outcome" } as const;
const titles: Record<FilterKey, string> = {
  status: t.filters.status, phase: t.columns.phase, kind: t.columns.kind, channel: t.columns.channel, severity: t.columns.severity,
  outcome: t.filters.outcome, owner: t.columns.owner, team: t.columns.team, customer: t.columns.customer, product: t.columns.product,
  category: t.columns.category, cause: t.filters.cause, due: t.filters.due, from: t.filters.from, to: t.filters.to,
};

export function FilterPanel({ id, search, view, rows, onChange }: { id: string; search: CasesSearch; view: CaseView; rows: readonly Row[]; onChange: Change }) {
  const { data: people } = usePeople();
  const fixed = fixedBy(view);
  const [byDay, setByDay] = useState(false);
  const due = search.due === undefined ? (byDay ? "day" : "") : /^\d/.test(search.due) ? "day" : search.due;
  const select = (key: keyof typeof typeOf) => (
    <NativeSelect
      label={titles[key]}
      size="xs"
      value={search[key] ?? ""}
      data={[
        { value: "", label: key === "status" ? choice("CaseStatus", "open") : t.filters.any },
        ...choicesOf[key].filter((value) => key !== "status" || value !== "open").map((value) => ({ value, label: choice(typeOf[key], value) })),
      ]}
      onChange={(event) => onChange({ [key]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <section id={id} aria-label={t.filters.button} className={`panel no-print ${styles["filters"] ?? ""}`}>
      {select("status")}
      {select("phase")}
      {select("severity")}
      {!fixed.includes("owner") && (
        <NativeSelect
          label={titles.owner}
          size="xs"
          value={search.owner ?? ""}
          data={[{ value: "", label: t.filters.any }, ...(people?.users ?? []).map(({ ref, name }) => ({ value: ref, label: name }))]}
          onChange={(event) => onChange({ owner: event.currentTarget.value || undefined })}
        />
      )}
      {!fixed.includes("team") && (
        <NativeSelect
          label={titles.team}
          size="xs"
          value={search.team ?? ""}
          data={[{ value: "", label: t.filters.any }, ...teamsOf(people?.users ?? []).map(({ team }) => team)]}
          onChange={(event) => onChange({ team: event.currentTarget.value || undefined })}
        />
      )}
      <NativeSelect
        label={titles.due}
        size="xs"
        value={due}
        data={[{ value: "", label: t.filters.any }, ...(["late", "today", "week", "day"] as const).map((value) => ({ value, label: t.filters.dueChoices[value] }))]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setByDay(chosen === "day");
          onChange({ due: chosen === "day" ? undefined : chosen || undefined });
        }}
      />
      {due === "day" && <DayInput label={t.filters.dueDay} value={search.due} onSet={(day) => onChange({ due: day })} />}
      <DayInput label={titles.from} value={search.from} onSet={(from) => onChange({ from })} />
      <DayInput label={titles.to} value={search.to} onSet={(to) => onChange({ to })} />
      {select("channel")}
      {select("kind")}
      <SettledText label={titles.product} value={search.product} known={rows.map(({ product }) => product)} onSet={(product) => onChange({ product })} />
      <SettledText label={titles.category} value={search.category} known={rows.map(({ category }) => category)} onSet={(category) => onChange({ category })} />
      {(search.status === "closed" || search.status === "all" || search.outcome !== undefined) && select("outcome")}
    </section>
  );
}

function DayInput({ label, value, onSet }: { label: string; value: string | undefined; onSet: (day: string | undefined) => void }) {
  return (
    <TextInput
      key={value ?? ""}
      label={label}
      size="xs"
      type="date"
      defaultValue={value ?? ""}
      onChange={(event) => {
        // A year being typed passes through the first century.
        const given = event.currentTarget.value;
        if (given === "" || given >= "1990") onSet(given || undefined);
      }}
    />
  );
}

/** A text that counts once it is finished: on Enter, or on leaving it. */
function SettledText({ label, value, known, onSet }: { label: string; value: string | undefined; known: readonly (string | undefined)[]; onSet: (text: string | undefined) => void }) {
  const id = useId();
  const settle = (text: string) => {
    const given = text.trim() || undefined;
    if (given !== value) onSet(given);
  };
  return (
    <>
      <TextInput
        key={value ?? ""}
        label={label}
        placeholder={t.filters.exact}
        size="xs"
        maxLength={200}
        defaultValue={value ?? ""}
        list={id}
        onBlur={(event) => settle(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && settle(event.currentTarget.value)}
      />
      <datalist id={id}>
        {[...new Set(known)].filter((one) => one !== undefined).sort().slice(0, 100).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

export function FilterChips({ search, view, onChange, onClear }: { search: CasesSearch; view: CaseView; onChange: Change; onClear: () => void }) {
  const nameOf = useNameOf();
  const fixed = fixedBy(view);
  const set = filtersSet(search).filter((key) => !fixed.includes(key));
  if (set.length === 0) return null;
  const says = (key: FilterKey): string => {
    const value = search[key] ?? "";
    if (key in typeOf) return choice(typeOf[key as keyof typeof typeOf], value);
    if (key === "owner") return nameOf(value) ?? value;
    if (key === "from" || key === "to") return day(new Date(`${value}T00:00:00`));
    if (key === "due") return /^\d/.test(value) ? day(new Date(`${value}T00:00:00`)) : t.filters.dueChoices[value as "late" | "today" | "week"];
    return value;
  };
  return (
    <Group gap={6} role="group" aria-label={t.filters.button}>
      {set.map((key) => (
        <Group key={key} gap={2} className={styles["tally"]} wrap="nowrap">
          <Text span size="xs">
            {t.filters.chip(titles[key], says(key))}
          </Text>
          <CloseButton size="xs" aria-label={t.filters.drop(titles[key])} onClick={() => onChange({ [key]: undefined })} />
        </Group>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={onClear}>
        {t.clearFilters}
      </Button>
    </Group>
  );
}

