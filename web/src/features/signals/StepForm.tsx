// A step that is taken with words: what it comes from, what is done, why it is closed or opened again.

import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { commandName, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { GrowingText } from "@/shared/ui/GrowingText";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import type { StepCommand } from "./powers";
import type { Explanation } from "./types";

export type WordsCommand = Exclude<StepCommand, "look-at-signal">;
const fieldOf = { "explain-signal": "words", "act-on-signal": "what", "close-signal": "reason", "reopen-signal": "reason" } as const;
const explanations = Object.keys(t.explanations) as Explanation[];

type Values = { as: Explanation | ""; text: string };

export function StepForm({ id, command, onClose }: { id: string; command: WordsCommand; onClose: () => void }) {
  const draft = useDraft<Values>(`${id}.${command}`, { as: "", text: "" });
  const [values, setValues] = useState(draft.initial);
  const [tried, setTried] = useState(false);
  const give = useCommand("signals", id, command);
  const form = useRef<HTMLFormElement>(null);
  const explains = command === "explain-signal";
  const focus = (field: "input" | "textarea") => form.current?.querySelector<HTMLElement>(field)?.focus();
  useEffect(() => form.current?.querySelector<HTMLElement>("input, textarea")?.focus(), []);
  const field = fieldOf[command];
  const faults = splitProblem(give.error).fields;
  const { label, hint } = t.forms[command];
  const set = (patch: Partial<Values>) => {
    const next = { ...values, ...patch };
    setValues(next);
    draft.keep(next);
  };
  const submit = () => {
    const said = values.text.trim();
    if (explains && values.as === "") focus("input");
    else if (said === "") focus("textarea");
    else {
      give.mutate(
        { body: { ...(explains ? { as: values.as } : {}), [field]: said } },
        {
          onSuccess: () => {
            draft.drop();
            onClose();
          },
          onError: () => focusFirstFault(form.current),
        },
      );
      return;
    }
    setTried(true);
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
        <Text fw={650}>{commandName(command)}</Text>
        {explains && (
          <Radio.Group
            label={t.forms.as}
            withAsterisk
            value={values.as}
            error={tried && values.as === "" ? t.forms.asMissing : faults["as"]}
            onChange={(as) => set({ as })}
          >
            <Stack gap={6} mt={6} mb={4}>
              {explanations.map((one) => (
                <Radio key={one} value={one} label={t.explanations[one]} description={t.explanationsSay[one]} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <GrowingText
          label={label}
          description={hint || undefined}
          withAsterisk
          minRows={2}
          maxRows={12}
          maxLength={50_000}
          value={values.text}
          error={tried && values.text.trim() === "" ? t.forms.missing : faults[field]}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        <ProblemNote problem={give.error} shown={["as", field]} />
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
