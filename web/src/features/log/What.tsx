import { Autocomplete, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { choice } from "@/shared/i18n";
import { GrowingText } from "@/shared/ui/GrowingText";
import { Choices } from "./Choices";
import { useUsualWords } from "./data";
import { answersOf, channels, emotions, factsOf, isLive, type Channel } from "./form";
import { t } from "./messages";
import { Section } from "./Section";
import { useFault, useField, useForm, useValue } from "./store";
import { asked, prefill, stillAsked } from "./template";
import { useProcedure } from "./useProcedure";
import classes from "./log.module.css";

export function What({ keys }: { keys: string }) {
  return (
    <Section id="what" title={t.sections.what} keys={keys}>
      <KindAndChannel />
      <Emotions />
      <Line name="subject" label={t.what.subject} most={200} required />
      <Long name="words" label={t.what.words} hint={t.what.wordsHint} path="words" />
      <Long name="remedy" label={t.what.remedy} hint={t.what.remedyHint} path="remedy_sought" rows={2} />
      <About />
    </Section>
  );
}

function KindAndChannel() {
  const kind = useField("kind");
  const channel = useField("channel");
  const received = useField("receivedAt", "received_at");
  return (
    <>
      <div className={classes["row"]}>
        <Choices
          legend={t.what.kind}
          value={kind.value}
          options={(["complaint", "problem"] as const).map((value) => ({ value, label: t.what.kinds[value] }))}
          onChange={kind.set}
        />
        <NativeSelect
          label={t.what.channel}
          value={channel.value}
          error={channel.error}
          data={channels.map((value) => ({ value, label: choice("Channel", value) }))}
          onChange={(event) => channel.set(event.currentTarget.value as Channel)}
        />
      </div>
      <div className={classes["row"]} hidden={isLive(channel.value) && received.value === "" && received.error === undefined}>
        {(!isLive(channel.value) || received.value !== "" || received.error !== undefined) && (
          <TextInput
            type="datetime-local"
            label={t.what.received}
            description={t.what.receivedHint}
            value={received.value}
            error={received.error}
            onChange={(event) => received.set(event.currentTarget.value)}
          />
        )}
      </div>
    </>
  );
}

function Emotions() {
  const emotion = useField("emotion");
  return (
    <Choices
      legend={t.what.emotion}
      value={emotion.value}
      options={emotions.map((value) => ({ value, label: choice("Emotion", value) }))}
      onChange={emotion.set}
    />
  );
}

function Line({ name, label, most, required }: { name: "subject"; label: string; most: number; required?: boolean }) {
  const { value, set, error } = useField(name);
  return (
    <TextInput label={label} value={value} error={error} maxLength={most} withAsterisk={required} autoComplete="off" onChange={(event) => set(event.currentTarget.value)} />
  );
}

type LongProps = { name: "words" | "remedy" | "actAtOnce"; path: string; label: string; hint?: string; rows?: number };
export function Long({ name, path, label, hint, rows = 3 }: LongProps) {
  const { value, set, error } = useField(name, path);
  return (
    <GrowingText
      label={label}
      description={hint}
      value={value}
      error={error}
      minRows={rows}
      maxRows={14}
      maxLength={50_000}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

// A list drawn where its field is, and not at the end of the page, stays within the page's landmarks.
const inPlace = { withinPortal: false };

function About() {
  const product = useField("product");
  const category = useField("category");
  const procedure = useField("procedure");
  const { inForce, likely, shown } = useProcedure();
  const usual = useUsualWords(inForce);
  return (
    <>
      <div className={classes["row"]}>
        <Autocomplete
          label={t.what.product}
          value={product.value}
          error={product.error}
          data={usual.products}
          comboboxProps={inPlace}
          limit={8}
          maxLength={200}
          onChange={product.set}
        />
        <Autocomplete
          label={t.what.category}
          value={category.value}
          error={category.error}
          data={usual.categories}
          comboboxProps={inPlace}
          limit={8}
          maxLength={200}
          onChange={category.set}
        />
      </div>
      {inForce.length > 1 && (
        <NativeSelect
          label={t.what.procedure}
          description={shown ? t.what.why(shown.applies.says) : undefined}
          value={procedure.value}
          error={procedure.error}
          data={[
            { value: "", label: likely ? t.what.fitsLikely(likely.title) : t.what.fits },
            ...inForce.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(event) => procedure.set(event.currentTarget.value)}
        />
      )}
      <Template />
    </>
  );
}

function Template() {
  const { known, shown } = useProcedure();
  const form = useValue((values) => values);
  const fields = asked(known.fields, factsOf(form, known), form.answers);
  if (!shown || fields.length === 0) return null;
  const open = stillAsked(fields, answersOf(form, known));
  return (
    <div className={classes["card"]} role="group" aria-label={t.sections.template}>
      <Stack gap="sm">
        <Text fw={600} size="sm">
          {t.sections.template}: {shown.title}
        </Text>
        <div className={classes["row"]}>
          {fields.map((field) => (
            <Answer key={field.id} field={field} known={prefill(field, form, known.customer)} />
          ))}
        </div>
        {open.length > 0 && (
          <Text size="xs" c="dimmed">
            {t.what.stillAsked(open.join(", "))}
          </Text>
        )}
      </Stack>
    </div>
  );
}

function Answer({ field, known }: { field: Schemas["FieldView"]; known: string }) {
  const form = useForm();
  const { error, clear } = useFault(`answers.${field.id}`);
  const value = useValue((values) => values.answers[field.id]) ?? known;
  const set = (answer: string) => {
    clear();
    form.set({ answers: { ...form.get().answers, [field.id]: answer } });
  };
  const common = {
    label: field.title,
    description: [field.help, field.required ? t.what.required : ""].filter(Boolean).join(" · ") || undefined,
    error,
    value,
    autoComplete: "off",
  };
  if (field.type === "choice" || field.type === "yes_no") {
    const options =
      field.type === "yes_no"
        ? [{ value: "yes", label: t.what.yes }, { value: "no", label: t.what.no }]
        : field.choices.map((one) => ({ value: one, label: one.replaceAll("-", " ") }));
    return <NativeSelect {...common} data={[{ value: "", label: "–" }, ...options]} onChange={(event) => set(event.currentTarget.value)} />;
  }
  if (field.type === "prose") {
    return <GrowingText {...common} minRows={2} maxRows={10} maxLength={50_000} onChange={(event) => set(event.currentTarget.value)} />;
  }
  return (
    <TextInput
      {...common}
      type={field.type === "date" ? "date" : "text"}
      inputMode={field.type === "number" || field.type === "money" ? "decimal" : undefined}
      leftSection={field.type === "money" ? "£" : undefined}
      maxLength={field.type === "text" ? 2000 : 40}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
