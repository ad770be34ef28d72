// Figures of others: what was taken in, by whom it is published, and the way to take in more.

import { Button, Group, List, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { useBenchmarks, type Benchmark } from "@/shared/benchmarks";
import { useOverview } from "@/shared/figures/data";
import { MonitoringPages } from "@/shared/figures/MonitoringPages";
import { rangeInWords } from "@/shared/figures/periods";
import { valueText, type Saying } from "@/shared/figures/values";
import { words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import styles from "./benchmarks.module.css";
import { ImportForm } from "./ImportForm";
import { t } from "./messages";

const leaders: readonly string[] = ["manager", "quality", "administrator"];

export function BenchmarksPage() {
  const may = leaders.includes(useSession().role);
  const overview = useOverview();
  const { data, error, isPending, refetch } = useBenchmarks();
  return (
    <Stack gap="md" maw={1100}>
      <MonitoringPages />
      <div>
        <Title order={1}>{t.title}</Title>
        <Text size="sm" c="dimmed" maw="46rem">
          {t.says}
        </Text>
      </div>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={160} />}
      {data?.length === 0 && <Text className={`panel ${styles["section"] ?? ""}`}>{t.none}</Text>}
      {data && data.length > 0 && <Taken benchmarks={data} may={may} />}
      {may ? <ImportForm /> : <RefusedImport />}
      {overview.data && (
        <details className={styles["names"]}>
          <summary>{t.measures}</summary>
          <List size="sm" mt="xs">
            {overview.data.measures.map(({ id, title }) => (
              <List.Item key={id}>
                <code>{id}</code>: {title}
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </Stack>
  );
}

function RefusedImport() {
  return (
    <div>
      <RefusedButton label={t.import}>
        <Text size="sm">{t.leaders}</Text>
      </RefusedButton>
    </div>
  );
}

function Taken({ benchmarks, may }: { benchmarks: readonly Benchmark[]; may: boolean }) {
  const overview = useOverview();
  const measureOf = (id: string) => overview.data?.measures.find((one) => one.id === id);
  const currencies = overview.data?.columns.find(({ name }) => name === "currency")?.values ?? [];
  const sayingOf = (id: string): Saying => ({ unit: measureOf(id)?.unit ?? "points", ...(currencies.length === 1 && currencies[0] !== undefined ? { currency: currencies[0] } : {}) });
  const others = [...new Set(benchmarks.map(({ whose }) => whose))];
  return (
    <section aria-labelledby="taken">
      <Title order={2} id="taken" mb="xs">
        {t.list}
      </Title>
      <div className={`panel ${styles["scroll"] ?? ""}`} role="group" aria-label={t.list} tabIndex={0}>
        <Table verticalSpacing={6} className="num" aria-label={t.list} miw="40rem">
          <Table.Thead>
            <Table.Tr>
              {Object.values(t.columns).map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {benchmarks.map((one) => (
              <Table.Tr key={`${one.measure} ${one.whose} ${one.from}`}>
                <Table.Th scope="row">{one.whose}</Table.Th>
                <Table.Td>
                  <PageLink to="/monitoring/explore" search={{ measure: one.measure }} size="sm">
                    {measureOf(one.measure)?.title ?? one.measure}
                  </PageLink>
                </Table.Td>
                <Table.Td>{rangeInWords(one)}</Table.Td>
                <Table.Td>{valueText(one.value, sayingOf(one.measure))}</Table.Td>
                <Table.Td>{one.low === undefined || one.high === undefined ? t.dash : `${valueText(one.low, sayingOf(one.measure))}–${valueText(one.high, sayingOf(one.measure))}`}</Table.Td>
                <Table.Td>{one.source || t.dash}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {may && (
        <Group gap="xs" mt="xs" className="no-print">
          {others.map((whose) => (
            <Remove key={whose} whose={whose} />
          ))}
        </Group>
      )}
    </section>
  );
}

/** Asked twice: it takes all figures of the others away at once. */
function Remove({ whose }: { whose: string }) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/benchmarks/remove", { body: { whose } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["benchmarks"] }),
  });
  if (!asked) {
    return (
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t.removeOf(whose)}
      </Button>
    );
  }
  return (
    <div className={`panel ${styles["sure"] ?? ""}`} role="group" aria-label={t.removeOf(whose)}>
      <Text size="sm">{t.sure(whose)}</Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" loading={isPending} onClick={() => mutate()} autoFocus>
          {t.remove}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsked(false)}>
          {words.ui.cancel}
        </Button>
      </Group>
      <ProblemNote problem={error} />
    </div>
  );
}
