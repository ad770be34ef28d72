// The cases behind a figure, a page at a time; as many as the figure says.

import { Button, CloseButton, Group, SegmentedControl, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Part } from "@/shared/figures/types";
import { choice, day } from "@/shared/i18n";
import { CaseLink } from "@/shared/ui/CaseLink";
import { ProblemNote } from "@/shared/ui/problems";
import { casesAPage, useBehind } from "./data";
import { t } from "./messages";
import styles from "./monitoring.module.css";

type Props = {
  measure: string;
  from: string;
  to: string;
  where?: string;
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

export function Behind({ measure, from, to, where, of, parted, part, page, onPart, onPage, onClose }: Props) {
  const { data, error, isPending, isPlaceholderData, refetch } = useBehind({ measure, from, to, where, part: part === "all" ? undefined : part }, page);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever asked for the cases is taken to them; on a small screen they are far below.
  useEffect(() => heading.current?.focus(), [from, to, where]);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.scrollTo(0, 0); // in braces: newer browsers answer with a promise, which React would take for a clean-up
  }, [page]);
  const first = (page - 1) * casesAPage + 1;
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
        {data && (
          <Text size="sm" role="status" className="num">
            <strong>{data.total === 0 ? t.behind.none : t.cases(data.total)}</strong>
            {data.total > casesAPage && ` · ${t.behind.range(first, Math.min(first + casesAPage - 1, data.total), data.total)}`}
          </Text>
        )}
        {data && data.rows.length > 0 && (
          <div className={styles["scroll"]} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
            <Table verticalSpacing={6} aria-label={t.behind.title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.behind.ref}</Table.Th>
                  <Table.Th>{t.behind.problem}</Table.Th>
                  <Table.Th>{t.behind.received}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map(({ ref, summary }) => (
                  <Table.Tr key={ref} data-case={ref}>
                    <Table.Td className="num">
                      <CaseLink to={ref}>{ref}</CaseLink>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm" lineClamp={2}>
                        {summary ? (summary.subject ?? t.behind.noSubject) : t.none}
                      </Text>
                      {summary && (
                        <Text size="xs" c="dimmed">
                          {[summary.product, choice("CaseStatus", summary.status)].filter(Boolean).join(" · ")}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td className={styles["nowrap"]}>{summary && <Text size="sm">{day(new Date(summary.received_at))}</Text>}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {data && data.total > casesAPage && (
          <Group gap="xs" className="no-print">
            <Button size="xs" variant="default" disabled={page <= 1} onClick={() => onPage(page - 1)}>
              {t.behind.previous}
            </Button>
            <Button size="xs" variant="default" disabled={first + casesAPage > data.total} onClick={() => onPage(page + 1)}>
              {t.behind.next}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}
