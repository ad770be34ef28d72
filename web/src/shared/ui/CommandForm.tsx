// A form for any command, drawn from the server's description of it. A command with a page of its own has a better one; no
// command is without any.

import { Button, Checkbox, Fieldset, Group, Input, NativeSelect, NumberInput, PasswordInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useId, useMemo, useState, type ReactNode } from "react";
import { type Area, type FieldShape, shapeOf, splitProblem, useCommand } from "../commands";
import { useDraft } from "../drafts";
import { choice, commandName, distance, fieldName, language, words } from "../i18n";
import { CasePicker } from "./CasePicker";
import { focusFirstFault } from "./focusFirstFault";
import { ProblemNote } from "./problems";

/** What a reference may point to on this page: options of the case, its files, colleagues. */
export type Referents = Partial<Record<string, { value: string; label: string }[]>>;
type Values = Record<string, unknown>;

type Props = {
  area: Area;
  of: string;
  command: string;
  seen?: number;
  /** Values that are filled in beforehand; those whose field is hidden are fixed. */
  given?: Values;
  /** What else tells two such forms apart, so that what was typed in one is not found in the other. */
  draft?: string;
  /** Values to begin with; what somebody typed here before goes first. */
  start?: Values;
  /** Fields that are not asked for, because `given` has them or this page does not need them. */
  hidden?: readonly string[];
  referents?: Referents;
  onDone: () => void;
  onCancel?: () => void;
  submitLabel?: string;
  /** Takes what was filled in instead of sending it: for one command to many cases. */
  onBody?: (body: Values) => void;
  /** What the values mean besides: a field that held something and was emptied is to be cleared. */
  also?: (values: Values) => Values;
};

/** What the server says of a field, in its own language; not where that is but the label once more, or a piece of it. */
function explained({ says }: FieldShape, label: string) {
  const bare = (text: string) => text.replace(/( it is)?\.$/, "").toLowerCase();
  return language === "en-GB" && !bare(label).includes(bare(says)) && says !== "" ? says : undefined;
}

const isLong = (field: FieldShape) => (field.most ?? 0) > 1000;

function emptyOf(field: FieldShape): unknown {
  if (field.type === "boolean") return false;
  if (field.type === "array") return [];
  if (field.type === "object" && field.fields) return Object.fromEntries(field.fields.map((inner) => [inner.name, emptyOf(inner)]));
  if (field.name === "currency") return "GBP";
  // How serious, which remedy, who: nothing is chosen until somebody chooses. Only by which way they spoke is mostly the first.
  if (field.name === "channel" && field.required) return field.choices?.[0] ?? "";
  return "";
}

/** Where there is but one thing that a field can mean, it is meant. */
function firstOf(field: FieldShape, referents: Referents): unknown {
  const only = referents[field.name];
  return only?.length === 1 && field.required && field.type !== "array" ? only[0]?.value : emptyOf(field);
}

/** A form's value as the command wants it: what was left empty is left out, times become instants. */
function sent(field: FieldShape, value: unknown): unknown {
  if (field.type === "boolean") return value === true ? true : field.required ? false : undefined;
  if (field.type === "array") {
    const items = (value as unknown[]).map((item) => (field.items ? sent(field.items, item) : item)).filter((item) => item !== undefined);
    return items.length > 0 || field.required ? items : undefined;
  }
  if (field.type === "object" && field.fields) {
    const of = value as Values;
    if (field.of === "Money" && !field.required && of["amount"] === "") return undefined;
    const inner = field.fields.map((part) => [part.name, sent(part, of[part.name])] as const).filter(([, v]) => v !== undefined);
    return inner.length > 0 || field.required ? Object.fromEntries(inner) : undefined;
  }
  if (value === "" || value === undefined || value === null) return undefined;
  if (field.format === "date-time") return new Date(value as string).toISOString();
  if (field.type === "integer" || field.type === "number") return Number(value);
  return value;
}

/** A path of the server, `options[1].cost`, as the form has it. */
const placeOf = (path: string) => path.replace(/\[(\d+)\]/g, ".$1");

/** Nobody's password is written down in a browser. */
const kept = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([name]) => name !== "password"));

