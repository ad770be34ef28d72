// Those who are probably affected and said nothing: how many were reached, who is still to reach, and how each try ended.

import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useSession } from "@/shared/session";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { AddContacts } from "./AddContacts";
import { ContactProgress } from "./ContactProgress";
import { ContactRow } from "./ContactRow";
import { t } from "./messages";
import { mayWorkOn } from "./powers";
import { isReached, progressOf } from "./progress";
import styles from "./signals.module.css";
import type { Contact, Signal } from "./types";

export const contactsId = "contacts";

export function Contacts({ signal: { id, state, contacts } }: { signal: Signal }) {
  const may = mayWorkOn(useSession().role);
  const [adding, setAdding] = useState(false);
  const progress = progressOf(contacts);
  const open = state !== "closed";
  const parts = [
    { says: t.contacts.toReach(progress.all - progress.reached), those: contacts.filter((one) => !isReached(one)) },
    { says: t.contacts.reached(progress.reached), those: contacts.filter(isReached) },
  ].filter(({ those }) => those.length > 0);
  if (!open && contacts.length === 0) return null;
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby={contactsId}>
      <Stack gap="sm">
        <Title order={2} id={contactsId} tabIndex={-1} className={styles["heading"]}>
          {t.contacts.title}
        </Title>
        <Text size="sm" c="dimmed" maw="46rem">
          {t.contacts.says}
        </Text>
        {contacts.length === 0 ? <Text size="sm">{t.contacts.none}</Text> : <ContactProgress progress={progress} says={t.progress(progress)} />}
        {parts.map(({ says, those }) => (
          <Those key={says} says={says} those={those} signal={id} open={open} />
        ))}
        {open && (
          <Group className="no-print">
            {adding ? (
              <AddContacts signal={id} on={contacts} onClose={() => setAdding(false)} />
            ) : may ? (
              <Button variant="default" size="xs" onClick={() => setAdding(true)}>
                {t.adding.button}
              </Button>
            ) : (
              <RefusedButton size="xs" label={t.adding.button}>
                <Text size="sm">{t.whyNot.actor_may_not}</Text>
              </RefusedButton>
            )}
          </Group>
        )}
      </Stack>
    </section>
  );
}

const first = 20; // each of them is asked for by name

function Those({ says, those, signal, open }: { says: string; those: readonly Contact[]; signal: string; open: boolean }) {
  const [all, setAll] = useState(false);
  const shown = all ? those : those.slice(0, first);
  return (
    <div>
      <Title order={3}>{says}</Title>
      <ul className={styles["contacts"]} aria-label={says}>
        {shown.map((contact) => (
          <ContactRow key={contact.customer} contact={contact} signal={signal} open={open} />
        ))}
      </ul>
      {shown.length < those.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          {t.contacts.more(those.length)}
        </Button>
      )}
    </div>
  );
}
