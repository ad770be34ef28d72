// One option: what it is, what it costs, how long it takes, and what it means for the customer. New, or changed with a reason.

import { Group, NativeSelect, NumberInput, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useMemo } from "react";
import type { Schemas } from "@/shared/api/client";
import { choice, fieldName, words } from "@/shared/i18n";
import { t } from "./messages";
import { OwnForm } from "./OwnForm";
import type { Option } from "./ranking";

type Values = { remedy: Schemas["RemedyKind"]; title: string; details: string; amount: string; currency: string; days: string | number; customer_impact: string; entitlement: string; reason: string };
const remedies = Object.keys(words.choices["RemedyKind"] ?? {}) as Schemas["RemedyKind"][];

export function OptionForm({ of, option, onClose }: { of: string; option: Option | undefined; onClose: () => void }) {
  const terms = option?.terms;
  const empty = useMemo<Values>(
    () => ({
      remedy: terms?.remedy ?? "apology",
      title: terms?.title ?? "",
      details: terms?.details ?? "",
      amount: terms?.cost?.amount ?? "",
      currency: terms?.cost?.currency ?? "GBP",
      days: terms?.days ?? "",
      customer_impact: terms?.customer_impact ?? "",
      entitlement: terms?.entitlement ?? "",
      reason: "",
    }),
    [terms],
  );
  return (
    <OwnForm<Values>
      key={option?.id ?? "new"}
      of={of}
      command={option ? "amend-option" : "add-option"}
      draft={option ? `${of}.amend-option.${option.id}` : `${of}.add-option.own`}
      empty={empty}
      fields={["terms.remedy", "terms.title", "terms.details", "terms.cost", "terms.days", "terms.customer_impact", "terms.entitlement", "reason"]}
      check={({ title, days, reason }) => [
        ...(title.trim() === "" ? [{ path: "terms.title", says: t.option.needsTitle }] : []),
        ...(days === "" ? [{ path: "terms.days", says: t.option.needsDays }] : []),
        ...(option && reason.trim() === "" ? [{ path: "reason", says: t.option.needsReason }] : []),
      ]}
      body={({ remedy, title, details, amount, currency, days, customer_impact, entitlement, reason }) => ({
        ...(option ? { option: option.id, reason: reason.trim() } : {}),
        terms: {
          remedy,
          title: title.trim(),
          days: Number(days),
          ...(amount.trim() === "" ? {} : { cost: { amount: amount.trim(), currency } }),
          ...(details.trim() === "" ? {} : { details: details.trim() }),
          ...(customer_impact.trim() === "" ? {} : { customer_impact: customer_impact.trim() }),
          ...(entitlement.trim() === "" ? {} : { entitlement: entitlement.trim() }),
        },
      })}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => (
        <>
          <Title order={4}>{option ? t.option.amend(option.id) : t.option.add}</Title>
          {option && (
            <Text size="sm" c="dimmed">
              {t.option.amendSays}
            </Text>
          )}
          <Group align="flex-start">
            <TextInput
              label={t.option.title}
              withAsterisk
              maxLength={200}
              value={values.title}
              error={fault("terms.title")}
              onChange={(event) => set({ title: event.currentTarget.value })}
              style={{ flex: "2 1 18rem" }}
            />
            <NativeSelect
              label={fieldName("remedy")}
              data={remedies.map((value) => ({ value, label: choice("RemedyKind", value) }))}
              value={values.remedy}
              error={fault("terms.remedy")}
              onChange={(event) => set({ remedy: event.currentTarget.value as Values["remedy"] })}
            />
          </Group>
          <Group align="flex-start">
            <TextInput
              label={t.option.cost}
              description={t.option.costSays}
              inputMode="decimal"
              leftSection={<Text size="sm">{values.currency === "GBP" ? "£" : values.currency}</Text>}
              value={values.amount}
              error={fault("terms.cost") ?? fault("terms.cost.amount")}
              onChange={(event) => set({ amount: event.currentTarget.value })}
              w="12rem"
            />
            <NumberInput
              label={t.option.days}
              description={t.option.daysSays}
              withAsterisk
              min={0}
              max={3650}
              allowDecimal={false}
              value={values.days}
              error={fault("terms.days")}
              onChange={(days) => set({ days })}
              w="12rem"
            />
          </Group>
          <Textarea label={fieldName("customer_impact")} description={t.option.impactSays} autosize minRows={2} maxRows={8} maxLength={50_000} value={values.customer_impact} error={fault("terms.customer_impact")} onChange={(event) => set({ customer_impact: event.currentTarget.value })} />
          <Textarea label={t.option.details} autosize minRows={2} maxRows={8} maxLength={50_000} value={values.details} error={fault("terms.details")} onChange={(event) => set({ details: event.currentTarget.value })} />
          <Textarea label={t.option.entitlement} autosize minRows={1} maxRows={8} maxLength={50_000} value={values.entitlement} error={fault("terms.entitlement")} onChange={(event) => set({ entitlement: event.currentTarget.value })} />
          {option && (
            <Textarea label={t.option.reason} withAsterisk autosize minRows={1} maxRows={8} maxLength={50_000} value={values.reason} error={fault("reason")} onChange={(event) => set({ reason: event.currentTarget.value })} />
          )}
        </>
      )}
    </OwnForm>
  );
}
