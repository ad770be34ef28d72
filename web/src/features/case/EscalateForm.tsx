// Sending a case up: what makes it necessary, what exactly is beyond one's authority, why, and what was tried.

import { NativeSelect, Text, Textarea } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { choice } from "@/shared/i18n";
import { useCase } from "./caseContext";
import { t } from "./messages";
import { OwnForm } from "./panels/OwnForm";
import { referentsFor } from "./referents";

type Value = { trigger: Schemas["Trigger"] | ""; option: string; decision: Schemas["Power"] | ""; reason: string; tried: string };
const empty: Value = { trigger: "", option: "", decision: "", reason: "", tried: "" };
const triggers: readonly Schemas["Trigger"][] = ["authority", "clock", "broken_promise", "vulnerability", "safety", "value", "deadlock", "repeat", "customer_request"];
const powers: readonly Schemas["Power"][] = ["reject_complaint", "give_final_position", "exceed_entitlement", "offer_below_entitlement", "write_off"];

function body({ trigger, option, decision, reason, tried }: Value) {
  const beyond = trigger === "authority" ? { ...(option === "" ? {} : { option }), ...(decision === "" ? {} : { decision }) } : {};
  return { ...(trigger === "" ? {} : { trigger }), ...beyond, reason, tried };
}

export function EscalateForm({ given, onDone, onCancel }: { given: Partial<Value>; onDone: () => void; onCancel: () => void }) {
  const { view } = useCase();
  const options = referentsFor("escalate-case", { view })["option"] ?? [];
  return (
    <OwnForm
      of={view.ref}
      command="escalate-case"
      draft={`${view.ref}.escalate-case.form`}
      empty={empty}
      given={given}
      body={body}
      seen={view.version}
      fields={["trigger", "option", "decision", "reason", "tried"]}
      submitLabel={t.head.escalate}
      onDone={onDone}
      onCancel={onCancel}
    >
      {({ values, set, fault }) => (
        <>
          <Text size="sm" c="dimmed">
            {t.escalate.says}
          </Text>
          <NativeSelect
            label={t.escalate.trigger}
            required
            data-autofocus
            value={values.trigger}
            error={fault("trigger")}
            onChange={(event) => set({ trigger: event.currentTarget.value as Value["trigger"] })}
            data={[{ value: "", label: "–" }, ...triggers.map((one) => ({ value: one, label: choice("Trigger", one) }))]}
          />
          {values.trigger === "authority" && (
            <>
              <Text size="sm">{t.escalate.beyond}</Text>
              {options.length > 0 && (
                <NativeSelect
                  label={t.escalate.option}
                  value={values.option}
                  error={fault("option")}
                  onChange={(event) => set({ option: event.currentTarget.value, decision: "" })}
                  data={[{ value: "", label: "–" }, ...options]}
                />
              )}
              <NativeSelect
                label={options.length > 0 ? t.escalate.orDecision : t.escalate.decision}
                value={values.decision}
                error={fault("decision")}
                onChange={(event) => set({ decision: event.currentTarget.value as Value["decision"], option: "" })}
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
            value={values.reason}
            error={fault("reason")}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
          <Textarea
            label={t.escalate.tried}
            description={t.escalate.triedSays}
            required
            autosize
            minRows={3}
            maxRows={12}
            maxLength={50_000}
            value={values.tried}
            error={fault("tried")}
            onChange={(event) => set({ tried: event.currentTarget.value })}
          />
        </>
      )}
    </OwnForm>
  );
}
