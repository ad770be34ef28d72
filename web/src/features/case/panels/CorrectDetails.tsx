// What was logged, to be put right: the words, the facts, and the template's questions as the procedure asks them.

import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type SubmitEvent, useMemo, useRef, useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { choice, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { localValue } from "../composer/nextNews";
import { askedFields, corrections, detailsOf, type Details } from "../corrections";
import { DraftNote } from "../DraftNote";
import { t } from "../messages";

type Field = Schemas["FieldView"];
type Props = { view: Schemas["CaseView"]; fields: readonly Field[]; onClose: () => void };

const kinds = ["complaint", "problem"] as const;
const channels = ["telephone", "email", "letter", "web", "portal", "in_person", "chat", "social_media", "text", "fax", "referral", "unknown"] as const;
// Fields that say their own fault.
const shown = ["kind", "channel", "received_at", "subject", "words", "remedy_sought", "product", "category", "answers", "attributes", "reason"];

export function CorrectDetails({ view, fields, onClose }: Props) {
  const before = useMemo(() => detailsOf(view.state, fields, localValue), [view.state, fields]);
  const draft = useDraft(`${view.ref}.correct-detail.form`, { details: before, reason: "" });
  const [value, setValue] = useState(draft.initial);
  const [restoredAt, setRestoredAt] = useState(draft.restoredAt);
  const [idle, setIdle] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const give = useCommand("cases", view.ref, "correct-detail");
  const faults = splitProblem(give.error).fields;
  const { details, reason } = value;
  const keep = (next: typeof value) => {
    setValue(next);
    draft.keep(next);
    setIdle(false);
  };
  const change = (part: Partial<Details>) => keep({ ...value, details: { ...details, ...part } });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const changed = corrections(before, details);
    if (Object.keys(changed).length === 0) {
      setIdle(true);
      return;
    }
    give.mutate(
      { body: { ...changed, reason }, seen: view.version },
      {
        onSuccess: () => {
          draft.drop();
          onClose();
        },
        onError: () => focusFirstFault(form.current),
      },
    );
  };
  const cancel = () => {
    // Nothing was changed, so there is nothing to keep either.
    if (Object.keys(corrections(before, details)).length === 0 && reason === "") draft.drop();
    onClose();
  };
  const asked = askedFields(fields, { answers: details.answers, attributes: view.state.attributes });
  const stood = before.attributes.length;
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t.identify.correctSays}
        </Text>
        <DraftNote
          at={restoredAt}
          onAfresh={() => {
            draft.drop();
            setValue({ details: before, reason: "" });
            setRestoredAt(undefined);
          }}
        />
        <TextInput
          label={t.identify.subject}
          maxLength={200}
          autoFocus
          value={details.subject}
          error={faults["subject"]}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={t.identify.words}
          autosize
          minRows={3}
          maxRows={14}
          maxLength={50_000}
          value={details.words}
          error={faults["words"]}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
        <Textarea
          label={t.identify.remedy}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={50_000}
          value={details.remedy_sought}
          error={faults["remedy_sought"]}
          onChange={(event) => change({ remedy_sought: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <TextInput label={t.identify.product} maxLength={200} value={details.product} error={faults["product"]} onChange={(event) => change({ product: event.currentTarget.value })} />
          <TextInput label={t.identify.category} maxLength={200} value={details.category} error={faults["category"]} onChange={(event) => change({ category: event.currentTarget.value })} />
          <NativeSelect
            label={t.identify.kind}
            value={details.kind}
            error={faults["kind"]}
            onChange={(event) => change({ kind: event.currentTarget.value })}
            data={kinds.map((one) => ({ value: one, label: choice("Kind", one) }))}
          />
          <NativeSelect
            label={t.identify.channel}
            value={details.channel}
            error={faults["channel"]}
            onChange={(event) => change({ channel: event.currentTarget.value })}
            data={channels.map((one) => ({ value: one, label: choice("Channel", one) }))}
          />
          <TextInput
            type="datetime-local"
            label={t.identify.received}
            value={details.received_at}
            error={faults["received_at"]}
            onChange={(event) => change({ received_at: event.currentTarget.value })}
          />
        </SimpleGrid>
        {asked.length > 0 && (
          <Fieldset legend={t.identify.template} variant="filled">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
              {asked.map((field) => (
                <AnswerInput
                  key={field.id}
                  field={field}
                  value={details.answers[field.id] ?? ""}
                  error={faults[`answers.${field.id}`] ?? faults[`attributes.${field.id}`]}
                  onChange={(answer) => change({ answers: { ...details.answers, [field.id]: answer } })}
                />
              ))}
            </SimpleGrid>
          </Fieldset>
        )}
        <Fieldset legend={t.identify.attributes} variant="filled">
          <Stack gap="xs">
            {details.attributes.map(({ name, value: fact }, at) => {
              const put = (part: Partial<{ name: string; value: string }>) => change({ attributes: details.attributes.map((one, n) => (n === at ? { ...one, ...part } : one)) });
              return (
                <Group key={at} align="flex-end" wrap="nowrap" gap="xs">
                  <TextInput style={{ flex: 1 }} label={t.identify.fact} maxLength={64} readOnly={at < stood} value={name} onChange={(event) => put({ name: event.currentTarget.value })} />
                  <TextInput
                    style={{ flex: 1 }}
                    label={t.identify.value}
                    maxLength={200}
                    value={fact}
                    error={faults[`attributes.${name}`]}
                    onChange={(event) => put({ value: event.currentTarget.value })}
                  />
                  {/* What stood once is corrected, not taken away. */}
                  {at >= stood && (
                    <Button size="compact-sm" variant="subtle" aria-label={`${words.ui.remove}: ${name}`} onClick={() => change({ attributes: details.attributes.filter((_, n) => n !== at) })}>
                      {words.ui.remove}
                    </Button>
                  )}
                </Group>
              );
            })}
            <div>
              <Button size="compact-sm" variant="light" onClick={() => change({ attributes: [...details.attributes, { name: "", value: "" }] })}>
                {t.identify.addFact}
              </Button>
            </div>
          </Stack>
        </Fieldset>
        <Textarea
          label={t.identify.why}
          placeholder={t.identify.whyPlaceholder}
          required
          autosize
          minRows={2}
          maxLength={50_000}
          value={reason}
          error={faults["reason"]}
          onChange={(event) => keep({ ...value, reason: event.currentTarget.value })}
        />
        {idle && (
          <Text size="sm" role="alert">
            {t.identify.nothingChanged}
          </Text>
        )}
        <ProblemNote problem={give.error} shown={shown} />
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {words.ui.cancel}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {t.identify.saveCorrection}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type AnswerProps = { field: Field; value: string; error: string | undefined; onChange: (value: string) => void };
function AnswerInput({ field, value, error, onChange }: AnswerProps) {
  const common = { label: field.title, description: field.help || undefined, withAsterisk: field.required, error, value };
  switch (field.type) {
    case "prose":
      return <Textarea {...common} autosize minRows={2} maxRows={10} maxLength={50_000} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "yes_no":
      return (
        <NativeSelect
          {...common}
          data={[
            { value: "", label: "–" },
            { value: "yes", label: words.ui.yes },
            { value: "no", label: words.ui.no },
          ]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "choice":
      return (
        <NativeSelect
          {...common}
          data={[{ value: "", label: "–" }, ...field.choices.map((one) => ({ value: one, label: one.replaceAll("-", " ") }))]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "date":
      return <TextInput {...common} type="date" onChange={(event) => onChange(event.currentTarget.value)} />;
    case "number":
    case "money":
      return <TextInput {...common} inputMode="decimal" onChange={(event) => onChange(event.currentTarget.value)} />;
    case "text":
      return <TextInput {...common} maxLength={200} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
