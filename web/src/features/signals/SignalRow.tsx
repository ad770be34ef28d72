import { Text } from "@mantine/core";
import { PageLink } from "@/shared/ui/PageLink";
import { progressOf } from "./progress";
import { ContactProgress } from "./ContactProgress";
import { t } from "./messages";
import { artefactOf, knownIn } from "./names";
import styles from "./signals.module.css";
import { StateBadge } from "./StateBadge";
import type { Signal } from "./types";

export function SignalRow({ signal: { id, says, state, explained_as, found, contacts }, about }: { signal: Signal; about: string }) {
  const progress = progressOf(contacts);
  return (
    <li className={`panel ${styles["row"] ?? ""}`} data-signal={id}>
      <div>
        <PageLink to="/signals/$ref" params={{ ref: id }} className={styles["says"]}>
          {says}
        </PageLink>
        <Text size="sm" c="dimmed">
          {[id, about, t.known(knownIn(found)), artefactOf(found)].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <div className={styles["stands"]}>
        <StateBadge state={state} />
        {explained_as !== undefined && <Text size="sm">{t.explainedAs(t.explanations[explained_as])}</Text>}
        {progress.all > 0 && <ContactProgress progress={progress} says={t.reached(progress)} />}
      </div>
    </li>
  );
}
