// Values that got another name, so that a new label is not taken for news.

import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useActions } from "@/shared/actions";
import { columnName, useValueName } from "@/shared/figures/names";
import { commandName } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { t } from "./messages";
import { mayRename } from "./powers";
import { RenameForm } from "./RenameForm";
import styles from "./signals.module.css";
import type { Rename } from "./types";

export function Renames({ renames }: { renames: readonly Rename[] }) {
  const may = mayRename(useSession().role);
  const [open, setOpen] = useState(false);
  const valueName = useValueName(renames.map(({ column }) => column));
  useActions(useMemo(() => (may ? [{ id: "signals-rename", title: t.actions.rename, section: t.section, run: () => setOpen(true) }] : []), [may]));
  return (
    <section aria-labelledby="renames">
      <Stack gap="sm">
        <Title order={2} id="renames">
          {t.renames.title}
        </Title>
        <Text size="sm" c="dimmed" maw="46rem">
          {t.renames.says}
        </Text>
        {renames.length === 0 ? (
          <Text size="sm">{t.renames.none}</Text>
        ) : (
          <div className={`panel ${styles["scroll"] ?? ""}`}>
            <Table verticalSpacing={6} aria-label={t.renames.list}>
              <Table.Thead>
                <Table.Tr>
                  {(["column", "from", "to", "reason"] as const).map((one) => (
                    <Table.Th key={one}>{t.renames.columns[one]}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {renames.map(({ column, from, to, reason }) => (
                  <Table.Tr key={JSON.stringify([column, from, to])}>
                    <Table.Td>{columnName(column)}</Table.Td>
                    <Table.Td>{valueName(column, from)}</Table.Td>
                    <Table.Td>{valueName(column, to)}</Table.Td>
                    <Table.Td>{reason}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        <div className="no-print">
          {open ? (
            <RenameForm onClose={() => setOpen(false)} />
          ) : may ? (
            <Button variant="default" size="xs" onClick={() => setOpen(true)}>
              {commandName("declare-rename")}
            </Button>
          ) : (
            <RefusedButton size="xs" label={commandName("declare-rename")}>
              <Text size="sm">{t.whyNot.rename}</Text>
            </RefusedButton>
          )}
        </div>
      </Stack>
    </section>
  );
}
