// The note of a call or any other exchange: what was said, the four steps towards an upset person, and the next news.

import { Button, Checkbox, CloseButton, Fieldset, Group, Input, NativeSelect, SegmentedControl, SimpleGrid, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { type SubmitEvent, useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { choice, moment } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import classes from "../case.module.css";
import { useCase } from "../caseContext";
import { ChangedMeanwhile } from "../CommandDialog";
import { DraftNote } from "../DraftNote";
import { t } from "../messages";
import { newsBody, NextNews, noNews, type News } from "./NextNews";

type Note = {
  direction: "from_customer" | "to_customer";
  channel: string;
  at: string;
  notReached: boolean;
  summary: string;
  heard: boolean;
  empathised: boolean;
  apologised: boolean;
  took_ownership: boolean;
  news: News;
};
const empty: Note = {
  direction: "to_customer",
  channel: "telephone",
  at: "",
  notReached: false,
  summary: "",
  heard: false,
  empathised: false,
  apologised: false,
  took_ownership: false,
  news: noNews,
};
const channels = ["telephone", "email", "letter", "in_person", "chat", "text", "social_media", "portal", "web", "fax"] as const;
const steps = [
  { name: "heard", label: t.note.heard, cue: t.note.heardCue },
  { name: "empathised", label: t.note.empathised, cue: t.note.empathisedCue },
  { name: "apologised", label: t.note.apologised, cue: t.note.apologisedCue },
  { name: "took_ownership", label: t.note.owned, cue: t.note.ownedCue },
] as const;
// Fields that say their own fault.
const shown = ["direction", "channel", "at", "summary", "next_news_by", "next_news_about", "no_news_because"];

export function CallNote({ onClose, onSaved }: { onClose: () => void; onSaved: () => void }) {
  const { view } = useCase();
  const draft = useDraft<Note>(`${view.ref}.record-contact.note`, empty);
  const [restoredAt, setRestoredAt] = useState(draft.restoredAt);
  const [note, setNote] = useState(draft.initial);
  const form = useRef<HTMLFormElement>(null);
  const give = useCommand("cases", view.ref, "record-contact");
  const faults = splitProblem(give.error).fields;
  const change = (part: Partial<Note>) => {
    const next = { ...note, ...part };
    setNote(next);
    draft.keep(next);
  };
  const outward = note.direction === "to_customer";
  const reached = !(outward && note.notReached);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { heard, empathised, apologised, took_ownership } = note;
    const heat = heard || empathised || apologised || took_ownership;
    give.mutate(
      {
        body: {
          direction: note.direction,
          channel: note.channel,
          ...(note.at === "" ? {} : { at: new Date(note.at).toISOString() }),
          ...(reached ? {} : { not_reached: true }),
          summary: note.summary,
          ...(reached && heat ? { heat: { heard, empathised, apologised, took_ownership } } : {}),
          ...newsBody(note.news),
        },
        seen: view.version,
      },
      {
        onSuccess: () => {
          draft.drop();
          onSaved();
        },
        onError: () => focusFirstFault(form.current),
      },
    );
  };
  const { promise, closed } = view.state;
  const standing = promise && !promise.broken && new Date(promise.by) > new Date() ? new Date(promise.by) : undefined;
  return (
    <section className={`panel ${classes.section}`} aria-labelledby="note-title">
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <Group justify="space-between">
            <Title order={2} id="note-title">
              {t.note.title}
            </Title>
            <CloseButton aria-label={`${t.note.close}. ${t.note.closeSays}`} title={`${t.note.close}. ${t.note.closeSays}`} onClick={onClose} />
          </Group>
          <ChangedMeanwhile />
          <DraftNote
            at={restoredAt}
            onAfresh={() => {
              draft.drop();
              setNote(empty);
              setRestoredAt(undefined);
            }}
          />
          <Group align="flex-end" gap="md">
            <div>
              <Input.Label labelElement="div" id="note-who" display="block">
                {t.note.who}
              </Input.Label>
              <SegmentedControl
                aria-labelledby="note-who"
                value={note.direction}
                onChange={(direction) => change({ direction: direction })}
                data={[
                  { value: "to_customer", label: t.note.weRang },
                  { value: "from_customer", label: t.note.theyRang },
                ]}
              />
            </div>
            <NativeSelect
              label={t.note.how}
              value={note.channel}
              error={faults["channel"]}
              onChange={(event) => change({ channel: event.currentTarget.value })}
              data={channels.map((value) => ({ value, label: choice("Channel", value) }))}
            />
            <TextInput
              type="datetime-local"
              label={t.note.at}
              value={note.at}
              error={faults["at"]}
              onChange={(event) => change({ at: event.currentTarget.value })}
            />
          </Group>
          {outward && <Checkbox label={t.note.notReached} checked={note.notReached} onChange={(event) => change({ notReached: event.currentTarget.checked })} />}
          <Textarea
            label={t.note.summary}
            description={t.note.summaryCue}
            required
            autosize
            minRows={4}
            maxRows={16}
            maxLength={50_000}
            autoFocus
            value={note.summary}
            error={faults["summary"]}
            onChange={(event) => change({ summary: event.currentTarget.value })}
          />
          {reached && (
            <Fieldset legend={t.note.heat} variant="filled">
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                {steps.map(({ name, label, cue }) => (
                  <Checkbox key={name} label={label} description={cue} checked={note[name]} onChange={(event) => change({ [name]: event.currentTarget.checked })} />
                ))}
              </SimpleGrid>
            </Fieldset>
          )}
          <NextNews value={note.news} withAbout errors={faults} hint={standing && (reached ? t.note.promised : t.note.stands)(moment(standing))} required={reached && !closed} promised={standing} onChange={(part) => change({ news: { ...note.news, ...part } })} />
          <ProblemNote problem={give.error} shown={shown} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.note.close}
            </Button>
            <Button type="submit" loading={give.isPending}>
              {t.note.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
