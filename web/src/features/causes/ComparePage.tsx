// A share of teams, branches, products beside one another: who differs by more than chance, given how many cases each has.

import { Group, NativeSelect, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { parseConditions, toText } from "@/shared/figures/conditions";
import { useOverview } from "@/shared/figures/data";
import { About } from "@/shared/figures/About";
import { Filters } from "@/shared/figures/Filters";
import { MonitoringPages } from "@/shared/figures/MonitoringPages";
import { columnName, useValueName } from "@/shared/figures/names";
import { PeriodFields } from "@/shared/figures/PeriodFields";
import type { Overview } from "@/shared/figures/types";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./causes.module.css";
import { useFunnel } from "./data";
import { FunnelSection } from "./FunnelSection";
import { t } from "./messages";
import type { CompareSearch } from "./search";

export function ComparePage() {
  const overview = useOverview();
  return (
    <Stack gap="md">
      <MonitoringPages />
      <div>
        <Title order={1}>{t.compare.title}</Title>
        <Text size="sm" c="dimmed" maw="46rem">
          {t.compare.says}
        </Text>
      </div>
      <ProblemNote problem={overview.error} again={() => void overview.refetch()} />
      {overview.isPending && <Skeleton height={320} />}
      {overview.data && <Compare overview={overview.data} />}
    </Stack>
  );
}

function Compare({ overview }: { overview: Overview }) {
  const search: CompareSearch = useSearch({ from: "/monitoring/compare" });
  const navigate = useNavigate();
  const shares = overview.measures.filter(({ unit }) => unit === "share");
  const columns = overview.columns.filter(({ values_in_all: many }) => many > 1);
  const measure = search.measure ?? (shares.find(({ id }) => id === "upheld") ?? shares[0])?.id ?? "";
  const by = search.by ?? (columns.find(({ name }) => name === "team") ?? columns[0])?.name ?? "";
  const asked = { ...search, measure, by };
  const { data, error, isPending, isPlaceholderData, refetch } = useFunnel(asked);
  const conditions = useMemo(() => parseConditions(search.where ?? ""), [search.where]);
  const valueName = useValueName([by, ...conditions.map(({ column }) => column)]);
  const change = (to: Partial<CompareSearch>) => void navigate({ to: "/monitoring/compare", search: (now) => ({ ...now, ...to }), resetScroll: false });
  if (by === "") return <Text>{t.compare.noColumns}</Text>;
  const shown = shares.find(({ id }) => id === measure);
  return (
    <>
      <div className={`${styles["asking"] ?? ""} no-print`}>
        <Group gap={6} wrap="nowrap" align="end" className={styles["wide"]}>
          <NativeSelect label={t.compare.measure} size="xs" style={{ flex: 1 }} value={measure} data={shares.map(({ id, title }) => ({ value: id, label: title }))} onChange={(event) => change({ measure: event.currentTarget.value })} />
          {shown && <About measure={shown} />}
        </Group>
        <NativeSelect label={t.compare.by} size="xs" value={by} data={columns.map(({ name }) => ({ value: name, label: columnName(name) }))} onChange={(event) => change({ by: event.currentTarget.value })} />
        <PeriodFields asked={search} {...(data ? { shown: data.period } : {})} onChange={change} />
      </div>
      <Filters conditions={conditions} overview={overview} nameOf={valueName} onChange={(to) => change({ where: toText(to) || undefined })} />
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={320} />}
      {data && !error && (
        <div aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <FunnelSection answer={data} by={by} conditions={conditions} nameOf={(value) => valueName(by, value)} />
        </div>
      )}
    </>
  );
}
