// The return by product and category: the sums, and what was upheld and paid. Each number opens its cases.

import { Table, Text, Title } from "@mantine/core";
import { money, number } from "@/shared/i18n/language";
import { AddressLink } from "@/shared/ui/AddressLink";
import { t } from "./messages";
import { returnCases } from "./opens";
import styles from "./reports.module.css";
import { Opens } from "./Reconciliation";
import { placeOf } from "./sum";
import type { HalfYearReturn, ReturnGroup, ReturnLine } from "./types";

const lines = Object.keys(t.halfYear.groups.columns) as (keyof typeof t.halfYear.groups.columns & ReturnLine)[];
const known = (name: string) => (name === "" ? t.halfYear.notRecorded : name);

export function Groups({ made }: { made: HalfYearReturn }) {
  const { title, none, product, category, columns, redress, all, files } = t.halfYear.groups;
  return (
    <div>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {made.groups.length === 0 ? (
        <Text>{none}</Text>
      ) : (
        <>
          <div className={`panel ${styles["scroll"] ?? ""}`} role="region" aria-label={title} tabIndex={0}>
            <Table verticalSpacing={4} horizontalSpacing="sm" className={`num ${styles["figures"] ?? ""}`} aria-label={title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{product}</Table.Th>
                  <Table.Th scope="col">{category}</Table.Th>
                  {[...lines.map((line) => columns[line]), redress].map((name) => (
                    <Table.Th key={name} scope="col" data-right>
                      {name}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {made.groups.map((group) => (
                  <Row key={JSON.stringify([group.product, group.category])} made={made} group={group} />
                ))}
                <Table.Tr data-strong>
                  <Table.Th scope="row">{all}</Table.Th>
                  <Table.Td />
                  {lines.map((line) => (
                    <Table.Td key={line} data-right>
                      <Opens made={made} line={line} />
                    </Table.Td>
                  ))}
                  <Table.Td data-right>{made.redress.map(money).join(", ") || t.none}</Table.Td>
                </Table.Tr>
              </Table.Tbody>
            </Table>
          </div>
          <Text size="xs" c="dimmed" mt={4} className="no-print">
            {files}
          </Text>
        </>
      )}
    </div>
  );
}

function Row({ made, group }: { made: HalfYearReturn; group: ReturnGroup }) {
  const of = `${known(group.product)}, ${known(group.category)}`;
  const opens = (line: ReturnLine, text: string, column: string) => (
    <AddressLink to={returnCases(made.of, line, group)} className={styles["opens"]} label={t.halfYear.open(text, `${column}, ${of}`)}>
      {text}
    </AddressLink>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row">{known(group.product)}</Table.Th>
      <Table.Td>{known(group.category)}</Table.Td>
      {lines.map((line) => {
        const count = group.counts[placeOf(made, line)] ?? 0;
        return (
          <Table.Td key={line} data-right>
            {count === 0 ? <span className={styles["nothing"]}>0</span> : opens(line, number(count), t.halfYear.groups.columns[line])}
          </Table.Td>
        );
      })}
      <Table.Td data-right>{group.redress.length === 0 ? <span className={styles["nothing"]}>{t.none}</span> : opens("redress_paid", group.redress.map(money).join(", "), t.halfYear.groups.redress)}</Table.Td>
    </Table.Tr>
  );
}
