// Values that got another name, so that a new label is not taken for news.

import { Button, Stack, Table, Text, Title, VisuallyHidden } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useActions } from "@/shared/actions";
import { columnName, useValueName } from "@/shared/figures/names";
import { commandName } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { t } from "./messages";
import { mayRename } from "./powers";
import { isOneWithout } from "./question";
import { RenameForm } from "./RenameForm";
import styles from "./signals.module.css";
import type { Rename } from "./types";
import { WithdrawForm } from "./WithdrawForm";

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
          <div className={`panel ${styles["scroll"] ?? ""} ${styles["renames"] ?? ""}`}>
            <Table verticalSpacing={6} aria-label={t.renames.list}>
              <Table.Thead>
                <Table.Tr>
                  {(["column", "from", "to", "reason"] as const).map((one) => (
                    <Table.Th key={one}>{t.renames.columns[one]}</Table.Th>
                  ))}
                  <Table.Th className="no-print">
                    <VisuallyHidden>{t.withdrawing.button}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {renames.map((rename) => (
                  <Renamed key={JSON.stringify([rename.column, rename.from, rename.to])} rename={rename} old={valueName(rename.column, rename.from)} now={valueName(rename.column, rename.to)} may={may} stay={isOneWithout(rename, renames)} />
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

/** One that was declared, and below it the form that withdraws it. `stay`: the names stay one all the same. */
function Renamed({ rename, old, now, may, stay }: { rename: Rename; old: string; now: string; may: boolean; stay: boolean }) {
  const [withdrawing, setWithdrawing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const says = t.withdrawing.of(old, now);
  const close = () => {
    setWithdrawing(false);
    button.current?.focus(); // goes with its line once it is withdrawn
  };
  return (
    <>
      <Table.Tr>
        <Table.Td>{columnName(rename.column)}</Table.Td>
        <Table.Td>{old}</Table.Td>
        <Table.Td>{now}</Table.Td>
        <Table.Td>{rename.reason}</Table.Td>
        <Table.Td className="no-print" ta="end">
          {may ? (
            <Button ref={button} size="compact-sm" variant="default" aria-label={says} aria-expanded={withdrawing} onClick={() => (withdrawing ? close() : setWithdrawing(true))}>
              {t.withdrawing.button}
            </Button>
          ) : (
            <RefusedButton size="compact-sm" label={t.withdrawing.button} says={says}>
              <Text size="sm">{t.whyNot.rename}</Text>
            </RefusedButton>
          )}
        </Table.Td>
      </Table.Tr>
      {withdrawing && (
        <Table.Tr className="no-print">
          <Table.Td colSpan={5}>
            <WithdrawForm rename={rename} old={old} now={now} stay={stay} onClose={close} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
