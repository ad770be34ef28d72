// What was promised beside what came; and the plan where it has been changed since.

import { Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { parseConditions } from "@/shared/figures/conditions";
import { conditionsInWords, useCauseTree, useValueName } from "@/shared/figures/names";
import { dayInWords } from "@/shared/figures/periods";
import { money } from "@/shared/i18n/language";
import { useNameOf } from "@/shared/people";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./improvements.module.css";
import { t } from "./messages";
import type { Improvement, Plan } from "./types";

export function Promised({ improvement }: { improvement: Improvement }) {
  const { plan, promised, measure, changed_on, follow_ups, state } = improvement;
  const { record: words } = t;
  const nameOf = useNameOf();
  const tree = useCauseTree();
  const wheres = [plan.where, plan.compared_with, promised.where, promised.compared_with].map((text) => parseConditions(text ?? ""));
  const valueName = useValueName(wheres.flat().map(({ column }) => column));
  const inWords = (text: string | undefined, none: string) => conditionsInWords(parseConditions(text ?? ""), valueName) || none;
  const differs = state !== "proposed" && JSON.stringify(plan) !== JSON.stringify(promised);
  const latest = follow_ups.findLast(({ found }) => found !== undefined);
  const came = latest?.found;
  const percent = (of: Plan) => (of.expected_percent === undefined ? t.nothingPromised : t.percent(of.expected_percent));
  const cameText = came === undefined ? words.nothingYet : came.verdict === "effect" && came.percent !== undefined ? t.percent(Math.round(came.percent)) : t.verdicts[came.verdict];
  const cost = (of: Plan) => (of.cost ? money(of.cost) : t.none);
  const when = (of: Plan) => (of.planned_for === undefined ? t.none : words.plannedFor(dayInWords(of.planned_for)));
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="promised">
      <Title order={2} id="promised" mb="xs">
        {words.promisedAndCame}
      </Title>
      <div className={styles["scroll"]} role="region" aria-label={`${words.promised}, ${words.came}`} tabIndex={0}>
        <Table verticalSpacing={6} className={`num ${styles["facts"] ?? ""}`} aria-label={words.promisedAndCame}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th scope="col">{words.promised}</Table.Th>
              <Table.Th scope="col">{words.came}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th scope="row">{words.expected}</Table.Th>
              <Table.Td>{`${measure.title}: ${percent(promised)}`}</Table.Td>
              <Table.Td>
                <strong>{cameText}</strong>
                {latest && came && (
                  <Text span size="xs" c="dimmed" display="block">
                    {t.followUps.after(latest.days)}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th scope="row">{words.when}</Table.Th>
              <Table.Td>{when(promised)}</Table.Td>
              <Table.Td>{changed_on === undefined ? words.nothingYet : words.madeOn(dayInWords(changed_on))}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </div>
      <dl className={styles["plan"]}>
        <Fact name={words.change}>{plan.change}</Fact>
        <Fact name={words.owner}>{nameOf(plan.owner) ?? t.card.noOwner}</Fact>
        <Fact name={words.cost}>{cost(plan)}</Fact>
        {plan.cause !== undefined && (
          <Fact name={words.cause}>
            <PageLink to="/monitoring/causes/$code" params={{ code: plan.cause }} search={{}} size="sm">
              {tree.data?.find(({ code }) => code === plan.cause)?.title ?? plan.cause}
            </PageLink>
          </Fact>
        )}
        <Fact name={words.measure}>{measure.title}</Fact>
        <Fact name={words.where}>{inWords(plan.where, words.allCases)}</Fact>
        <Fact name={words.compared}>{inWords(plan.compared_with, words.noComparison)}</Fact>
      </dl>
      {differs && (
        <details className={styles["twin"]}>
          <summary>{words.differs}</summary>
          <div className={styles["scroll"]}>
            <Table verticalSpacing={4} className={styles["facts"]} aria-label={words.differs}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Td />
                  <Table.Th>{words.asPromised}</Table.Th>
                  <Table.Th>{words.plannedNow}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {(
                  [
                    [words.change, promised.change, plan.change],
                    [words.expected, percent(promised), percent(plan)],
                    [words.where, inWords(promised.where, words.allCases), inWords(plan.where, words.allCases)],
                    [words.compared, inWords(promised.compared_with, words.noComparison), inWords(plan.compared_with, words.noComparison)],
                    [words.owner, nameOf(promised.owner) ?? t.none, nameOf(plan.owner) ?? t.none],
                    [words.cost, cost(promised), cost(plan)],
                    [words.when, when(promised), when(plan)],
                  ] as const
                )
                  .filter(([, before, now]) => before !== now)
                  .map(([name, before, now]) => (
                    <Table.Tr key={name}>
                      <Table.Th scope="row">{name}</Table.Th>
                      <Table.Td>{before}</Table.Td>
                      <Table.Td>{now}</Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </div>
        </details>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
