// What the sections of the panels are made of.

import { Anchor, List, Stack, Text, Title } from "@mantine/core";
import { useId, type ReactNode, type RefObject } from "react";
import type { Schemas } from "@/shared/api/client";
import { choice, moment } from "@/shared/i18n";
import { fileAddress } from "../files";
import { useNames } from "../names";
import { t } from "./messages";
import css from "./panels.module.css";

type SectionProps = { title: string; says?: string; aside?: ReactNode; place?: RefObject<HTMLElement | null>; children: ReactNode };

export function Section({ title, says, aside, place, children }: SectionProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id} ref={place}>
      <Stack gap="sm" p="md">
        <div className={css["head"]}>
          <div style={{ flex: "1 1 auto", minWidth: 0 }}>
            <Title order={3} id={id}>
              {title}
            </Title>
            {says && (
              <Text size="sm" c="dimmed" maw={620}>
                {says}
              </Text>
            )}
          </div>
          {aside && (
            <div data-aside className={`no-print ${css["aside"]}`}>
              {aside}
            </div>
          )}
        </div>
        {children}
      </Stack>
    </section>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}

/** Words somebody wrote; null where they were erased with the person, nothing where nobody wrote any. */
export function Said({ text, label, quote }: { text: string | null | undefined; label?: string; quote?: boolean }) {
  if (text === undefined || text === "") return null;
  const words =
    text === null ? (
      <Text size="sm" fs="italic" c="dimmed">
        {t.erased}
      </Text>
    ) : (
      <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", ...(quote ? { borderInlineStart: "3px solid var(--edge)", paddingInlineStart: "0.75rem" } : {}) }}>
        {text}
      </Text>
    );
  if (label === undefined) return words;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {words}
    </div>
  );
}

/** A title in a line, that may be erased. */
export const lineOf = (text: string | null | undefined) => (text === null || text === undefined || text === "" ? t.erasedShort : text);

/** Who did it and when, in small. */
export function Mark({ at, by, channel }: { at: string; by?: string; channel?: Schemas["Channel"] }) {
  const nameOf = useNames();
  const said = [moment(new Date(at)), by === undefined ? "" : nameOf(by), channel === undefined ? "" : choice("Channel", channel)];
  return (
    <Text size="xs" c="dimmed" className="num">
      {said.filter((part) => part !== "").join(" · ")}
    </Text>
  );
}

export function Files({ of, files, label }: { of: Schemas["CaseView"]; files: readonly string[]; label: string }) {
  if (files.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <List size="sm" listStyleType="none" pl={0}>
        {files.map((id) => {
          const file = of.state.attachments.find((attachment) => attachment.id === id);
          return (
            <List.Item key={id}>
              {file && file.name !== null ? (
                <Anchor size="sm" href={fileAddress(of.ref, id)} download>
                  {file.name}
                </Anchor>
              ) : (
                <Text size="sm" c="dimmed">
                  {id}
                </Text>
              )}
            </List.Item>
          );
        })}
      </List>
    </div>
  );
}
