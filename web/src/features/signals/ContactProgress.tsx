import { Progress as Bar, Text } from "@mantine/core";
import type { Progress } from "./progress";
import styles from "./signals.module.css";

/** How far a contact list is, in words, and as a bar that says nothing more. */
export function ContactProgress({ progress: { all, reached, tried }, says }: { progress: Progress; says: string }) {
  const part = (of: number) => (all === 0 ? 0 : (of / all) * 100);
  return (
    <div className={styles["progress"]}>
      <Text size="sm" className="num">
        {says}
      </Text>
      <Bar.Root size="sm" aria-hidden>
        <Bar.Section value={part(reached)} color="var(--met)" />
        <Bar.Section value={part(tried)} color="var(--field)" />
      </Bar.Root>
    </div>
  );
}
