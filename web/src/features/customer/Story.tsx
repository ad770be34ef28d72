// Their cases, every exchange on them, how they felt, and whether we could lose them.

import { Badge, Button, Group, Skeleton, Stack, Table, Text } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { choice, count, day, moment, number } from "@/shared/i18n";
import { useNameOf } from "@/shared/people";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { When } from "@/shared/ui/When";
import { kindOf, type Risk } from "./loyalty";
import { t } from "./messages";
import { Part } from "./Part";
import { said } from "./said";
import { feelingsOf } from "./sentiment";
import classes from "./customer.module.css";

const FeelingsChart = lazy(() => import("./FeelingsChart"));

export function Cases({ cases }: { cases: readonly Schemas["CaseSummary"][] }) {
  return (
    <Part title={`${t.sections.cases} (${number(cases.length)})`}>
      {cases.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t.cases.none}
        </Text>
      ) : (
        <div className={classes["scroll"]}>
          <Table verticalSpacing={6} miw="32rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.cases.columns.ref}</Table.Th>
                <Table.Th>{t.cases.columns.subject}</Table.Th>
                <Table.Th>{t.cases.columns.status}</Table.Th>
                <Table.Th>{t.cases.columns.due}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {cases.map((one) => (
                <Table.Tr key={one.ref}>
                  <Table.Td className="num" style={{ whiteSpace: "nowrap" }}>
                    <PageLink to="/cases/$ref" params={{ ref: one.ref }} size="sm">
                      {one.ref}
                    </PageLink>
                    <Text size="xs" c="dimmed">
                      {day(new Date(one.received_at))}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{one.subject ?? <em>{t.contacts.erased}</em>}</Text>
                    <Text size="xs" c="dimmed">
                      {[one.product, one.category].filter(Boolean).join(" · ")}
                    </Text>
                    {one.promises_broken > 0 && (
                      <Text size="xs" style={{ color: "var(--late)" }}>
                        {count(one.promises_broken, t.cases.broken)}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{standing(one)}</Text>
                    {one.outcome && (
                      <Text size="xs" c="dimmed">
                        {choice("Outcome", one.outcome)}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{one.status === "open" && one.next_due ? <When at={one.next_due} /> : ""}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Part>
  );
}

function standing({ status, phase, merged_into }: Schemas["CaseSummary"]) {
  if (merged_into) return t.cases.merged(merged_into);
  return status === "open" ? choice("Phase", phase) : choice("CaseStatus", status);
}

type Read = { history: Schemas["CustomerHistory"] | undefined; pending: boolean; error: unknown; again: () => void };

function Partly({ history, error, again }: Read) {
  if (error) return <ProblemNote problem={error} again={again} />;
  if (!history || history.cases <= history.read) return null;
  return (
    <Text size="xs" c="dimmed">
      {t.partly(number(history.read), number(history.cases))}
    </Text>
  );
}

const first = 6;
export function Contacts(read: Read) {
  const [all, setAll] = useState(false);
  const exchanges = read.history?.contacts ?? [];
  const nameOf = useNameOf();
  const shown = all ? exchanges : exchanges.slice(0, first);
  return (
    <Part title={`${t.sections.contacts}${read.pending ? "" : ` (${number(exchanges.length)})`}`}>
      <Partly {...read} />
      {!read.pending && exchanges.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.contacts.none}
        </Text>
      )}
      <ul className={classes["plain"]}>
        {shown.map((one) => (
          <li key={one.case_ref + one.id}>
            <Group justify="space-between" gap="xs">
              <Text size="xs" c="dimmed" className="num">
                {moment(new Date(one.at))} · {one.direction === "to_customer" ? t.contacts.toThem : t.contacts.fromThem} · {choice("Channel", one.channel)}
                {one.reached ? "" : ` · ${t.contacts.notReached}`} · {nameOf(one.by) ?? one.by}
              </Text>
              <PageLink to="/cases/$ref" params={{ ref: one.case_ref }} size="xs">
                {one.case_ref}
              </PageLink>
            </Group>
            <Text size="sm" className={classes["words"]} lineClamp={all ? undefined : 3} c={one.summary === null ? "dimmed" : undefined} fs={one.summary === null ? "italic" : undefined}>
              {one.summary ?? t.contacts.erased}
            </Text>
            {heatSaid(one.heat) !== "" && (
              <Text size="xs" c="dimmed">
                {t.contacts.heat}: {heatSaid(one.heat)}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {exchanges.length > first && (
        <div>
          <Button size="compact-sm" variant="light" onClick={() => setAll(!all)} aria-expanded={all}>
            {all ? t.contacts.fewer : t.contacts.more(number(exchanges.length))}
          </Button>
        </div>
      )}
    </Part>
  );
}

function heatSaid(heat: Schemas["Heat"]) {
  const parts = (["heard", "empathised", "apologised", "took_ownership"] as const).filter((part) => heat[part]);
  return parts.map((part) => t.contacts.heatParts[part]).join(", ");
}

export function Feelings(read: Read) {
  const feelings = useMemo(() => feelingsOf(read.history), [read.history]);
  return (
    <Part title={t.sections.feelings}>
      <Partly {...read} />
      {!read.pending && feelings.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.feelings.none}
        </Text>
      )}
      {feelings.length > 0 && (
        <>
          <Text size="xs" c="dimmed">
            {t.feelings.intro}
          </Text>
          <Suspense fallback={<Skeleton height={220} />}>
            <FeelingsChart feelings={feelings} />
          </Suspense>
          <details>
            <summary>
              <Text span size="sm">
                {t.feelings.table}
              </Text>
            </summary>
            <Table verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.feelings.columns.when}</Table.Th>
                  <Table.Th>{t.feelings.columns.what}</Table.Th>
                  <Table.Th>{t.feelings.columns.case}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {feelings.map((one) => (
                  <Table.Tr key={one.case + one.at + one.kind}>
                    <Table.Td className="num">{moment(new Date(one.at))}</Table.Td>
                    <Table.Td>{said(one)}</Table.Td>
                    <Table.Td>
                      <PageLink to="/cases/$ref" params={{ ref: one.case }} size="sm">
                        {one.case}
                      </PageLink>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </details>
        </>
      )}
    </Part>
  );
}

const looks: Record<Risk, string> = { none: "met", some: "quiet", raised: "soon", high: "late" };

export function Loyalty(read: Read) {
  const loyalty = read.history?.loyalty;
  const look = looks[loyalty?.risk ?? "none"];
  return (
    <Part title={t.sections.loyalty}>
      {loyalty && (
        <Stack gap="xs">
          <Group gap="sm">
            <span className={classes["risk"]} style={{ color: `var(--${look})`, background: `var(--${look}-bg)` }}>
              {t.loyalty.risks[loyalty.risk]}
            </span>
            <Text size="xs" c="dimmed" className="num">
              {t.loyalty.points(number(loyalty.points))}
            </Text>
          </Group>
          {loyalty.reasons.length === 0 && <Text size="sm">{t.loyalty.none}</Text>}
          <ul className={classes["plain"]}>
            {loyalty.reasons.map(({ reason, times, points, cases: refs }) => (
              <li key={reason}>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <Text size="sm">
                    {count(times, t.loyalty.reasons[kindOf(reason)])}{" "}
                    <Text span size="xs" c="dimmed">
                      {t.loyalty.onCases}{" "}
                      {refs.map((ref, index) => (
                        <span key={ref}>
                          {index > 0 && ", "}
                          <PageLink to="/cases/$ref" params={{ ref }} size="xs">
                            {ref}
                          </PageLink>
                        </span>
                      ))}
                    </Text>
                  </Text>
                  <Badge variant="light" tt="none" color="gray" className="num" style={{ flexShrink: 0 }}>
                    +{number(points)}
                  </Badge>
                </Group>
              </li>
            ))}
          </ul>
          {(loyalty.promises_kept > 0 || loyalty.confirmed > 0) && (
            <Text size="sm">
              {t.loyalty.good}: {[loyalty.promises_kept > 0 && count(loyalty.promises_kept, t.loyalty.kept), loyalty.confirmed > 0 && count(loyalty.confirmed, t.loyalty.confirmed)].filter(Boolean).join(", ")}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {t.loyalty.intro} {t.loyalty.scale}
          </Text>
        </Stack>
      )}
      <Partly {...read} />
    </Part>
  );
}

