// What the law gives this customer today, until when, and who must prove what; and the form of the facts it rests on.

import { ActionIcon, Button, Checkbox, Fieldset, Group, List, NativeSelect, NumberInput, Stack, Table, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { choice, fieldName, longDay, words } from "@/shared/i18n";
import { CommandButton } from "@/shared/ui/CommandButton";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import { OwnForm } from "./OwnForm";
import css from "./panels.module.css";
import { Empty, Section } from "./parts";
import { emptyQuestion, fieldsOf, toQuestion, type Answers, type Attempt } from "./rightsQuestion";
import { useFormPlace } from "./useFormPlace";

type Props = { view: Schemas["CaseView"] };

/** A day of the calendar, wherever the reader is. */
const dayOf = (date: string) => longDay(new Date(`${date}T12:00:00`));

export function Rights({ view }: Props) {
  const form = useFormPlace("assess-rights");
  const { rights } = view;
  return (
    <Section
      title={t.rights.title}
      says={t.rights.says}
      place={form.place}
      aside={
        !form.open && (
          <CommandButton size="xs" variant="light" command="assess-rights" label={rights ? t.rights.again : t.rights.assess} guide={view.guide} onGive={form.show} />
        )
      }
    >
      {form.open ? <RightsForm view={view} onClose={form.close} /> : rights ? <Standing view={view} rights={rights} /> : <Empty>{t.rights.none}</Empty>}
    </Section>
  );
}

function Standing({ view, rights }: Props & { rights: Schemas["CaseRights"] }) {
  const question = view.state.round.rights;
  const asked = JSON.stringify(question ?? null);
  // The case says what is open and who must prove what; the full answer to the same question says besides what to mind.
  const answer = useQuery({
    queryKey: ["rights", rights.today, asked],
    queryFn: () => bodyOf(api.POST("/api/v1/rights", { params: { query: { today: rights.today } }, body: JSON.parse(asked) as Schemas["RightsQuestionInput"] })),
    enabled: question !== undefined,
    staleTime: Infinity,
  });
  const missing = rights.missing;
  return (
    <Stack gap="sm">
      <Text size="sm">{rights.says}</Text>
      {rights.open.length > 0 && (
        <div className={css["scroll"]} tabIndex={0} role="region" aria-label={t.rights.openTitle}>
          <Table verticalSpacing="xs" miw={460}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t.rights.remedy}</Table.Th>
                <Table.Th scope="col">{t.rights.last}</Table.Th>
                <Table.Th scope="col">{t.rights.proof}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rights.open.map((open) => {
                const { proof } = open;
                return (
                  <Table.Tr key={open.right} style={{ verticalAlign: "top" }}>
                    <Table.Th scope="row" fw={600}>
                      {t.rights.names[open.right]}
                      <Text size="xs" c="dimmed" fw={400}>
                        {open.says}
                      </Text>
                      <Text size="xs" fw={500}>
                        {open.source}
                      </Text>
                      {!open.verified && (
                        <Text size="xs" style={{ color: "var(--soon)" }}>
                          {t.rights.unverified}
                        </Text>
                      )}
                    </Table.Th>
                    <Table.Td className="num">{open.last === undefined ? t.rights.noLast : dayOf(open.last)}</Table.Td>
                    <Table.Td>
                      {t.rights.must[proof.who]}
                      <Text size="xs" c="dimmed">
                        {proof.says}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <ProblemNote problem={answer.error} again={() => void answer.refetch()} />
      {missing.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t.rights.missing}
          </Text>
          <List size="sm">
            {missing.map(({ field, says }) => (
              <List.Item key={field + says}>{says}</List.Item>
            ))}
          </List>
        </div>
      )}
      {(answer.data?.cautions ?? []).length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t.rights.cautions}
          </Text>
          <List size="sm">
            {answer.data?.cautions.map((says) => (
              <List.Item key={says}>{says}</List.Item>
            ))}
          </List>
        </div>
      )}
      <Text size="xs" c="dimmed">
        {t.rights.asOf(dayOf(rights.today))}
      </Text>
    </Stack>
  );
}

function RightsForm({ view, onClose }: Props & { onClose: () => void }) {
  const known = view.state.round.rights;
  const empty = useMemo(() => emptyQuestion(known), [known]);
  const choices = (of: string, blank: boolean) => [
    ...(blank ? [{ value: "", label: "–" }] : []),
    ...Object.entries(words.choices[of] ?? {}).map(([value, label]) => ({ value, label })),
  ];
  return (
    <OwnForm<Answers>
      of={view.ref}
      command="assess-rights"
      empty={empty}
      submitLabel={t.rights.record}
      fields={["question"]}
      body={(values) => ({ question: toQuestion(values) })}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => {
        const asks = fieldsOf(values);
        const date = (name: "owned" | "delivered" | "installed" | "performed" | "fault_shown" | "limit_agreed" | "rejected" | "refund_agreed") =>
          asks.has(name) && (
            <TextInput
              key={name}
              type="date"
              label={fieldName(name)}
              value={values[name]}
              error={fault(`question.${name}`)}
              onChange={(event) => set({ [name]: event.currentTarget.value })}
              w="12rem"
            />
          );
        const tick = (name: "installation_required" | "motor_vehicle" | "device_damaged" | "repair_ruled_out" | "replacement_ruled_out" | "repeat_ruled_out") =>
          asks.has(name) && (
            <Checkbox key={name} label={fieldName(name)} checked={values[name]} error={fault(`question.${name}`)} onChange={(event) => set({ [name]: event.currentTarget.checked })} />
          );
        return (
          <>
            <Text size="sm" c="dimmed">
              {t.rights.formSays}
            </Text>
            <Group align="flex-start">
              <NativeSelect
                label={t.rights.kind}
                data={choices("ContractKind", false)}
                value={values.kind}
                error={fault("question.kind")}
                onChange={(event) => set({ kind: event.currentTarget.value as Answers["kind"] })}
              />
              <NativeSelect
                label={fieldName("faulty_part")}
                data={choices("FaultyPart", true)}
                value={values.faulty_part}
                error={fault("question.faulty_part")}
                onChange={(event) => set({ faulty_part: event.currentTarget.value as Answers["faulty_part"] })}
              />
              <TextInput
                label={t.rights.price}
                inputMode="decimal"
                leftSection={<Text size="sm">{values.currency === "GBP" ? "£" : values.currency}</Text>}
                value={values.price}
                error={fault("question.price") ?? fault("question.price.amount")}
                onChange={(event) => set({ price: event.currentTarget.value })}
                w="9rem"
              />
            </Group>
            <Group align="flex-start">
              {date("delivered")}
              {date("performed")}
              {date("fault_shown")}
              {date("owned")}
              {date("installed")}
            </Group>
            <Group gap="lg">
              {tick("installation_required")}
              {tick("motor_vehicle")}
              {tick("device_damaged")}
              {tick("repair_ruled_out")}
              {tick("replacement_ruled_out")}
              {tick("repeat_ruled_out")}
            </Group>
            <Attempts attempts={values.attempts} onChange={(attempts) => set({ attempts })} fault={fault} />
            <Group align="flex-start">
              {date("rejected")}
              {date("limit_agreed")}
              {date("refund_agreed")}
              {asks.has("perishable_days") && (
                <NumberInput
                  label={fieldName("perishable_days")}
                  min={1}
                  max={3650}
                  allowDecimal={false}
                  value={values.perishable_days}
                  error={fault("question.perishable_days")}
                  onChange={(days) => set({ perishable_days: String(days) })}
                  w="12rem"
                />
              )}
            </Group>
          </>
        );
      }}
    </OwnForm>
  );
}

