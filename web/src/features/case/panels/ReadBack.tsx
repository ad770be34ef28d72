// The summary as it is read to the customer, and what they say to it.

import { Group, Input, NativeSelect, SegmentedControl, Textarea } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { choice } from "@/shared/i18n";
import { t } from "../messages";
import { OwnForm } from "./OwnForm";

type Value = { summary: string; answer: Schemas["Understanding"]; correction: string; channel: string };
const channels = ["telephone", "in_person", "email", "chat", "text", "letter", "portal"] as const;

function body({ correction, ...rest }: Value) {
  return { ...rest, ...(rest.answer === "corrected" && correction.trim() !== "" ? { correction } : {}) };
}

export function ReadBack({ view, onClose }: { view: Schemas["CaseView"]; onClose: () => void }) {
  const empty: Value = { summary: view.state.play_backs.at(-1)?.summary ?? "", answer: "agreed", correction: "", channel: "telephone" };
  return (
    <OwnForm
      of={view.ref}
      command="play-back-understanding"
      draft={`${view.ref}.play-back-understanding.form`}
      empty={empty}
      body={body}
      seen={view.version}
      fields={["summary", "answer", "correction", "channel"]}
      submitLabel={t.identify.record}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => (
        <>
          <Textarea
            label={t.identify.summary}
            description={t.identify.summaryCue}
            required
            autosize
            minRows={4}
            maxRows={14}
            maxLength={50_000}
            data-autofocus
            value={values.summary}
            error={fault("summary")}
            onChange={(event) => set({ summary: event.currentTarget.value })}
          />
          <Group align="flex-end" gap="md">
            <div>
              <Input.Label labelElement="div" id="read-answer" display="block">
                {t.identify.theySay}
              </Input.Label>
              <SegmentedControl
                aria-labelledby="read-answer"
                value={values.answer}
                onChange={(answer) => set({ answer })}
                data={(["agreed", "corrected", "not_reached"] as const).map((answer) => ({ value: answer, label: choice("Understanding", answer) }))}
              />
            </div>
            <NativeSelect
              label={t.identify.how}
              value={values.channel}
              error={fault("channel")}
              onChange={(event) => set({ channel: event.currentTarget.value })}
              data={channels.map((one) => ({ value: one, label: choice("Channel", one) }))}
            />
          </Group>
          {values.answer === "corrected" && (
            <Textarea
              label={t.identify.correction}
              autosize
              minRows={2}
              maxRows={10}
              maxLength={50_000}
              required
              value={values.correction}
              error={fault("correction")}
              onChange={(event) => set({ correction: event.currentTarget.value })}
            />
          )}
        </>
      )}
    </OwnForm>
  );
}
