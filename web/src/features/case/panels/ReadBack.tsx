// The summary as it is read to the customer, and what they say to it.

import { Button, Group, Input, NativeSelect, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { type SubmitEvent, useRef, useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { choice, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { DraftNote } from "../DraftNote";
import { t } from "../messages";

type Value = { summary: string; answer: Schemas["Understanding"]; correction: string; channel: string };
const channels = ["telephone", "in_person", "email", "chat", "text", "letter", "portal"] as const;
// Fields that say their own fault.
const shown = ["summary", "answer", "correction", "channel"];

export function ReadBack({ view, onClose }: { view: Schemas["CaseView"]; onClose: () => void }) {
  const last = view.state.play_backs.at(-1);
  const empty: Value = { summary: last?.summary ?? "", answer: "agreed", correction: "", channel: "telephone" };
  const draft = useDraft<Value>(`${view.ref}.play-back-understanding.form`, empty);
  const [value, setValue] = useState(draft.initial);
  const [restoredAt, setRestoredAt] = useState(draft.restoredAt);
  const form = useRef<HTMLFormElement>(null);
  const give = useCommand("cases", view.ref, "play-back-understanding");
  const faults = splitProblem(give.error).fields;
  const change = (part: Partial<Value>) => {
    const next = { ...value, ...part };
    setValue(next);
    draft.keep(next);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { correction, ...rest } = value;
    give.mutate(
      { body: { ...rest, ...(value.answer === "corrected" && correction.trim() !== "" ? { correction } : {}) }, seen: view.version },
      {
        onSuccess: () => {
          draft.drop();
          onClose();
        },
        onError: () => focusFirstFault(form.current),
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm">
        <DraftNote
          at={restoredAt}
          onAfresh={() => {
            draft.drop();
            setValue(empty);
            setRestoredAt(undefined);
          }}
        />
        <Textarea
          label={t.identify.summary}
          description={t.identify.summaryCue}
          required
          autosize
          minRows={4}
          maxRows={14}
          maxLength={50_000}
          autoFocus
          value={value.summary}
          error={faults["summary"]}
          onChange={(event) => change({ summary: event.currentTarget.value })}
        />
        <Group align="flex-end" gap="md">
          <div>
            <Input.Label labelElement="div" id="read-answer" display="block">
              {t.identify.theySay}
            </Input.Label>
            <SegmentedControl
              aria-labelledby="read-answer"
              value={value.answer}
              onChange={(answer) => change({ answer: answer })}
              data={(["agreed", "corrected", "not_reached"] as const).map((answer) => ({ value: answer, label: choice("Understanding", answer) }))}
            />
          </div>
          <NativeSelect
            label={t.identify.how}
            value={value.channel}
            error={faults["channel"]}
            onChange={(event) => change({ channel: event.currentTarget.value })}
            data={channels.map((one) => ({ value: one, label: choice("Channel", one) }))}
          />
        </Group>
        {value.answer === "corrected" && (
          <Textarea
            label={t.identify.correction}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={50_000}
            required
            value={value.correction}
            error={faults["correction"]}
            onChange={(event) => change({ correction: event.currentTarget.value })}
          />
        )}
        <ProblemNote problem={give.error} shown={shown} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {t.identify.record}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
