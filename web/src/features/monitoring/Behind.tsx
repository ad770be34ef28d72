// The cases behind a figure, a page at a time; as many as the figure says.

import { CloseButton, Group, SegmentedControl, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { CaseCount, CasePager, CaseRows } from "@/shared/figures/CaseRows";
import type { Part } from "@/shared/figures/types";
import { ProblemNote } from "@/shared/ui/problems";
import { useBehind } from "./data";
import { t } from "./messages";
import { binOf } from "./Spread";
import styles from "./monitoring.module.css";

type Props = {
  measure: string;
  from: string;
  to: string;
  where?: string;
  /** Of durations: which of them, as it stands in the address. */
  lasting?: string | undefined;
  /** Of what the figure is, in words. */
  of: string;
  /** Whether the measure counts some of its cases and not others. */
  parted: boolean;
  part: Part;
  page: number;
  onPart: (part: Part) => void;
  onPage: (page: number) => void;
  onClose: () => void;
};

function lastingOf(key: string | undefined) {
  if (key === undefined) return {};
  const { from, below } = binOf(key);
  return { lasting: from, ...(below === undefined ? {} : { below }) };
}

export function Behind({ measure, from, to, where, lasting, of, parted, part, page, onPart, onPage, onClose }: Props) {
  const { data, error, isPending, isPlaceholderData, refetch } = useBehind({ measure, from, to, where, part: part === "all" ? undefined : part, ...lastingOf(lasting) }, page);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever asked for the cases is taken to them; on a small screen they are far below.
  useEffect(() => heading.current?.focus(), [from, to, where, lasting]);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.scrollTo(0, 0); // in braces: newer browsers answer with a promise, which React would take for a clean-up
  }, [page]);
  return (
    <section ref={section} className={`panel ${styles["behind"] ?? ""}`} aria-label={t.behind.title}>
      <Stack gap="sm" p="md">
        <Group justify="space-between" wrap="nowrap" align="start">
          <div>
            <Title order={2} ref={heading} tabIndex={-1} className={styles["heading"]}>
              {t.behind.title}
            </Title>
            <Text size="sm" c="dimmed">
              {of}
            </Text>
          </div>
          <CloseButton aria-label={t.behind.close} onClick={onClose} className="no-print" />
        </Group>
        {parted && (
          <SegmentedControl
            size="xs"
            className="no-print"
            aria-label={t.behind.part}
            value={part}
            data={(["all", "counted", "rest"] as const).map((value) => ({ value, label: t.behind.parts[value] }))}
            onChange={(value) => onPart(value)}
          />
        )}
        <ProblemNote problem={error} again={() => void refetch()} />
        {isPending && <Skeleton height={120} />}
        {data && <CaseCount total={data.total} page={page} />}
        {data && data.rows.length > 0 && (
          <div style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
            <CaseRows rows={data.rows} label={t.behind.title} />
          </div>
        )}
        {data && <CasePager total={data.total} page={page} onPage={onPage} />}
      </Stack>
    </section>
  );
}
