// What can be done with the signal now. What cannot says why, and leads to what mends it.

import { Button, Group, Text, Title } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useActions } from "@/shared/actions";
import { useCommand } from "@/shared/commands";
import { commandName } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { Mend, ProblemNote, RefusalList } from "@/shared/ui/problems";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { contactsId } from "./Contacts";
import { progressOf } from "./progress";
import { t } from "./messages";
import { nextStep, stepsFrom, whyNot, type InTheWay, type StepCommand } from "./powers";
import styles from "./signals.module.css";
import { StepForm, type WordsCommand } from "./StepForm";
import type { Signal } from "./types";

export function Next({ signal }: { signal: Signal }) {
  const { role } = useSession();
  const [form, setForm] = useState<WordsCommand>();
  // Where the mend is another part of the page, the button that offered it is drawn anew, which closes its note.
  const [round, setRound] = useState(0);
  const look = useCommand("signals", signal.id, "look-at-signal");
  const { mutate } = look;

  const give = useCallback(
    (command: StepCommand) => {
      if (command === "look-at-signal") mutate({ body: {} });
      else setForm(command);
    },
    [mutate],
  );
  const mend = (command: string) => {
    if (command === "explain-signal" || command === "reopen-signal") setForm(command);
    else {
      setForm(undefined);
      setRound((now) => now + 1);
      document.getElementById(contactsId)?.focus();
    }
  };
  useActions(
    useMemo(
      () => stepsFrom(signal).flatMap((command) => (whyNot(command, role, signal) ? [] : [{ id: command, title: labelOf(command, signal), section: t.section, run: () => give(command) }])),
      [signal, role, give],
    ),
  );
  return (
    <section className={`panel ${styles["section"] ?? ""} no-print`} aria-labelledby="next">
      <Title order={2} id="next" mb="xs">
        {t.next.title}
      </Title>
      <Mend value={mend}>
        {form ? (
          <StepForm key={form} id={signal.id} command={form} onClose={() => setForm(undefined)} />
        ) : (
          <>
            {signal.state === "closed" && (
              <Text size="sm" mb="xs">
                {t.next.closed}
              </Text>
            )}
            <Group gap="xs" key={round}>
              {stepsFrom(signal).map((command) => {
                const why = whyNot(command, role, signal);
                const label = labelOf(command, signal);
                if (why) {
                  return (
                    <RefusedButton key={command} size="sm" label={label}>
                      <RefusalList refusals={[inWords(why, signal)]} />
                    </RefusedButton>
                  );
                }
                return (
                  <Button key={command} size="sm" variant={signal.state !== "closed" && command === nextStep(signal) ? "filled" : "default"} loading={command === "look-at-signal" && look.isPending} onClick={() => give(command)}>
                    {label}
                  </Button>
                );
              })}
            </Group>
            {!look.isPending && <ProblemNote problem={look.error} />}
          </>
        )}
      </Mend>
    </section>
  );
}

const labelOf = (command: StepCommand, { explained_as }: Signal) => (command === "explain-signal" && explained_as !== undefined ? t.next.again : commandName(command));

function inWords({ rule, mend }: InTheWay, { contacts }: Signal) {
  const says =
    rule === "contacts_outstanding" ? t.whyNot.contacts_outstanding(progressOf(contacts).untried) : rule === "signal_not_explained" ? t.whyNot.signal_not_explained : t.whyNot.actor_may_not;
  return { rule, says, ...(mend === undefined ? {} : { mend }) };
}
