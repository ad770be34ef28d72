// The cause tree over the cases of some days: rolled up, as a Pareto chart, as a fishbone, and crossed with products.

import { Alert, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { casesBehind, narrowed } from "@/shared/figures/behind";
import { parseConditions, toText, type Condition } from "@/shared/figures/conditions";
import { useOverview } from "@/shared/figures/data";
import { Filters } from "@/shared/figures/Filters";
import { MonitoringPages } from "@/shared/figures/MonitoringPages";
import { useValueName } from "@/shared/figures/names";
import { PeriodFields } from "@/shared/figures/PeriodFields";
import { valueText } from "@/shared/figures/values";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./causes.module.css";
import { CauseTree } from "./CauseTree";
import { useCauses } from "./data";
import { FishboneSection } from "./Fishbone";
import { HeatMap } from "./HeatMap";
import { t } from "./messages";
import { ParetoSection } from "./Pareto";
import type { CausesSearch } from "./search";
import type { Causes } from "./types";

export function CausesPage() {
  const search: CausesSearch = useSearch({ from: "/monitoring/causes" });
  const navigate = useNavigate();
  const overview = useOverview();
  const { data, error, isPending, isPlaceholderData, refetch } = useCauses(search);
  const conditions = useMemo(() => parseConditions(search.where ?? ""), [search.where]);
  const valueName = useValueName(useMemo(() => conditions.map(({ column }) => column), [conditions]));
  const change = (by: Partial<CausesSearch>) => void navigate({ to: "/monitoring/causes", search: (now) => ({ ...now, ...by }), resetScroll: false });
  return (
    <Stack gap="md">
      <MonitoringPages />
      <div>
        <Title order={1}>{t.title}</Title>
        <Text size="sm" c="dimmed" maw="46rem">
          {t.says}
        </Text>
      </div>
      <div className={`${styles["asking"] ?? ""} no-print`}>
        <PeriodFields asked={search} {...(data ? { shown: data.period } : {})} onChange={change} />
      </div>
      {overview.data && <Filters conditions={conditions} overview={overview.data} nameOf={valueName} onChange={(to) => change({ where: toText(to) || undefined })} />}
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={320} />}
      {data && !error && (
        <Stack gap="md" aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <Known answer={data} conditions={conditions} />
          <div className={styles["two"]}>
            <ParetoSection answer={data} conditions={conditions} by={search.pareto ?? "count"} onBy={(by) => change({ pareto: by === "count" ? undefined : by })} />
            <CauseTree answer={data} conditions={conditions} search={search} />
          </div>
          {data.known > 0 && <FishboneSection answer={data} search={search} />}
          {data.known > 0 && <HeatMap conditions={conditions} period={data.period} where={search.where} />}
        </Stack>
      )}
    </Stack>
  );
}

/** Of how many the cause is known: without it no number here says how much it leaves out. */
export function Known({ answer: { cases, known, period, other_currencies: others }, conditions }: { answer: Causes; conditions: readonly Condition[] }) {
  if (cases === 0) return <Text>{t.noCases}</Text>;
  const unknown = cases - known;
  return (
    <Alert variant="light" color={unknown > 0 ? "yellow" : "gray"} p="xs">
      <Text size="sm">
        {unknown === 0 ? t.allKnown(cases) : t.notKnown(unknown, cases, valueText(unknown / cases, { unit: "share" }))}{" "}
        {unknown > 0 && (
          <PageLink to="/monitoring/explore" search={casesBehind(narrowed(conditions, "cause", [""]), period)} size="sm" underline="always">
            {t.openUnknown}
          </PageLink>
        )}
      </Text>
      {known === 0 && <Text size="sm">{t.noneKnown}</Text>}
      {others > 0 && <Text size="sm">{t.otherCurrencies(others)}</Text>}
    </Alert>
  );
}
