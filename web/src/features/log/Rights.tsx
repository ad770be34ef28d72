// What the law gives the customer, worked out by the server from the few facts a caller can tell.

import { Button, Checkbox, Group, List, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { choice, day } from "@/shared/i18n";
import { ProblemNote } from "@/shared/ui/problems";
import { useRights } from "./data";
import { effectiveRights, rightsQuestion, type RightsForm } from "./form";
import { t } from "./messages";
import { Section } from "./Section";
import { useFault, useForm, useValue } from "./store";
import classes from "./log.module.css";

export function Rights({ keys }: { keys: string }) {
  const form = useForm();
  const shown = useValue((values) => values.rights.shown);
  const toggle = () => form.set({ rights: { ...form.get().rights, shown: !shown } });
  return (
    <Section id="rights" title={t.sections.rights} keys={keys}>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" flex="1 1 16rem">
          {t.rights.intro}
        </Text>
        <Button variant="default" size="xs" onClick={toggle} aria-expanded={shown} style={{ flexShrink: 0 }}>
          {shown ? t.rights.hide : t.rights.show}
        </Button>
      </Group>
      {shown && <Question />}
    </Section>
  );
}

function Question() {
  const form = useForm();
  const values = useValue((all) => all);
  const rights = effectiveRights(values);
  const price = useFault("price");
  const set = (patch: Partial<RightsForm>) => form.set({ rights: { ...form.get().rights, ...patch } });
  const service = rights.kind === "service" || rights.kind === "mixed";
  const things = rights.kind !== "" && rights.kind !== "service";
  const date = (name: "delivered" | "performed" | "faultShown" | "attemptRequested" | "attemptBack", label: string) => (
    <TextInput type="date" label={label} value={rights[name]} onChange={(event) => set({ [name]: event.currentTarget.value })} />
  );
  return (
    <Stack gap="sm">
      <div className={classes["row"]}>
        <NativeSelect
          label={t.rights.kind}
          value={rights.kind}
          data={[{ value: "", label: "–" }, ...(["goods", "digital_content", "service", "mixed"] as const).map((value) => ({ value, label: choice("ContractKind", value) }))]}
          onChange={(event) => set({ kind: event.currentTarget.value as RightsForm["kind"] })}
        />
        {things && date("delivered", t.rights.delivered)}
        {service && date("performed", t.rights.performed)}
        {rights.kind !== "" && date("faultShown", t.rights.faultShown)}
        {rights.kind !== "" && (
          <TextInput
            label={t.rights.price}
            leftSection="£"
            inputMode="decimal"
            value={rights.price}
            error={price.error}
            maxLength={20}
            onChange={(event) => {
              price.clear();
              set({ price: event.currentTarget.value });
            }}
          />
        )}
        {rights.kind !== "" && (
          <NativeSelect
            label={t.rights.attempt}
            value={rights.attempt}
            data={[
              { value: "", label: t.rights.attemptNone },
              ...(["repair", "replacement", "repeat_performance"] as const).map((value) => ({ value, label: choice("AttemptKind", value) })),
            ]}
            onChange={(event) => set({ attempt: event.currentTarget.value as RightsForm["attempt"] })}
          />
        )}
        {rights.attempt !== "" && date("attemptRequested", t.rights.attemptRequested)}
        {rights.attempt !== "" && date("attemptBack", t.rights.attemptBack)}
        {rights.attempt !== "" && (
          <NativeSelect
            label={t.rights.attemptOutcome}
            value={rights.attemptOutcome}
            data={[
              { value: "", label: t.rights.waiting },
              ...(["conforms", "still_faulty", "impossible", "not_in_reasonable_time", "significant_inconvenience"] as const).map((value) => ({
                value,
                label: choice("AttemptOutcome", value),
              })),
            ]}
            onChange={(event) => set({ attemptOutcome: event.currentTarget.value as RightsForm["attemptOutcome"] })}
          />
        )}
      </div>
      <Answer />
      {rights.kind !== "" && (
        <Checkbox label={t.rights.keep} checked={rights.keep} onChange={(event) => set({ keep: event.currentTarget.checked })} />
      )}
    </Stack>
  );
}

function Answer() {
  // As text, so that it settles when the question does and not with every key elsewhere.
  const question = useValue((values) => JSON.stringify(rightsQuestion(values) ?? null));
  const [settled] = useDebouncedValue(question, 300);
  const asked = JSON.parse(settled) as ReturnType<typeof rightsQuestion> | null;
  const { data, error, isFetching } = useRights(asked ?? undefined);
  if (asked === null) return <Text size="sm">{t.rights.choose}</Text>;
  const open = data?.rights.filter(({ standing }) => standing === "open") ?? [];
  return (
    <div className={classes["card"]} role="status" aria-busy={isFetching}>
      {!data && !error && <Text size="sm">{t.rights.asking}</Text>}
      <ProblemNote problem={error} />
      {data && (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {data.says}
          </Text>
          {open.length > 0 && (
            <List size="sm" spacing={4}>
              {open.map((right) => (
                <List.Item key={right.right + right.part}>
                  <b>{t.rights.names[right.right]}.</b> {right.says}{" "}
                  <Text span size="xs" c="dimmed">
                    {right.last ? t.rights.until(day(new Date(right.last))) : t.rights.noEnd} · {right.source}
                    {!right.verified && ` · ${t.rights.unverified}`}
                  </Text>
                </List.Item>
              ))}
            </List>
          )}
          {data.missing.length > 0 && (
            <div>
              <Text size="xs" fw={600}>
                {t.rights.missing}
              </Text>
              <List size="xs">
                {data.missing.map((one) => (
                  <List.Item key={one.field}>
                    {one.says}
                  </List.Item>
                ))}
              </List>
            </div>
          )}
          <Text size="xs" c="dimmed">
            {t.rights.notAdvice}
          </Text>
        </Stack>
      )}
    </div>
  );
}
