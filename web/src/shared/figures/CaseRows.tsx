// The cases behind a figure: how many, a page of them, and the way to the next.

import { Button, Group, Table, Text } from "@mantine/core";
import type { Schemas } from "../api/client";
import { choice, day } from "../i18n";
import { CaseLink } from "../ui/CaseLink";
import { casesAPage } from "./data";
import styles from "./figures.module.css";
import { t } from "./messages";

/** `summary`: as lists tell it; undefined for a case that is gone, or not this reader's to see. */
export type CaseRow = { ref: string; summary: Schemas["CaseSummary"] | undefined };

export function CaseCount({ total, page }: { total: number; page: number }) {
  const first = (page - 1) * casesAPage + 1;
  return (
    <Text size="sm" role="status" className="num">
      <strong>{total === 0 ? t.rows.none : t.rows.cases(total)}</strong>
      {total > casesAPage && ` · ${t.rows.range(first, Math.min(first + casesAPage - 1, total), total)}`}
    </Text>
  );
}

export function CaseRows({ rows, label }: { rows: readonly CaseRow[]; label: string }) {
  return (
    <div className={styles["scroll"]}>
      <Table verticalSpacing={6} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.rows.ref}</Table.Th>
            <Table.Th>{t.rows.problem}</Table.Th>
            <Table.Th>{t.rows.received}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ ref, summary }, at) => (
            // A case that counts twice is there twice.
            <Table.Tr key={`${ref} ${at}`} data-case={ref}>
              <Table.Td className={`num ${styles["nowrap"] ?? ""}`}>
                <CaseLink to={ref}>{ref}</CaseLink>
              </Table.Td>
              <Table.Td>
                <Text size="sm" lineClamp={2}>
                  {summary ? (summary.subject ?? t.rows.noSubject) : t.none}
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
  );
}

export function CasePager({ total, page, onPage }: { total: number; page: number; onPage: (page: number) => void }) {
  if (total <= casesAPage) return null;
  return (
    <Group gap="xs" className="no-print">
      <Button size="xs" variant="default" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t.rows.previous}
      </Button>
      <Button size="xs" variant="default" disabled={page * casesAPage >= total} onClick={() => onPage(page + 1)}>
        {t.rows.next}
      </Button>
    </Group>
  );
}