/** One draft for each case, command and what the form is about: what was typed for one action is not found at the next. */
export function draftKey(of: string, command: string, given: Values | undefined, hidden: readonly string[], more?: string) {
  const fixed = hidden.map((name) => given?.[name]).filter((value) => typeof value === "string" || typeof value === "number");
  return [of, command, ...fixed, ...(more === undefined ? [] : [more])].join(".");
}

export function CommandForm({ area, of, command, seen, given, draft: more, start, hidden = [], referents = {}, onDone, onCancel, submitLabel, onBody, also }: Props) {
  const shape = shapeOf(command);
  const fields = useMemo(() => (shape?.fields ?? []).filter((field) => !hidden.includes(field.name)), [shape, hidden]);
  const empty = useMemo(
    () => ({ ...Object.fromEntries((shape?.fields ?? []).map((field) => [field.name, firstOf(field, referents)])), ...start, ...given }),
    [shape, given, start, referents],
  );
  const draft = useDraft<Values>(draftKey(of, command, given, hidden, more), empty);
  const [restoredAt, setRestoredAt] = useState(draft.restoredAt);
  const form = useForm<Values>({
    initialValues: { ...empty, ...draft.initial, ...Object.fromEntries(Object.entries(given ?? {}).filter(([name]) => hidden.includes(name))) },
    onValuesChange: (values) => draft.keep(kept(values)),
  });
  const give = useCommand(area, of, command);
  const formId = useId();

  const submit = form.onSubmit((values) => {
    const body = {
      ...Object.fromEntries((shape?.fields ?? []).map((field) => [field.name, sent(field, values[field.name])] as const).filter(([, v]) => v !== undefined)),
      ...also?.(values),
    };
    if (onBody) {
      draft.drop();
      onBody(body);
      return;
    }
    give.mutate(
      { body, ...(seen === undefined ? {} : { seen }) },
      {
        onSuccess: () => {
          draft.drop();
          onDone();
        },
        onError: (problem) => {
          form.setErrors(Object.fromEntries(Object.entries(splitProblem(problem).fields).map(([path, says]) => [placeOf(path), says])));
          focusFirstFault(document.getElementById(formId));
        },
      },
    );
  });

  return (
    <form id={formId} onSubmit={submit} noValidate>
      <Stack gap="md">
        {shape && language === "en-GB" && (
          <Text size="sm" c="dimmed">
            {shape.says}
          </Text>
        )}
        {restoredAt && (
          <Group gap="xs">
            <Text size="sm" role="status">
              {words.ui.draftRestored(distance(restoredAt))}
            </Text>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                draft.drop();
                form.setValues(empty);
                form.clearErrors();
                setRestoredAt(undefined);
              }}
            >
              {words.ui.startAfresh}
            </Button>
          </Group>
        )}
        {fields.map((field, index) => (
          <Field key={field.name} field={field} path={field.name} of={of} form={form} referents={referents} first={index === 0} />
        ))}
        <ProblemNote problem={give.error} shown={fields.map(({ name }) => name)} />
        <Group justify="flex-end">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {words.ui.cancel}
            </Button>
          )}
          <Button type="submit" loading={give.isPending} {...(fields.length === 0 ? { "data-autofocus": true } : {})}>
            {submitLabel ?? commandName(command)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type FieldProps = {
  /** What the command is for. */
  of: string;
  field: FieldShape;
  path: string;
  form: ReturnType<typeof useForm<Values>>;
  referents: Referents;
  first?: boolean;
};

function Field({ of, field, path, form, referents, first }: FieldProps) {
  const id = useId();
  const label = fieldName(field.name);
  const common = { id, label, description: explained(field, label), withAsterisk: field.required, ...(first ? { "data-autofocus": true } : {}) };
  const known = referents[field.name];
  const key = form.key(path);

  if (known && field.type !== "array") {
    // Nothing is chosen until somebody chooses, required or not.
    return <NativeSelect key={key} {...common} data={[{ value: "", label: "–" }, ...known]} {...form.getInputProps(path)} />;
  }
  if (known && field.type === "array") {
    return (
      <Checkbox.Group key={key} {...common} {...form.getInputProps(path)}>
        <Stack gap={6} mt={6}>
          {known.map(({ value, label: says }) => (
            <Checkbox key={value} value={value} label={says} />
          ))}
          {known.length === 0 && <Text size="sm">{words.ui.nothing}</Text>}
        </Stack>
      </Checkbox.Group>
    );
  }
  if (field.type === "choice") {
    const data = (field.choices ?? []).map((value) => ({ value, label: choice(field.of ?? "", value) }));
    return <NativeSelect key={key} {...common} data={field.name === "channel" && field.required ? data : [{ value: "", label: "–" }, ...data]} {...form.getInputProps(path)} />;
  }
  if (field.type === "boolean") {
    return <Checkbox key={key} {...common} {...form.getInputProps(path, { type: "checkbox" })} />;
  }
  if (field.of === "Money" && field.fields) {
    const amount = form.getInputProps(`${path}.amount`) as { error?: ReactNode };
    return (
      <Group key={key} align="flex-end" gap="sm">
        {/* What is wrong stands above the sum, so that it stays in line with its currency. */}
        <TextInput {...common} inputMode="decimal" maxLength={20} style={{ flex: "1 1 12rem" }} maw="20rem" inputWrapperOrder={["label", "description", "error", "input"]} {...amount} error={amount.error ?? form.errors[path]} />
        <TextInput label={fieldName("currency")} maxLength={3} w="7rem" {...form.getInputProps(`${path}.currency`)} />
      </Group>
    );
  }
  if (field.type === "object" && field.fields) {
    return (
      <Fieldset key={key} legend={label} variant="filled">
        <Stack gap="sm">
          {explained(field, label) && (
            <Text size="xs" c="dimmed">
              {explained(field, label)}
            </Text>
          )}
          <GroupFault says={form.errors[path]} />
          {field.fields.map((inner) => (
            <Field key={inner.name} field={inner} path={`${path}.${inner.name}`} of={of} form={form} referents={referents} />
          ))}
        </Stack>
      </Fieldset>
    );
  }
  if (field.type === "array" && field.items) return <ItemsField field={field} path={path} of={of} form={form} referents={referents} />;
  // The example says what kind of reference it is.
  if (typeof field.example === "string" && /^C-\d+$/.test(field.example)) {
    const { value, error, onChange } = form.getInputProps(path) as { value: string; error?: ReactNode; onChange: (value: string) => void };
    return <CasePicker key={key} {...common} of={of} value={value} error={error} onChange={onChange} />;
  }
  if (field.type === "integer" || field.type === "number") {
    return <NumberInput key={key} {...common} min={field.min ?? 0} max={field.max ?? Number.MAX_SAFE_INTEGER} {...form.getInputProps(path)} />;
  }
  if (field.format === "date-time") {
    return <TextInput key={key} {...common} type="datetime-local" {...form.getInputProps(path)} />;
  }
  if (field.name === "password") return <PasswordInput key={key} {...common} autoComplete="new-password" {...form.getInputProps(path)} />;
  if (field.format === "date") return <TextInput key={key} {...common} type="date" {...form.getInputProps(path)} />;
  if (isLong(field)) {
    return <Textarea key={key} {...common} autosize minRows={3} maxRows={14} maxLength={field.most ?? 50_000} {...form.getInputProps(path)} />;
  }
  return <TextInput key={key} {...common} maxLength={field.most ?? 200} {...form.getInputProps(path)} />;
}

/** What is wrong with a group as a whole, where no single field can say it. */
function GroupFault({ says }: { says: ReactNode }) {
  if (!says) return null;
  return (
    <Input.Error role="alert" data-error="true" tabIndex={-1}>
      {says}
    </Input.Error>
  );
}

function ItemsField({ of, field, path, form, referents }: FieldProps) {
  const items = ((form.getInputProps(path) as { value?: unknown[] }).value ?? []);
  const shape = field.items;
  if (!shape) return null;
  const label = fieldName(field.name);
  return (
    <Fieldset legend={label} variant="filled">
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {explained(field, label)}
        </Text>
        <GroupFault says={form.errors[path]} />
        {items.map((_, index) => (
          <Group key={index} align="flex-end" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <Field field={{ ...shape, name: shape.name || field.name }} path={`${path}.${index}`} of={of} form={form} referents={referents} />
            </div>
            <Button variant="subtle" size="compact-sm" onClick={() => form.removeListItem(path, index)} aria-label={`${words.ui.remove}: ${label} ${index + 1}`}>
              {words.ui.remove}
            </Button>
          </Group>
        ))}
        <div>
          <Button variant="light" size="compact-sm" onClick={() => form.insertListItem(path, emptyOf(shape))}>
            {words.ui.add}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}
