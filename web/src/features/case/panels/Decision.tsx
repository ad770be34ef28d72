// Whether the customer is right, why, and what that rests on: paragraphs of the procedure, of the law, or in one's own words.

import { Button, Fieldset, Group, List, Radio, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import type { Schemas } from "@/shared/api/client";
import { choice } from "@/shared/i18n";
import { CommandButton } from "@/shared/ui/CommandButton";
import { useProcedure } from "../caseContext";
import { t } from "./messages";
import { OwnForm } from "./OwnForm";
import { Empty, Mark, Said, Section } from "./parts";
import { useFormPlace } from "./useFormPlace";

type Props = { view: Schemas["CaseView"] };
type Cited = { source: string; says: string };
type Values = { decision: Schemas["Decision"] | ""; reasons: string; citations: Cited[] };
const decisions: readonly Schemas["Decision"][] = ["upheld", "partly_upheld", "not_upheld"];

export function Decision({ view }: Props) {
  const form = useFormPlace("decide-case");
  const { decided } = view.state.round;
  return (
    <Section
      title={t.decision.title}
      says={t.decision.says}
      place={form.place}
      aside={
        !form.open && (
          <CommandButton size="xs" variant={decided ? "default" : "filled"} command="decide-case" label={decided ? t.decision.again : t.decision.decide} guide={view.guide} onGive={form.show} />
        )
      }
    >
      {form.open ? <DecisionForm view={view} onClose={form.close} /> : decided ? <Decided decided={decided} /> : <Empty>{t.decision.none}</Empty>}
    </Section>
  );
}

function Decided({ decided }: { decided: Schemas["Decided"] }) {
  return (
    <Stack gap="xs">
      <Text fw={600}>{choice("Decision", decided.decision)}</Text>
      <Said text={decided.reasons} />
      {decided.citations.length > 0 && (
        <div>
          <Text size="xs" c="dimmed">
            {t.decision.restsOn}
          </Text>
          <List size="sm" spacing={4}>
            {decided.citations.map(({ source, says }) => (
              <List.Item key={source + (says ?? "")}>
                <Text size="sm" fw={500} span>
                  {source}
                </Text>
                <Said text={says} />
              </List.Item>
            ))}
          </List>
        </div>
      )}
      <Mark at={decided.at} by={decided.by} />
    </Stack>
  );
}

function DecisionForm({ view, onClose }: Props & { onClose: () => void }) {
  const { decided } = view.state.round;
  const procedure = useProcedure(view.procedure).data;
  const empty = useMemo<Values>(
    () => ({
      decision: decided?.decision ?? "",
      reasons: decided?.reasons ?? "",
      citations: decided?.citations.map(({ source, says }) => ({ source, says: says ?? "" })) ?? [],
    }),
    [decided],
  );
  const clauses = useMemo(() => {
    const open = view.rights?.open ?? [];
    const byLaw = open.map(({ right, source, says }) => ({ value: `law:${right}`, label: `${source}: ${t.rights.names[right]}`, cited: { source, says } }));
    const byProcedure = (procedure?.clauses ?? []).map(({ number, words, rests_on }) => ({
      value: `clause:${number}`,
      label: `${number}: ${words}`,
      cited: { source: rests_on === "" ? number : `${number} (${rests_on})`, says: words },
    }));
    return { byLaw, byProcedure, all: [...byLaw, ...byProcedure] };
  }, [procedure, view.rights]);
  const data = [
    ...(clauses.byLaw.length > 0 ? [{ group: t.decision.byLaw, items: clauses.byLaw.map(({ value, label }) => ({ value, label })) }] : []),
    { group: procedure?.title ?? view.procedure.title, items: clauses.byProcedure.map(({ value, label }) => ({ value, label })) },
  ];
  return (
    <OwnForm<Values>
      of={view.ref}
      command="decide-case"
      empty={empty}
      submitLabel={t.decision.record}
      fields={["decision", "reasons", "citations"]}
      check={({ decision, reasons, citations }) => [
        ...(decision === "" ? [{ path: "decision", says: t.decision.choose }] : []),
        ...(reasons.trim() === "" ? [{ path: "reasons", says: t.decision.sayWhy }] : []),
        ...(citations.length === 0 ? [{ path: "citations", says: t.decision.cite }] : []),
        ...citations.flatMap(({ source, says }, at) => [
          ...(source.trim() === "" ? [{ path: `citations[${at}].source`, says: t.decision.nameSource }] : []),
          ...(says.trim() === "" ? [{ path: `citations[${at}].says`, says: t.decision.nameSays }] : []),
        ]),
      ]}
      body={({ decision, reasons, citations }) => ({ decision, reasons: reasons.trim(), citations: citations.map(({ source, says }) => ({ source: source.trim(), says: says.trim() })) })}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => {
        const change = (at: number, part: Partial<Cited>) => set({ citations: values.citations.map((cited, index) => (index === at ? { ...cited, ...part } : cited)) });
        return (
          <>
            <Radio.Group label={t.decision.question} withAsterisk value={values.decision} error={fault("decision")} onChange={(decision) => set({ decision: decision })}>
              <Group mt={6} gap="lg">
                {decisions.map((decision) => (
                  <Radio key={decision} value={decision} label={choice("Decision", decision)} />
                ))}
              </Group>
            </Radio.Group>
            <Textarea
              label={t.decision.reasons}
              description={t.decision.reasonsSays}
              withAsterisk
              autosize
              minRows={3}
              maxRows={14}
              maxLength={50_000}
              value={values.reasons}
              error={fault("reasons")}
              onChange={(event) => set({ reasons: event.currentTarget.value })}
            />
            <Fieldset legend={t.decision.restsOn} variant="filled">
              <Stack gap="sm">
                {values.citations.map((cited, at) => (
                  <Group key={at} align="flex-start" gap="sm">
                    <TextInput
                      label={t.decision.source}
                      maxLength={200}
                      value={cited.source}
                      error={fault(`citations[${at}].source`)}
                      onChange={(event) => change(at, { source: event.currentTarget.value })}
                      style={{ flex: "1 1 14rem" }}
                    />
                    <Textarea
                      label={t.decision.whatItSays}
                      autosize
                      minRows={1}
                      maxRows={6}
                      maxLength={50_000}
                      value={cited.says}
                      error={fault(`citations[${at}].says`)}
                      onChange={(event) => change(at, { says: event.currentTarget.value })}
                      style={{ flex: "2 1 18rem" }}
                    />
                    <Button variant="subtle" size="compact-sm" mt={28} aria-label={t.decision.removeCitation(at + 1)} onClick={() => set({ citations: values.citations.filter((_, index) => index !== at) })}>
                      {t.form.remove}
                    </Button>
                  </Group>
                ))}
                <Group align="flex-end" gap="sm">
                  <Select
                    label={t.decision.addClause}
                    placeholder={t.decision.addPlaceholder}
                    data={data}
                    value={null}
                    searchable
                    limit={60}
                    nothingFoundMessage={t.cause.nothingFound}
                    error={fault("citations")}
                    onChange={(value) => {
                      const found = clauses.all.find((clause) => clause.value === value);
                      if (found) set({ citations: [...values.citations, found.cited] });
                    }}
                    style={{ flex: "1 1 20rem" }}
                  />
                  <Button variant="light" onClick={() => set({ citations: [...values.citations, { source: "", says: "" }] })}>
                    {t.decision.other}
                  </Button>
                </Group>
              </Stack>
            </Fieldset>
          </>
        );
      }}
    </OwnForm>
  );
}
