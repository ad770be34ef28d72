// What justified the improvement, frozen when it was proposed: how many cases, over which days, which they are, which signals.

import { Button, Text, Title } from "@mantine/core";
import { useState } from "react";
import { casesBehind } from "@/shared/figures/behind";
import { parseConditions } from "@/shared/figures/conditions";
import { dayInWords, rangeInWords } from "@/shared/figures/periods";
import { valueText } from "@/shared/figures/values";
import { CaseLink } from "@/shared/ui/CaseLink";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./improvements.module.css";
import { t } from "./messages";
import { thenOf } from "./story";
import type { Evidence, Improvement, JustifyingSignal } from "./types";

const few = 24;

export function EvidenceSection({ improvement: { evidence, promised, measure, signals } }: { improvement: Improvement }) {
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
      {signals.length > 0 && <Signals signals={signals} evidence={evidence} />}
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

/** What each said when it was given as a reason; where it has moved since, that it did and what it says now. */
function Signals({ signals, evidence }: { signals: readonly JustifyingSignal[]; evidence: Evidence }) {
  const { evidence: words } = t;
  return (
    <>
      <Title order={3} mt="sm">
        {words.signals}
      </Title>
      <ul className={styles["signals"]}>
        {signals.map((one) => {
          const { signal, says, now, state_now: state } = one;
          const then = thenOf(one, evidence);
          return (
            <li key={signal}>
              <PageLink to="/signals/$ref" params={{ ref: signal }} size="sm">
                {signal}
              </PageLink>{" "}
              <Text span size="sm">
                {says}
              </Text>
              <Text size="xs" c="dimmed">
                {then ? words.stood(dayInWords(then.on), then.counted, then.expected, words.signalStates[then.state]) : words.notKept(words.signalStates[state])}
              </Text>
              {now !== undefined && (
                <Text size="sm">
                  <PageLink to="/signals/$ref" params={{ ref: signal }} size="sm" underline="always">
                    {words.moved(signal)}
                  </PageLink>
                  {`: ${now} ${words.standsNow(words.signalStates[state])}`}
                </Text>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
