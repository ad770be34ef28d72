// The tree as a table: every number opens its cases, every name its page. It is the twin of the fishbone as well.

import { Group, Switch, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { toCsv } from "@/shared/csv";
import { casesBehind, narrowed } from "@/shared/figures/behind";
import type { Condition } from "@/shared/figures/conditions";
import { Downloads } from "@/shared/figures/Downloads";
import { inUnit, valueText } from "@/shared/figures/values";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./causes.module.css";
import { t } from "./messages";
import type { PartSearch } from "@/shared/figures/part";
import { codesOf, depthOf, withCases } from "./tree";
import type { Cause, Causes } from "./types";

type Props = { answer: Causes; conditions: readonly Condition[]; search: PartSearch };

export function CauseTree({ answer, conditions, search }: Props) {
  const [everything, setEverything] = useState(answer.known === 0);
  const { causes, period, currency } = answer;
  const csv = () =>
    toCsv([
      ["code", t.tree.cause, t.tree.own, t.tree.cases, `${t.tree.redress} (${currency ?? t.none})`, t.tree.pain],
      ...causes.map(({ code, title, own, cases, redress, pain }) => [code, title, own, cases, currency === undefined ? undefined : inUnit(redress, { unit: "money", currency }), pain]),
    ]);
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="tree">
      <Group justify="space-between">
        <Title order={2} id="tree">
          {t.tree.title}
        </Title>
        <Downloads of={t.tree.title} file={`causes ${period.from} ${period.to}`} csv={csv} />
      </Group>
      <Switch my="xs" className="no-print" label={t.tree.all} checked={everything} onChange={(event) => setEverything(event.currentTarget.checked)} />
      <CauseTable answer={answer} causes={everything ? causes : withCases(causes)} conditions={conditions} search={search} label={t.tree.caption} />
      <Text size="xs" c="dimmed" mt={6}>
        {t.tree.painSays}
      </Text>
    </section>
  );
}

export function CauseTable({ answer, causes, conditions, search, label }: Props & { causes: readonly Cause[]; label: string }) {
  const least = Math.min(...causes.map(({ code }) => depthOf(answer.causes, code)));
  const { from, to, where } = search;
  return (
    <div className={styles["scroll"]} role="region" aria-label={label} tabIndex={0}>
      <Table verticalSpacing={4} className={`num ${styles["figures"] ?? ""}`} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.tree.cause}</Table.Th>
            <Table.Th>{t.tree.own}</Table.Th>
            <Table.Th>{t.tree.cases}</Table.Th>
            <Table.Th>{t.tree.redress}</Table.Th>
            <Table.Th>{t.tree.pain}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {causes.map((cause) => {
            const all = codesOf(answer.causes, cause.code);
            const figure = (text: string, what: string, codes: readonly string[], cases: number) => (
              <Table.Td>
                {cases === 0 ? (
                  <span className={styles["nothing"]}>{text}</span>
                ) : (
                  <PageLink to="/monitoring/explore" search={casesBehind(narrowed(conditions, "cause", codes), answer.period)} size="sm" aria-label={t.tree.open(text, cause.title, what)}>
                    {text}
                  </PageLink>
                )}
              </Table.Td>
            );
            return (
              <Table.Tr key={cause.code} data-cause={cause.code}>
                <Table.Th scope="row" style={{ paddingLeft: `${0.6 + (depthOf(answer.causes, cause.code) - least) * 1.1}rem` }}>
                  <PageLink to="/monitoring/causes/$code" params={{ code: cause.code }} search={{ from, to, where }} size="sm" fw={cause.below === undefined ? 650 : 400} aria-label={t.tree.page(cause.title)}>
                    {cause.title}
                  </PageLink>
                </Table.Th>
                {figure(valueText(cause.own, { unit: "cases" }), t.tree.own, [cause.code], cause.own)}
                {figure(valueText(cause.cases, { unit: "cases" }), t.tree.cases, all, cause.cases)}
                {figure(answer.currency === undefined ? t.none : valueText(cause.redress, { unit: "money", currency: answer.currency }), t.tree.redress, all, answer.currency === undefined ? 0 : cause.cases)}
                {figure(valueText(cause.pain, { unit: "cases" }), t.tree.pain, all, cause.cases)}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
