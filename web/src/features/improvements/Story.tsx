// Who did what with the improvement, and in which words; as it happened.

import { Title } from "@mantine/core";
import { choice } from "@/shared/i18n";
import { useNameOf } from "@/shared/people";
import { Moment } from "@/shared/ui/When";
import styles from "./improvements.module.css";
import { t } from "./messages";
import { deedOf } from "./story";
import type { Step } from "./types";

export function Story({ steps }: { steps: readonly Step[] }) {
  const nameOf = useNameOf();
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="steps">
      <Title order={2} id="steps" mb="xs">
        {t.story.title}
      </Title>
      <ol className={styles["story"]}>
        {steps.map(({ at, by, words }, index) => (
          <li key={index}>
            <p className={styles["deed"]}>
              <span>{t.story.by(by === "system" ? choice("Role", "system") : (nameOf(by) ?? by), t.story.deeds[deedOf(steps, index)])}</span>
              <Moment at={at} />
            </p>
            {words !== undefined && words !== "" && <blockquote className={styles["quote"]}>{words}</blockquote>}
          </li>
        ))}
      </ol>
    </section>
  );
}
