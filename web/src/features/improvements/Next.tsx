// What can be done with the improvement now. What cannot says why, and leads to what mends it.

import { Button, Group, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useActions } from "@/shared/actions";
import { commandName } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { Mend, RefusalList } from "@/shared/ui/problems";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import styles from "./improvements.module.css";
import { t } from "./messages";
import { stepsFrom, whyNot, type StepCommand } from "./powers";
import { ReplanForm } from "./ReplanForm";
import { StepForm } from "./StepForm";
import type { Improvement } from "./types";

const steps: readonly string[] = ["agree-improvement", "replan-improvement", "record-change", "conclude-improvement", "drop-improvement", "reopen-improvement"];
const isStep = (command: string): command is StepCommand => steps.includes(command);

export function Next({ improvement }: { improvement: Improvement }) {
  const session = useSession();
  const [form, setForm] = useState<StepCommand>();
  const offered = stepsFrom(improvement.state);
  const labelOf = (command: StepCommand) => (command === "record-change" && improvement.state === "made" ? t.correct : commandName(command));
  useActions(
    useMemo(
      () => stepsFrom(improvement.state).flatMap((command) => (whyNot(command, improvement, session) ? [] : [{ id: command, title: commandName(command), section: t.section, run: () => setForm(command) }])),
      [improvement, session],
    ),
  );
  const close = () => setForm(undefined);
  return (
    <section className={`panel ${styles["section"] ?? ""} no-print`} aria-labelledby="next">
      <Title order={2} id="next" mb="xs">
        {t.next.title}
      </Title>
      <Mend value={(command) => isStep(command) && setForm(command)}>
        {form === "replan-improvement" && <ReplanForm improvement={improvement} onClose={close} />}
        {form !== undefined && form !== "replan-improvement" && <StepForm key={form} improvement={improvement} command={form} onClose={close} />}
        {form === undefined && (
          <>
            {(improvement.state === "concluded" || improvement.state === "dropped") && (
              <Text size="sm" mb="xs">
                {t.next.over}
              </Text>
            )}
            <Group gap="xs">
              {offered.map((command, at) => {
                const why = whyNot(command, improvement, session);
                if (why) {
                  return (
                    <RefusedButton key={command} size="sm" label={labelOf(command)}>
                      <RefusalList refusals={[{ rule: why.rule, says: t.whyNot[why.why], ...(why.mend === undefined ? {} : { mend: why.mend }) }]} />
                    </RefusedButton>
                  );
                }
                return (
                  <Button key={command} size="sm" variant={at === 0 && command !== "reopen-improvement" ? "filled" : "default"} onClick={() => setForm(command)}>
                    {labelOf(command)}
                  </Button>
                );
              })}
            </Group>
          </>
        )}
      </Mend>
    </section>
  );
}
