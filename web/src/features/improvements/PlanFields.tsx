// The fields of a plan, for one that is proposed and for one that is planned otherwise.

import { Alert, Group, NativeSelect, NumberInput, Pill, SegmentedControl, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMemo, type ReactNode } from "react";
import { About } from "@/shared/figures/About";
import type { Condition } from "@/shared/figures/conditions";
import { Filters } from "@/shared/figures/Filters";
import { useCauseTree, useValueName } from "@/shared/figures/names";
import type { Overview } from "@/shared/figures/types";
import { usePeople } from "@/shared/people";
import { useSignals } from "@/shared/signals";
import { GrowingText } from "@/shared/ui/GrowingText";
import type { Missing, Values } from "./form";
import styles from "./improvements.module.css";
import { t } from "./messages";

type Props = {
  values: Values;
  set: (patch: Partial<Values>) => void;
  overview: Overview;
  missing: Missing;
  /** What the server said, by the path of the field. */
  faults: Record<string, string>;
};

export function PlanFields({ values, set, overview, missing, faults }: Props) {
  const { form: words } = t;
  const measure = overview.measures.find(({ id }) => id === values.measure);
  const tree = useCauseTree();
  const people = usePeople();
  const columns = useMemo(() => [...values.where, ...values.compared].map(({ column }) => column), [values.where, values.compared]);
  const valueName = useValueName(columns);
  const causes = tree.data ?? [];
  const withCause = (code: string) => {
    const codes = causes.map((one) => one.code).filter((other) => other === code || other.startsWith(`${code}.`));
    const others = values.where.filter(({ column }) => column !== "cause");
    set({ cause: code, where: code === "" ? others : [...others, { column: "cause", values: codes.length > 0 ? codes : [code], without: false }] });
  };
  const conditions = (legend: string, hint: string, none: string, field: "where" | "compared", path: string) => (
    <div role="group" aria-label={legend}>
      <Text size="sm" fw={500} component="p" m={0}>
        {legend}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {hint}
      </Text>
      <Filters label={legend} none={none} conditions={values[field]} overview={overview} nameOf={valueName} onChange={(to: Condition[]) => set({ [field]: to })} />
      {faults[path] !== undefined && (
        <Text size="sm" c="var(--late)" mt={4} tabIndex={-1} data-error="true">
          {faults[path]}
        </Text>
      )}
    </div>
  );
  return (
    <>
      <Part title={words.what}>
        <TextInput label={words.name} description={words.nameHint} withAsterisk maxLength={200} value={values.title} error={missing.title ? words.missing : faults["plan.title"]} onChange={(event) => set({ title: event.currentTarget.value })} />
        <GrowingText label={words.change} description={words.changeHint} withAsterisk minRows={3} maxRows={14} maxLength={50_000} value={values.change} error={missing.change ? words.missing : faults["plan.change"]} onChange={(event) => set({ change: event.currentTarget.value })} />
        <NativeSelect
          label={words.cause}
          value={values.cause}
          error={faults["plan.cause"]}
          data={[{ value: "", label: words.noCause }, ...(values.cause !== "" && !causes.some(({ code }) => code === values.cause) ? [{ value: values.cause, label: values.cause }] : []), ...causes.map(({ code, title }) => ({ value: code, label: code.includes(".") ? `   ${title}` : title }))]}
          onChange={(event) => withCause(event.currentTarget.value)}
        />
        <Signals signals={values.signals} fault={faults["plan.signals"]} onChange={(signals) => set({ signals })} />
      </Part>
      <Part title={words.how}>
        <Group gap={6} align="end" wrap="nowrap">
          <NativeSelect label={words.measure} style={{ flex: 1, maxWidth: "28rem" }} value={values.measure} error={faults["plan.measure"]} data={overview.measures.map(({ id, title }) => ({ value: id, label: title }))} onChange={(event) => set({ measure: event.currentTarget.value })} />
          {measure && <About measure={measure} />}
        </Group>
        {measure && (
          <Text size="xs" c="dimmed" mt={-8}>
            {measure.definition}
          </Text>
        )}
        {conditions(words.where, words.whereHint, words.allCases, "where", "plan.where")}
        {conditions(words.compared, words.comparedHint, words.noComparison, "compared", "plan.compared_with")}
        <div>
          <Text size="sm" fw={500}>
            {words.percent}
          </Text>
          <Text size="xs" c="dimmed" mb={4}>
            {words.percentHint}
          </Text>
          <Group gap="sm" align="start">
            <SegmentedControl aria-label={words.direction} value={values.direction} data={(["less", "more"] as const).map((value) => ({ value, label: words[value] }))} onChange={(direction) => set({ direction })} />
            <NumberInput aria-label={words.percent} w="8rem" suffix=" %" hideControls min={1} max={1000} allowDecimal={false} allowNegative={false} value={values.percent} error={missing.percent ? words.percentWrong : faults["plan.expected_percent"]} onChange={(percent) => set({ percent: String(percent) })} />
          </Group>
        </div>
      </Part>
      <Part title={words.who}>
        <div className={styles["fields"]}>
          <NativeSelect
            label={words.owner}
            description={words.ownerHint}
            value={values.owner}
            error={faults["plan.owner"]}
            data={[{ value: "", label: words.nobody }, ...(people.data?.users ?? []).filter(({ active, ref }) => active || ref === values.owner).map(({ ref, name }) => ({ value: ref, label: name }))]}
            onChange={(event) => set({ owner: event.currentTarget.value })}
          />
          <TextInput type="date" label={words.planned} value={values.planned} error={faults["plan.planned_for"]} onChange={(event) => set({ planned: event.currentTarget.value })} />
          <Group gap="xs" align="end" wrap="nowrap">
            <TextInput label={words.cost} inputMode="decimal" style={{ flex: 1 }} value={values.amount} error={faults["plan.cost.amount"] ?? faults["plan.cost"]} onChange={(event) => set({ amount: event.currentTarget.value })} />
            <TextInput label={words.currency} w="6rem" maxLength={3} value={values.currency} error={faults["plan.cost.currency"]} onChange={(event) => set({ currency: event.currentTarget.value })} />
          </Group>
        </div>
      </Part>
    </>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-label={title}>
      <Stack gap="md">
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </section>
  );
}

