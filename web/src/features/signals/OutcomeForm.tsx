// How contacting somebody ended; where a case was logged for them, which.

import { Button, Group, Radio, Stack } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { words } from "@/shared/i18n";
import { CasePicker } from "@/shared/ui/CasePicker";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import type { Reached } from "./types";

const outcomes = Object.keys(t.contacts.outcomes) as Reached[];

export function OutcomeForm({ signal, customer, who, onClose }: { signal: string; customer: string; who: string; onClose: () => void }) {
  const [outcome, setOutcome] = useState<Reached>();
  const [logged, setLogged] = useState("");
  const [tried, setTried] = useState(false);
  const give = useCommand("signals", signal, "record-silent-contact");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const faults = splitProblem(give.error).fields;
  const withCase = outcome === "case_logged";
  return (
    <form
      ref={form}
      aria-label={t.contacts.how(who)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (outcome === undefined) form.current?.querySelector("input")?.focus();
        else if (withCase && logged.trim() === "") focusFirstFault(form.current);
        else {
          give.mutate(
            { body: { customer, outcome, ...(withCase ? { logged: logged.trim() } : {}) } },
            { onSuccess: onClose, onError: () => focusFirstFault(form.current) },
          );
        }
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          label={t.contacts.how(who)}
          value={outcome ?? null}
          error={tried && outcome === undefined ? t.contacts.howMissing : faults["outcome"]}
          onChange={(value) => setOutcome(value)}
        >
          <Group gap="md" mt={6}>
            {outcomes.map((one) => (
              <Radio key={one} value={one} label={t.contacts.outcomes[one]} />
            ))}
          </Group>
        </Radio.Group>
        {withCase && (
          <CasePicker
            id={`logged-${customer}`}
            label={t.contacts.logged}
            withAsterisk
            of=""
            customer={customer}
            value={logged}
            error={tried && logged.trim() === "" ? t.contacts.loggedMissing : faults["logged"]}
            onChange={setLogged}
          />
        )}
        <ProblemNote problem={give.error} shown={["outcome", "logged"]} />
        <Group gap="xs">
          <Button size="xs" type="submit" loading={give.isPending}>
            {t.contacts.send}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
