// Sending a case up: what makes it necessary, what exactly is beyond one's authority, why, and what was tried.

import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { type SubmitEvent, useRef, useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { choice, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { useCase } from "./caseContext";
import { DraftNote } from "./DraftNote";
import { t } from "./messages";
import { referentsFor } from "./referents";

type Value = { trigger: Schemas["Trigger"] | ""; option: string; decision: Schemas["Power"] | ""; reason: string; tried: string };
const empty: Value = { trigger: "", option: "", decision: "", reason: "", tried: "" };
const triggers: readonly Schemas["Trigger"][] = ["authority", "clock", "broken_promise", "vulnerability", "safety", "value", "deadlock", "repeat", "customer_request"];
const powers: readonly Schemas["Power"][] = ["reject_complaint", "give_final_position", "exceed_entitlement", "offer_below_entitlement", "write_off"];
// Fields that say their own fault.
const shown = ["trigger", "option", "decision", "reason", "tried"];

export function EscalateForm({ given, onDone, onCancel }: { given: Record<string, unknown>; onDone: () => void; onCancel: () => void }) {
  const { view } = useCase();
  const draft = useDraft<Value>(`${view.ref}.escalate-case.form`, empty);
  const [value, setValue] = useState<Value>({ ...draft.initial, ...given });
  const [restoredAt, setRestoredAt] = useState(draft.restoredAt);
  const form = useRef<HTMLFormElement>(null);
  const give = useCommand("cases", view.ref, "escalate-case");
  const faults = splitProblem(give.error).fields;
  const options = referentsFor("escalate-case", { view })["option"] ?? [];
  const change = (part: Partial<Value>) => {
    const next = { ...value, ...part };
    setValue(next);
    draft.keep(next);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { trigger, option, decision, reason, tried } = value;
    const beyond = trigger === "authority" ? { ...(option === "" ? {} : { option }), ...(decision === "" ? {} : { decision }) } : {};
    give.mutate(
      { body: { ...(trigger === "" ? {} : { trigger }), ...beyond, reason, tried }, seen: view.version },
      {
        onSuccess: () => {
          draft.drop();
          onDone();
        },
        onError: () => focusFirstFault(form.current),
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t.escalate.says}
        </Text>
        <DraftNote
          at={restoredAt}
          onAfresh={() => {
            draft.drop();
            setValue(empty);
            setRestoredAt(undefined);
          }}
        />
        <NativeSelect
          label={t.escalate.trigger}
          required
          data-autofocus
          value={value.trigger}
          error={faults["trigger"]}
          onChange={(event) => change({ trigger: event.currentTarget.value as Value["trigger"] })}
          data={[{ value: "", label: "–" }, ...triggers.map((one) => ({ value: one, label: choice("Trigger", one) }))]}
        />
        {value.trigger === "authority" && (
          <>
            <Text size="sm">{t.escalate.beyond}</Text>
            {options.length > 0 && (
              <NativeSelect
                label={t.escalate.option}
                value={value.option}
                error={faults["option"]}
                onChange={(event) => change({ option: event.currentTarget.value, decision: "" })}
                data={[{ value: "", label: "–" }, ...options]}
              />
            )}
            <NativeSelect
              label={options.length > 0 ? t.escalate.orDecision : t.escalate.decision}
              value={value.decision}
              error={faults["decision"]}
              onChange={(event) => change({ decision: event.currentTarget.value as Value["decision"], option: "" })}
              data={[{ value: "", label: "–" }, ...powers.map((one) => ({ value: one, label: choice("Power", one) }))]}
            />
          </>
        )}
        <Textarea
          label={t.escalate.reason}
          required
          autosize
          minRows={3}
          maxRows={12}
          maxLength={50_000}
          value={value.reason}
          error={faults["reason"]}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <Textarea
          label={t.escalate.tried}
          description={t.escalate.triedSays}
          required
          autosize
          minRows={3}
          maxRows={12}
          maxLength={50_000}
          value={value.tried}
          error={faults["tried"]}
          onChange={(event) => change({ tried: event.currentTarget.value })}
        />
        <ProblemNote problem={give.error} shown={shown} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {words.ui.cancel}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {t.head.escalate}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
