// What was known 30, 90 and 180 days after the change, as it was recorded then.

import { Text, Title } from "@mantine/core";
import { dayInWords } from "@/shared/figures/periods";
import styles from "./improvements.module.css";
import { t } from "./messages";
import type { Improvement } from "./types";

export function FollowUps({ improvement: { follow_ups } }: { improvement: Improvement }) {
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="follow-ups">
      <Title order={2} id="follow-ups">
        {t.followUps.title}
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        {follow_ups.length === 0 ? t.followUps.none : t.followUps.says}
      </Text>
      <ol className={styles["followUps"]}>
        {follow_ups.map(({ days, on, recorded, says, parts }) => (
          <li key={days} data-recorded={recorded}>
            <p className={styles["deed"]}>
              <span>{t.followUps.after(days)}</span>
              <span className={styles["day"]}>{[t.followUps.on(dayInWords(on)), recorded ? "" : t.followUps.due].filter(Boolean).join(", ")}</span>
            </p>
            {recorded && <Text size="sm">{says}</Text>}
            {parts.length > 1 && (
              <Text size="xs" c="dimmed">
                {parts.join(" ")}
              </Text>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