function Attempts({ attempts, onChange, fault }: { attempts: Attempt[]; onChange: (attempts: Attempt[]) => void; fault: (path: string) => string | undefined }) {
  const change = (at: number, part: Partial<Attempt>) => onChange(attempts.map((attempt, index) => (index === at ? { ...attempt, ...part } : attempt)));
  return (
    <Fieldset legend={fieldName("attempts")} variant="filled">
      <Stack gap="sm">
        {attempts.map((attempt, at) => (
          <Group key={at} align="flex-end" gap="sm">
            <NativeSelect
              label={t.rights.attempt(at + 1)}
              data={Object.entries(words.choices["AttemptKind"] ?? {}).map(([value, label]) => ({ value, label }))}
              value={attempt.kind}
              onChange={(event) => change(at, { kind: event.currentTarget.value as Attempt["kind"] })}
            />
            <TextInput type="date" label={fieldName("requested")} value={attempt.requested} error={fault(`question.attempts[${at}].requested`)} onChange={(event) => change(at, { requested: event.currentTarget.value })} />
            <TextInput type="date" label={fieldName("received_back")} value={attempt.received_back} error={fault(`question.attempts[${at}].received_back`)} onChange={(event) => change(at, { received_back: event.currentTarget.value })} />
            <NativeSelect
              label={t.rights.outcome}
              data={[{ value: "", label: "–" }, ...Object.keys(words.choices["AttemptOutcome"] ?? {}).map((value) => ({ value, label: choice("AttemptOutcome", value) }))]}
              value={attempt.outcome}
              error={fault(`question.attempts[${at}].outcome`)}
              onChange={(event) => change(at, { outcome: event.currentTarget.value as Attempt["outcome"] })}
            />
            <ActionIcon variant="subtle" size="lg" aria-label={t.rights.removeAttempt(at + 1)} onClick={() => onChange(attempts.filter((_, index) => index !== at))}>
              ×
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button variant="light" size="compact-sm" onClick={() => onChange([...attempts, { kind: "repair", requested: "", received_back: "", outcome: "" }])}>
            {t.rights.addAttempt}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}
