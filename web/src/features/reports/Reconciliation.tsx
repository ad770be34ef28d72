// What there was is as many as what became of it: two sums as one writes them, each number opening its cases; and the cases that
// break it, named.

import { Table, Text, Title } from "@mantine/core";
import { number } from "@/shared/i18n/language";
import { AddressLink } from "@/shared/ui/AddressLink";
import { CaseLink } from "@/shared/ui/CaseLink";
import { t } from "./messages";
import { addressOf } from "./opens";
import styles from "./reports.module.css";
import { sumOf, thereLines, becameLines, numberOf } from "./sum";
import type { HalfYearReturn, ReturnLine } from "./types";

export function Reconciliation({ made }: { made: HalfYearReturn }) {
  const [there, became] = [sumOf(made, thereLines), sumOf(made, becameLines)];
  const { sum } = t.halfYear;
  return (
    <section aria-labelledby="sum">
      <Title order={2} id="sum" mb="xs">
        {sum.title}
      </Title>
      <div className={styles["sum"]}>
        <Side title={sum.there} made={made} lines={thereLines} total={there} />
        <div className={styles["equals"]} data-same={there === became}>
          <span aria-hidden>{there === became ? "=" : "≠"}</span>
          <span className="heard">{there === became ? sum.equals : sum.notEquals}</span>
        </div>
        <Side title={sum.became} made={made} lines={becameLines} total={became} />
      </div>
      <Text mt="xs">{made.reconciles ? sum.same : sum.different}</Text>
    </section>
  );
}

function Side({ title, made, lines, total }: { title: string; made: HalfYearReturn; lines: readonly ReturnLine[]; total: number }) {
  return (
    <div className={`panel ${styles["side"] ?? ""}`}>
      <table className="num">
        <caption>{title}</caption>
        <tbody>
          {lines.map((line, at) => (
            <tr key={line} data-line-of-return={line}>
              <td aria-hidden>{at === 0 ? "" : "+"}</td>
              <th scope="row">{numberOf(made, line)?.title ?? line}</th>
              <td>
                <Opens made={made} line={line} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td aria-hidden />
            <th scope="row">{t.halfYear.sum.together}</th>
            <td>{number(total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** A number of the return, over all products; nothing is behind none. */
export function Opens({ made, line }: { made: HalfYearReturn; line: ReturnLine }) {
  const one = numberOf(made, line);
  const address = one && one.count > 0 ? addressOf(one.opens) : undefined;
  if (!one || address === undefined) return <span className={styles["nothing"]}>{number(one?.count ?? 0)}</span>;
  return (
    <AddressLink to={address} className={styles["opens"]} label={t.halfYear.open(number(one.count), one.title)}>
      {number(one.count)}
    </AddressLink>
  );
}

export function Faults({ made: { faults } }: { made: HalfYearReturn }) {
  if (faults.length === 0) return null;
  const { title, case: ref, why } = t.halfYear.faults;
  return (
    <section aria-labelledby="faults">
      <Title order={2} id="faults" mb="xs">
        {title}
      </Title>
      <div className={`panel ${styles["scroll"] ?? ""}`}>
        <Table verticalSpacing={6} aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="7rem">{ref}</Table.Th>
              <Table.Th>{why}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {faults.map(({ case_ref: of, says }, at) => (
              <Table.Tr key={`${of} ${at}`}>
                <Table.Td className="num">
                  <CaseLink to={of}>{of}</CaseLink>
                </Table.Td>
                <Table.Td>{says}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
