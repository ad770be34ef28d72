import { Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { keysForPeople } from "@/shared/actions";
import classes from "./log.module.css";

/** A part of the form that a key leads to. */
export function Section({ id, title, keys, children }: { id: string; title: string; keys?: string; children: ReactNode }) {
  return (
    <section id={`log-${id}`} aria-labelledby={`log-${id}-title`} className={`panel ${classes["section"] ?? ""}`}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} id={`log-${id}-title`}>
            {title}
          </Title>
          {keys && (
            <kbd className="no-print" aria-hidden>
              {keysForPeople(keys)}
            </kbd>
          )}
        </Group>
        {children}
      </Stack>
    </section>
  );
}

/** Puts the cursor into the first field of a section. */
export function goTo(id: string) {
  const section = document.getElementById(`log-${id}`);
  const field = section?.querySelector<HTMLElement>(
    "input:checked, input:not([type=radio]):not([type=hidden]), textarea, select, input[type=radio], button:not([disabled])",
  );
  field?.focus();
  section?.scrollIntoView({ block: "start" });
}
