// A topic: the words that rose together, and the cases that have most of them.

import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import { CaseLink } from "@/shared/ui/CaseLink";
import { t } from "./messages";
import styles from "./signals.module.css";
import type { Found } from "./types";

const few = 12;

export function TopicWords({ found: { terms, cases } }: { found: Found }) {
  const [all, setAll] = useState(false);
  const refs = cases ?? [];
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="topic">
      <Title order={2} id="topic" mb="xs">
        {t.topic.title}
      </Title>
      <ul className={styles["words"]}>
        {(terms ?? []).map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ul>
      <Title order={3} mt="sm" id="topic-cases">
        {t.topic.cases}
      </Title>
      <div className={styles["refs"]} role="group" aria-labelledby="topic-cases">
        {(all ? refs : refs.slice(0, few)).map((ref) => (
          <CaseLink key={ref} to={ref} small>
            {ref}
          </CaseLink>
        ))}
        {!all && refs.length > few && (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
            {t.topic.more(refs.length)}
          </Button>
        )}
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {t.topic.says}
      </Text>
    </section>
  );
}
