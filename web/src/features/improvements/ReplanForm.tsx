// Planning it otherwise: the whole plan again, with why.

import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { useOverview } from "@/shared/figures/data";
import { commandName, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { GrowingText } from "@/shared/ui/GrowingText";
import { ProblemNote } from "@/shared/ui/problems";
import { missingIn, planOf, valuesOf, type Missing, type Values } from "./form";
import { t } from "./messages";
import { PlanFields } from "./PlanFields";
import type { Improvement } from "./types";

const command = "replan-improvement";
type Typed = { plan: Values; reason: string };

export function ReplanForm({ improvement: { id, plan }, onClose }: { improvement: Improvement; onClose: () => void }) {
  const overview = useOverview();
  const draft = useDraft<Typed>(`${id}.${command}`, { plan: valuesOf(plan), reason: "" });
  const [values, setValues] = useState(draft.initial);
  const [missing, setMissing] = useState<Missing & { reason?: true }>({});
  const give = useCommand("improvements", id, command);
  const form = useRef<HTMLFormElement>(null);
  const faults = splitProblem(give.error).fields;
  const set = (next: Typed) => {
    setValues(next);
    draft.keep(next);
    setMissing({});
    give.reset();
  };
  if (!overview.data) return <Skeleton height={300} />;
  return (
    <form
      ref={form}
      aria-label={commandName(command)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const lacks = { ...missingIn(values.plan), ...(values.reason.trim() === "" ? { reason: true as const } : {}) };
        setMissing(lacks);
        if (Object.keys(lacks).length > 0) {
          focusFirstFault(form.current);
          return;
        }
        give.mutate(
          { body: { plan: planOf(values.plan), reason: values.reason.trim() } },
          {
            onSuccess: () => {
              draft.drop();
              onClose();
            },
            onError: () => focusFirstFault(form.current),
          },
        );
      }}
    >
      <Stack gap="md">
        <Text fw={650}>{commandName(command)}</Text>
        <PlanFields values={values.plan} set={(patch) => set({ ...values, plan: { ...values.plan, ...patch } })} overview={overview.data} missing={missing} faults={faults} />
        <GrowingText label={t.form.reason} description={t.form.reasonHint} withAsterisk minRows={2} maxRows={8} maxLength={50_000} value={values.reason} error={missing.reason ? t.missing : faults["reason"]} onChange={(event) => set({ ...values, reason: event.currentTarget.value })} />
        <ProblemNote problem={give.error} shown={["plan", "reason"]} />
        <Group gap="xs">
          <Button type="submit" loading={give.isPending}>
            {t.form.replan}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
