// A topic: what rose, by how much, and the cases that speak of it.

import { Button, Table, Text, Title } from "@mantine/core";
import { useId, useState } from "react";
import { number } from "@/shared/i18n/language";
import { CaseLink } from "@/shared/ui/CaseLink";
import type { Topic } from "./data";
import { t } from "./messages";
import styles from "./topics.module.css";

const few = 12;

export function TopicSection({ topic: { label, says, notes, terms, behind } }: { topic: Topic }) {
  const id = useId();
  const [all, setAll] = useState(false);
  return (
    <section className={`panel ${styles["topic"] ?? ""}`} aria-labelledby={id}>
      <Title order={2} id={id}>
        {label}
      </Title>
      <Text>{says}</Text>
      {notes.map((note) => (
        <Text key={note} size="sm" c="dimmed">
          {note}
        </Text>
      ))}
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t.terms(label)}>
        <Table verticalSpacing={4} className="num" w="auto" aria-label={t.terms(label)}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.columns.term}</Table.Th>
              {[t.columns.recent, t.columns.before, t.columns.times].map((column) => (
                <Table.Th key={column} ta="right">
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {terms.map(({ shown, recent, before, times }) => (
              <Table.Tr key={shown}>
                <Table.Th scope="row">{shown}</Table.Th>
                <Table.Td ta="right">{number(recent)}</Table.Td>
                <Table.Td ta="right">{number(before)}</Table.Td>
                <Table.Td ta="right">{times === undefined ? t.unheard : number(times)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Title order={3} id={`${id}-cases`} size="sm">
        {t.cases}
      </Title>
      <div className={styles["refs"]} role="group" aria-labelledby={`${id}-cases`}>
        {(all ? behind : behind.slice(0, few)).map((ref) => (
          <CaseLink key={ref} to={ref} small>
            {ref}
          </CaseLink>
        ))}
        {!all && behind.length > few && (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
            {t.more(behind.length)}
          </Button>
        )}
      </div>
    </section>
  );
}
