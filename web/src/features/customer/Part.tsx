import { Group, Stack, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";
import classes from "./customer.module.css";

/** A panel with a heading, and what can be done about it beside the heading. */
export function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={`panel ${classes["section"] ?? ""}`} aria-labelledby={id}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h3" id={id}>
            {title}
          </Title>
          {action && <div className="no-print">{action}</div>}
        </Group>
        {children}
      </Stack>
    </section>
  );
}
