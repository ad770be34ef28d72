import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useDeferredValue } from "react";
import { money } from "@/shared/i18n";
import { GrowingText } from "@/shared/ui/GrowingText";
import { isLive, type LogForm } from "./form";
import { t } from "./messages";
import { Section } from "./Section";
import { useField, useValue } from "./store";
import { summaryOf } from "./summary";

/** The summary as it stands: typed over, or made from the form. */
export const currentSummary = (form: LogForm) =>
  form.summary ?? summaryOf(form, t.readBack.parts, (amount) => money({ amount, currency: "GBP" }));

export function ReadBack({ keys }: { keys: string }) {
  const live = useValue((form) => isLive(form.channel));
  const { value: typed, set } = useField("summary");
  const agreed = useField("agreed");
  const made = useValue(currentSummary);
  const shown = useDeferredValue(made);
  return (
    <Section id="readback" title={t.sections.readBack} keys={keys}>
      {!live && <Text size="sm">{t.readBack.notLive}</Text>}
      {live && (
        <>
          <GrowingText
            label={t.readBack.summary}
            description={t.readBack.hint}
            value={typed ?? shown}
            minRows={3}
            maxRows={14}
            maxLength={50_000}
            onChange={(event) => set(event.currentTarget.value)}
          />
          <Group justify="space-between" align="flex-start">
            <Checkbox
              label={t.readBack.agreed}
              description={t.readBack.agreedHint}
              checked={agreed.value}
              disabled={shown.trim() === ""}
              onChange={(event) => agreed.set(event.currentTarget.checked)}
            />
            {typed !== undefined && (
              <Button variant="subtle" size="compact-sm" onClick={() => set(undefined)}>
                {t.readBack.renew}
              </Button>
            )}
          </Group>
        </>
      )}
    </Section>
  );
}
