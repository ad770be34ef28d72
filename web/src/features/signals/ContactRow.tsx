// Somebody on the contact list: how the last try ended, and a small form for how this one did.

import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { CaseLink } from "@/shared/ui/CaseLink";
import { PageLink } from "@/shared/ui/PageLink";
import { useCustomerName } from "./customerName";
import { t } from "./messages";
import { OutcomeForm } from "./OutcomeForm";
import { isReached } from "./progress";
import styles from "./signals.module.css";
import type { Contact } from "./types";

export function ContactRow({ contact, signal, open }: { contact: Contact; signal: string; open: boolean }) {
  const { customer, outcome, logged, tries } = contact;
  const who = useCustomerName(customer);
  const [recording, setRecording] = useState(false);
  const reached = isReached(contact);
  const button = reached ? t.contacts.recordAgain : t.contacts.record;
  return (
    <li data-customer={customer}>
      <Group justify="space-between" gap="xs">
        <div>
          <PageLink to="/customers/$ref" params={{ ref: customer }} size="sm" fw={600}>
            {who === customer ? customer : `${who} (${customer})`}
          </PageLink>
          <Text size="sm" c="dimmed">
            {outcome === undefined ? t.contacts.untried : t.contacts.outcomes[outcome]}
            {tries > 1 && ` · ${t.contacts.tries(tries)}`}
            {logged !== undefined && (
              <>
                {" · "}
                <CaseLink to={logged}>{logged}</CaseLink>
              </>
            )}
          </Text>
        </div>
        {open && !recording && (
          <Group gap="xs" className="no-print">
            {!reached && (
              <PageLink to="/log" state={{ customer }} size="sm" aria-label={t.contacts.logFor(who)}>
                {t.contacts.log}
              </PageLink>
            )}
            <Button size="compact-sm" variant="default" onClick={() => setRecording(true)} aria-label={t.contacts.recordOf(button, who)}>
              {button}
            </Button>
          </Group>
        )}
      </Group>
      {recording && (
        <div className={styles["inner"]}>
          <OutcomeForm signal={signal} customer={customer} who={who} onClose={() => setRecording(false)} />
        </div>
      )}
    </li>
  );
}
