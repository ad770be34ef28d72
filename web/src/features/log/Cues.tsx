// Hear, empathise, apologise, take ownership: what to say, in the tone that fits how they sound.

import { Checkbox, Stack, Text, Title } from "@mantine/core";
import { choice } from "@/shared/i18n";
import { heatSteps, isLive, type HeatStep } from "./form";
import { t } from "./messages";
import { useField, useValue } from "./store";
import classes from "./log.module.css";

export function Cues() {
  const emotion = useValue((form) => form.emotion);
  const vulnerable = useValue((form) => form.vulnerable);
  const live = useValue((form) => isLive(form.channel));
  const { value: heat, set } = useField("heat");
  if (!live) return null;
  const say = t.cues.say[emotion === "" ? "calm" : emotion];
  const tick = (step: HeatStep, done: boolean) => set({ ...heat, [step]: done });
  return (
    <aside className={classes["aside"]} aria-labelledby="log-cues">
      <div className={`panel ${classes["section"] ?? ""}`}>
        <Stack gap="sm">
          <div>
            <Title order={2} id="log-cues" size="h3">
              {t.cues.title}
            </Title>
            <Text size="xs" c="dimmed" aria-live="polite">
              {emotion === "" ? t.cues.general : t.cues.tuned(choice("Emotion", emotion))}
            </Text>
          </div>
          {heatSteps.map((step) => (
            <div key={step}>
              <Checkbox
                label={t.cues.steps[step]}
                description={t.cues.why[step]}
                checked={heat[step]}
                onChange={(event) => tick(step, event.currentTarget.checked)}
                styles={{ label: { fontWeight: 600 } }}
              />
              <Text size="sm" className={classes["say"]} pl={32}>
                {say[step]}
              </Text>
            </div>
          ))}
          {(vulnerable || emotion === "distressed") && (
            <Text size="sm" style={{ color: "var(--statutory)" }}>
              {t.cues.care}
            </Text>
          )}
          {emotion === "angry" && <Text size="sm">{t.cues.pause}</Text>}
          <Text size="xs" c="dimmed">
            {t.cues.hint}
          </Text>
        </Stack>
      </div>
    </aside>
  );
}