function Signals({ signals, fault, onChange }: { signals: readonly string[]; fault: string | undefined; onChange: (signals: string[]) => void }) {
  const { data } = useSignals("all");
  const { form: words } = t;
  const all = data?.signals ?? [];
  const says = (ref: string) => all.find(({ id }) => id === ref)?.says;
  const left = all.filter(({ id }) => !signals.includes(id));
  return (
    <div role="group" aria-label={words.signals}>
      <Text size="sm" fw={500}>
        {words.signals}
      </Text>
      {signals.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noSignals}
        </Text>
      )}
      {signals.map((ref) => (
        <Group key={ref} gap="xs" wrap="nowrap" align="start" my={4}>
          <Pill withRemoveButton onRemove={() => onChange(signals.filter((one) => one !== ref))} removeButtonProps={{ "aria-label": words.dropSignal(ref), tabIndex: 0, "aria-hidden": false }}>
            {ref}
          </Pill>
          <Text size="sm">{says(ref)}</Text>
        </Group>
      ))}
      {left.length > 0 && (
        <NativeSelect size="xs" label={words.addSignal} value="" data={[{ value: "", label: words.choose }, ...left.map(({ id, says: what }) => ({ value: id, label: `${id}: ${what}` }))]} onChange={(event) => event.currentTarget.value !== "" && onChange([...signals, event.currentTarget.value])} />
      )}
      {fault !== undefined && <Alert color="red">{fault}</Alert>}
    </div>
  );
}
