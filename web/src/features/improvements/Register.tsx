// The register: each improvement a line, what was promised beside what came at each follow-up.

import { Group, Table } from "@mantine/core";
import { toCsv } from "@/shared/csv";
import { Downloads } from "@/shared/figures/Downloads";
import { dayInWords, today } from "@/shared/figures/periods";
import { money } from "@/shared/i18n/language";
import { useNameOf } from "@/shared/people";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./improvements.module.css";
import { t } from "./messages";
import type { Improvement } from "./types";

const days = [30, 90, 180] as const;
const found = ({ follow_ups }: Improvement, after: number) => follow_ups.find((one) => one.days === after && one.recorded)?.found;
/** "65% less"; where there is no effect to tell, the verdict. */
const cameText = (of: ReturnType<typeof found>) => (of === undefined ? t.none : of.verdict === "effect" && of.percent !== undefined ? t.percent(Math.round(of.percent)) : t.verdicts[of.verdict]);
const promisedText = ({ promised }: Improvement) => (promised.expected_percent === undefined ? t.nothingPromised : t.percent(promised.expected_percent));

export function Register({ improvements }: { improvements: readonly Improvement[] }) {
  const nameOf = useNameOf();
  const { register: words } = t;
  const csv = () =>
    toCsv([
      [words.ref, words.title, words.state, words.owner, words.measure, `${words.promised} (%)`, words.cost, words.changed, ...days.flatMap((after) => [words.after(after), `${words.after(after)} (%)`]), words.conclusion, words.cases],
      ...improvements.map((one) => [
        one.id,
        one.plan.title,
        t.states[one.state],
        nameOf(one.plan.owner),
        one.measure.title,
        one.promised.expected_percent,
        one.plan.cost && `${one.plan.cost.amount} ${one.plan.cost.currency}`,
        one.changed_on,
        ...days.flatMap((after) => {
          const of = found(one, after);
          return [of && t.verdicts[of.verdict], of?.percent];
        }),
        one.conclusion && t.conclusions[one.conclusion],
        one.evidence.cases,
      ]),
    ]);
  return (
    <>
      <Group justify="flex-end">
        <Downloads of={t.view.register} file={`improvements ${today()}`} csv={csv} />
      </Group>
      <div className={`panel ${styles["scroll"] ?? ""}`} role="region" aria-label={words.caption} tabIndex={0}>
        <Table verticalSpacing={6} className={`num ${styles["register"] ?? ""}`} aria-label={words.caption}>
          <Table.Thead>
            <Table.Tr>
              {[words.ref, words.title, words.state, words.owner, words.promised, ...days.map(words.after), words.changed, words.cost].map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {improvements.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{one.id}</Table.Td>
                <Table.Th scope="row">
                  <PageLink to="/improvements/$ref" params={{ ref: one.id }} size="sm">
                    {one.plan.title}
                  </PageLink>
                </Table.Th>
                <Table.Td>{one.conclusion === undefined ? t.states[one.state] : t.conclusions[one.conclusion]}</Table.Td>
                <Table.Td>{nameOf(one.plan.owner) ?? t.none}</Table.Td>
                <Table.Td>{promisedText(one)}</Table.Td>
                {days.map((after) => (
                  <Table.Td key={after}>{cameText(found(one, after))}</Table.Td>
                ))}
                <Table.Td>{one.changed_on === undefined ? t.none : dayInWords(one.changed_on)}</Table.Td>
                <Table.Td>{one.plan.cost ? money(one.plan.cost) : t.none}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

