import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "@/shared/api/client";
import { moment } from "@/shared/i18n";
import { onHappened, useLine, type Happened } from "@/shared/live";
import { useNameOf } from "@/shared/people";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { Moment } from "@/shared/ui/When";
import styles from "./admin.module.css";
import { t } from "./messages";

const shownEvents = 30;

export function Health() {
  const session = useSession();
  const line = useLine();
  const nameOf = useNameOf();
  const process = useProbe("/healthz");
  const store = useProbe("/readyz");
  const [happened, setHappened] = useState<readonly Happened[]>([]);
  useEffect(() => onHappened((event) => setHappened((now) => [event, ...now].slice(0, shownEvents))), []);
  return (
    <Stack gap="lg">
      <dl className={`panel ${styles["facts"] ?? ""}`} style={{ padding: "1rem" }}>
        <dt>{t.health.process}</dt>
        <dd>
          <Probed probe={process} />
        </dd>
        <dt>{t.health.store}</dt>
        <dd>
          <Probed probe={store} />
        </dd>
        <dt>{t.health.line}</dt>
        <dd>
          <State ok={line === "up"} says={line === "up" ? t.health.up : t.health.down} />
        </dd>
        {session.expires_at !== undefined && (
          <>
            <dt>{t.health.session}</dt>
            <dd>{t.health.until(moment(new Date(session.expires_at)))}</dd>
          </>
        )}
      </dl>
      <ProblemNote problem={process.error ?? store.error} />
      <div>
        <Button
          variant="default"
          size="xs"
          loading={process.isFetching || store.isFetching}
          onClick={() => {
            void process.refetch();
            void store.refetch();
          }}
        >
          {t.health.again}
        </Button>
      </div>
      <Text size="sm" c="dimmed" maw={700}>
        {t.health.metrics}
      </Text>
      <section aria-labelledby="lately">
        <Title order={2} id="lately" mb="xs">
          {t.health.lately}
        </Title>
        {happened.length === 0 ? (
          <Text size="sm">{t.health.nothingYet}</Text>
        ) : (
          <div className={`panel ${styles["table"] ?? ""}`}>
            <Table verticalSpacing={6} aria-labelledby="lately">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.health.when}</Table.Th>
                  <Table.Th>{t.health.which}</Table.Th>
                  <Table.Th>{t.health.what}</Table.Th>
                  <Table.Th>{t.health.who}</Table.Th>
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
                    <Table.Td>{spaced(event.type)}</Table.Td>
                    <Table.Td>{nameOf(event.actor)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </section>
    </Stack>
  );
}

/** "OfferAccepted" as words: the log's own names of facts are English. */
const spaced = (type: string) => type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

function RecordLink({ at }: { at: string }) {
  if (at.startsWith("C-")) {
    return (
      <PageLink to="/cases/$ref" params={{ ref: at }} size="sm">
        {at}
      </PageLink>
    );
  }
  if (at.startsWith("CU-")) {
    return (
      <PageLink to="/customers/$ref" params={{ ref: at }} size="sm">
        {at}
      </PageLink>
    );
  }
  return <>{at}</>;
}

function useProbe(path: "/healthz" | "/readyz") {
  return useQuery({
    queryKey: ["health", path],
    queryFn: async () => {
      const from = performance.now();
      const { data } = await api.GET(path);
      return { status: data?.status ?? "", took: Math.max(1, Math.round(performance.now() - from)) };
    },
    refetchInterval: 30_000,
    retry: false,
  });
}

function Probed({ probe }: { probe: ReturnType<typeof useProbe> }) {
  if (probe.error) return <State ok={false} says={t.health.notOk} />;
  if (!probe.data) return <>…</>;
  return (
    <Group gap="xs">
      <State ok says={t.health.ok} />
      <Text size="sm" c="dimmed" className="num">
        {t.health.answered(probe.data.took)}
      </Text>
    </Group>
  );
}

function State({ ok, says }: { ok: boolean; says: string }) {
  return (
    <Badge variant="light" tt="none" style={{ color: `var(--${ok ? "met" : "late"})`, background: `var(--${ok ? "met" : "late"}-bg)` }}>
      {ok ? "✓" : "!"} {says}
    </Badge>
  );
}
