// The numbers of the return that no sum is made of: how fast, how decided, what was paid, and to whom.

import { Table, Text } from "@mantine/core";
import { useId } from "react";
import { money } from "@/shared/i18n/language";
import { AddressLink } from "@/shared/ui/AddressLink";
import { t } from "./messages";
import { returnCases } from "./opens";
import { Opens } from "./Reconciliation";
import styles from "./reports.module.css";
import { decisionLines, numberOf, timeLines, vulnerabilityLines } from "./sum";
import type { HalfYearReturn, ReturnLine } from "./types";

export function ReturnNumbers({ made }: { made: HalfYearReturn }) {
  const { times, timesNote, decisions, redress, vulnerability } = t.halfYear;
  return (
    <div className={styles["small"]}>
      <Few title={times} made={made} lines={timeLines} note={timesNote} />
      <Few title={decisions} made={made} lines={decisionLines} />
      <Few title={redress} made={made} lines={["redress_paid"]} paid />
      <Few title={vulnerability} made={made} lines={vulnerabilityLines} />
    </div>
  );
}

type Props = { title: string; made: HalfYearReturn; lines: readonly ReturnLine[]; note?: string; /** With the sums that were paid. */ paid?: boolean };

function Few({ title, made, lines, note, paid = false }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles["fewTitle"]}>
        {title}
      </h2>
      <div className="panel">
        <Table verticalSpacing={5} className="num" aria-labelledby={id}>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line} data-line-of-return={line}>
                <Table.Th scope="row" fw={400}>
                  {numberOf(made, line)?.title ?? line}
                </Table.Th>
                <Table.Td ta="right">
                  <Opens made={made} line={line} />
                </Table.Td>
              </Table.Tr>
            ))}
            {paid &&
              made.redress.map((sum) => (
                <Table.Tr key={sum.currency}>
                  <Table.Th scope="row" fw={400}>
                    {t.halfYear.paid(sum.currency)}
                  </Table.Th>
                  <Table.Td ta="right">
                    <AddressLink to={returnCases(made.of, "redress_paid")} className={styles["opens"]} label={t.halfYear.open(money(sum), t.halfYear.paid(sum.currency))}>
                      {money(sum)}
                    </AddressLink>
                  </Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </div>
      {note !== undefined && (
        <Text size="xs" c="dimmed" mt={4}>
          {note}
        </Text>
      )}
    </section>
  );
}
