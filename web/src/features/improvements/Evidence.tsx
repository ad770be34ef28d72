// What justified the improvement, frozen when it was proposed: how many cases, over which days, which they are, which signals.

import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import { casesBehind } from "@/shared/figures/behind";
import { parseConditions } from "@/shared/figures/conditions";
import { rangeInWords } from "@/shared/figures/periods";
import { valueText } from "@/shared/figures/values";
import { seesSignals, useSignals } from "@/shared/signals";
import { useSession } from "@/shared/session";
import { CaseLink } from "@/shared/ui/CaseLink";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./improvements.module.css";
import { t } from "./messages";
import type { Improvement } from "./types";

const few = 24;

export function EvidenceSection({ improvement: { evidence, plan, promised, measure } }: { improvement: Improvement }) {
  const [all, setAll] = useState(false);
  const { from, to, cases, value, latest } = evidence;
  const range = rangeInWords({ from, to });
  const shown = all ? latest : latest.slice(0, few);
  const { evidence: words } = t;
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="evidence">
      <Title order={2} id="evidence" mb="xs">
        {words.title}
      </Title>
      <Text size="sm">
        <strong>{measure.dated === "received" ? words.says(cases, range) : words.counted(cases, range)}</strong> {measure.unit === "cases" || measure.unit === "money" ? "" : words.value(measure.title, valueText(value, { unit: measure.unit }))}{" "}
        <PageLink to="/monitoring/explore" search={casesBehind(parseConditions(promised.where ?? ""), { from, to }, measure.id)} size="sm" underline="always">
          {words.today}
        </PageLink>
      </Text>
      {plan.signals.length > 0 && <Signals refs={plan.signals} />}
      {latest.length > 0 && (
        <>
          <Title order={3} mt="sm" id="evidence-cases">
            {words.list}
          </Title>
          <div className={styles["refs"]} role="group" aria-labelledby="evidence-cases">
            {shown.map((ref) => (
              <CaseLink key={ref} to={ref} small>
                {ref}
              </CaseLink>
            ))}
            {shown.length < latest.length && (
              <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
                {words.more(latest.length)}
              </Button>
            )}
          </div>
          {latest.length < cases && (
            <Text size="xs" c="dimmed">
              {words.latest(latest.length, cases)}
            </Text>
          )}
        </>
      )}
    </section>
  );
}

function Signals({ refs }: { refs: readonly string[] }) {
  const { data } = useSignals("all", seesSignals(useSession()));
  return (
    <>
      <Title order={3} mt="sm">
        {t.evidence.signals}
      </Title>
      <ul className={styles["signals"]}>
        {refs.map((ref) => (
          <li key={ref}>
            <PageLink to="/signals/$ref" params={{ ref }} size="sm">
              {ref}
            </PageLink>{" "}
            <Text span size="sm">
              {data?.signals.find(({ id }) => id === ref)?.says}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
