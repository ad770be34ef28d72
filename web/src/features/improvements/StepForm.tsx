// A step that is taken with words, and where it needs them with a day or a conclusion.

import { Button, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { today } from "@/shared/figures/periods";
import { commandName, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { GrowingText } from "@/shared/ui/GrowingText";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import type { StepCommand } from "./powers";
import type { Conclusion, Improvement } from "./types";

export type WordsCommand = Exclude<StepCommand, "replan-improvement">;
const fieldOf = { "agree-improvement": "reason", "record-change": "words", "conclude-improvement": "words", "drop-improvement": "reason", "reopen-improvement": "reason" } as const;
const conclusions = Object.keys(t.conclusions) as Conclusion[];

type Values = { as: Conclusion | ""; on: string; text: string };

export function StepForm({ improvement: { id, changed_on }, command, onClose }: { improvement: Improvement; command: WordsCommand; onClose: () => void }) {
  const draft = useDraft<Values>(`${id}.${command}`, { as: "", on: changed_on ?? today(), text: "" });
  const [values, setValues] = useState(draft.initial);
  const [tried, setTried] = useState(false);
  const give = useCommand("improvements", id, command);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea")?.focus(), []);
  const field = fieldOf[command];
  const faults = splitProblem(give.error).fields;
  const { label, hint } = t.steps[command];
  const dated = command === "record-change";
  const concludes = command === "conclude-improvement";
  const set = (patch: Partial<Values>) => {
    const next = { ...values, ...patch };
    setValues(next);
    draft.keep(next);
    give.reset();
  };
  const submit = () => {
    setTried(true);
    const said = values.text.trim();
    if (said === "" || (dated && values.on === "") || (concludes && values.as === "")) {
      focusFirstFault(form.current);
      return;
    }
    give.mutate(
      { body: { ...(dated ? { on: values.on } : {}), ...(concludes ? { conclusion: values.as } : {}), [field]: said } },
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
    <form
      ref={form}
      aria-label={commandName(command)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Text fw={650}>{dated && changed_on !== undefined ? t.correct : commandName(command)}</Text>
        {concludes && (
          <Radio.Group label={t.as} withAsterisk value={values.as} error={tried && values.as === "" ? t.asMissing : faults["conclusion"]} onChange={(as) => set({ as: as })}>
            <Stack gap={6} mt={6} mb={4}>
              {conclusions.map((one) => (
                <Radio key={one} value={one} label={t.conclusions[one]} description={t.asSays[one]} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {dated && (
          <TextInput type="date" label={t.on} description={changed_on === undefined ? undefined : t.onHint} withAsterisk w="fit-content" value={values.on} error={tried && values.on === "" ? t.onMissing : faults["on"]} onChange={(event) => set({ on: event.currentTarget.value })} />
        )}
        <GrowingText label={label} description={hint || undefined} withAsterisk minRows={2} maxRows={12} maxLength={50_000} value={values.text} error={tried && values.text.trim() === "" ? t.missing : faults[field]} onChange={(event) => set({ text: event.currentTarget.value })} />
        <ProblemNote problem={give.error} shown={["conclusion", "on", field]} />
        <Group gap="xs">
          <Button type="submit" loading={give.isPending}>
            {commandName(command)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
