// How the system is, for whoever looks after it: each part with what it says, and what to do where it is not well.

import { Badge, Button, Group, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { clockTime, moment, number } from "@/shared/i18n";
import { onHappened, useLine, type Happened } from "@/shared/live";
import { useNameOf } from "@/shared/people";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { Moment } from "@/shared/ui/When";
import styles from "../admin.module.css";
import { eventSaid } from "../audit/events";
import { RecordLink } from "../RecordLink";
import { checksOf, type Check, type State } from "./checks";
import { t } from "./messages";

const shownEvents = 30;
const auditors = new Set(["manager", "quality", "administrator"]);

export function Health() {
  const session = useSession();
  const line = useLine();
  const may = auditors.has(session.role);
  const process = useProbe("/healthz");
  const store = useProbe("/readyz");
  const health = useQuery({
    queryKey: ["system-health"],
    queryFn: async () => ({ ...(await bodyOf(api.GET("/api/v1/health"))), asked: new Date() }),
    enabled: may,
    refetchInterval: 30_000,
    retry: false,
  });
  // What the check of the log found on this page's neighbour, if it was made since the workspace was opened.
  const { data: log } = useQuery<{ report: Schemas["AuditReport"]; at: Date }>({ queryKey: ["audit-checked"], enabled: false });
  const checks = checksOf({
    process: process.data,
    store: store.data,
    line,
    health: health.data,
    asked: health.data?.asked,
    log: log && { faults: log.report.faults.length, at: log.at },
  });
  const again = () => {
    void process.refetch();
    void store.refetch();
    if (may) void health.refetch();
  };
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Summary checks={checks} />
        <Group gap="sm" className="no-print">
          {health.data && (
            <Text size="sm" c="dimmed" className="num">
              {t.asOf(clockTime(health.data.asked))}
            </Text>
          )}
          <Button variant="default" size="xs" loading={process.isFetching || store.isFetching || health.isFetching} onClick={again}>
            {t.again}
          </Button>
        </Group>
      </Group>
      {!may && <Text size="sm">{t.mayNot}</Text>}
      <ProblemNote problem={health.error} again={() => void health.refetch()} />
      {may && health.isPending && <Skeleton height={260} />}
      <Checks checks={checks} />
      {health.data && <Figures of={health.data} />}
      <Text size="sm" c="dimmed" maw={700}>
        {session.expires_at !== undefined && `${t.session}: ${t.until(moment(new Date(session.expires_at)))}. `}
        {t.metrics}
      </Text>
      <Lately />
    </Stack>
  );
}

function useProbe(path: "/healthz" | "/readyz") {
  return useQuery({
    queryKey: ["health", path],
    queryFn: async () => {
      const from = performance.now();
      const well = await api.GET(path).then(
        () => true,
        () => false,
      );
      return { well, took: Math.max(1, Math.round(performance.now() - from)) };
    },
    refetchInterval: 30_000,
    retry: false,
  });
}

const looks: Record<State, { meaning: string; mark: string }> = {
  well: { meaning: "met", mark: "✓" },
  look: { meaning: "soon", mark: "!" },
  wrong: { meaning: "late", mark: "✗" },
  unknown: { meaning: "quiet", mark: "?" },
};

function Summary({ checks }: { checks: readonly Check[] }) {
  const wrong = checks.filter(({ state }) => state === "wrong").length;
  const look = checks.filter(({ state }) => state === "look").length;
  const meaning = wrong > 0 ? "late" : look > 0 ? "soon" : "met";
  return (
    <Text role="status" fw={650} style={{ color: `var(--${meaning})` }}>
      {wrong > 0 ? `✗ ${t.wrong(wrong)}` : look > 0 ? `! ${t.look(look)}` : `✓ ${t.allWell}`}
    </Text>
  );
}

function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={`panel ${styles["checks"] ?? ""}`} aria-label={t.checks}>
      {checks.map(({ id, title, state, says, todo, command }) => {
        const { meaning, mark } = looks[state];
        return (
          <li key={id}>
            <Text fw={600}>{title}</Text>
            <div>
              <Badge variant="light" tt="none" style={{ color: `var(--${meaning})`, background: `var(--${meaning}-bg)` }}>
                {mark} {t.states[state]}
              </Badge>
            </div>
            <div>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {says}
              </Text>
              {todo !== undefined && (
                <Text size="sm" c="dimmed">
                  {state === "wrong" || state === "look" ? `${t.todo}: ` : ""}
                  {todo}
                </Text>
              )}
              {command !== undefined && <pre className={styles["command"]}>{command}</pre>}
              {id === "log" && (
                <PageLink to="/admin/$part" params={{ part: "audit" }} size="sm">
                  {t.log.go}
                </PageLink>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Figures({ of }: { of: Schemas["SystemHealth"] }) {
  return (
    <section aria-labelledby="figures">
      <Title order={2} id="figures" mb="xs">
        {t.desk}
      </Title>
      <dl className={`panel ${styles["figures"] ?? ""}`} style={{ padding: "0.9rem 1rem" }}>
        {(["open_cases", "closed_cases", "customers", "events"] as const).map((figure) => (
          <div key={figure}>
            <dt>{t.figures[figure]}</dt>
            <dd className="num">{number(of[figure])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Lately() {
  const nameOf = useNameOf();
  const [happened, setHappened] = useState<readonly Happened[]>([]);
  useEffect(() => onHappened((event) => setHappened((now) => [event, ...now].slice(0, shownEvents))), []);
  return (
    <section aria-labelledby="lately">
      <Title order={2} id="lately" mb="xs">
        {t.lately}
      </Title>
      {happened.length === 0 ? (
        <Text size="sm">{t.nothingYet}</Text>
      ) : (
        <div className={`panel ${styles["table"] ?? ""}`}>
          <Table verticalSpacing={6} aria-labelledby="lately">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.when}</Table.Th>
                <Table.Th>{t.which}</Table.Th>
                <Table.Th>{t.whatHappened}</Table.Th>
                <Table.Th>{t.who}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {happened.map((event) => (
                <Table.Tr key={`${event.ref} ${event.version} ${event.type}`}>
                  <Table.Td>
                    <Moment at={event.at} />
                  </Table.Td>
                  <Table.Td>
                    <RecordLink at={event.ref} />
                  </Table.Td>
                  <Table.Td>{eventSaid(event.type)}</Table.Td>
                  <Table.Td>{event.actor === "system" ? t.amends : nameOf(event.actor)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
