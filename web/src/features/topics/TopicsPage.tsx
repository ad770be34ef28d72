// What customers speak of in some days and did not in the year before, whatever category their cases were put into.

import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { toCsv } from "@/shared/csv";
import { download } from "@/shared/download";
import { parseConditions, toText } from "@/shared/figures/conditions";
import { useOverview } from "@/shared/figures/data";
import { Filters } from "@/shared/figures/Filters";
import { MonitoringPages } from "@/shared/figures/MonitoringPages";
import { useValueName } from "@/shared/figures/names";
import { PeriodFields } from "@/shared/figures/PeriodFields";
import { rangeInWords } from "@/shared/figures/periods";
import { valueText } from "@/shared/figures/values";
import { Making } from "@/shared/ui/Making";
import { ProblemNote } from "@/shared/ui/problems";
import { useTopics, type Topic } from "./data";
import { t } from "./messages";
import type { TopicsSearch } from "./search";
import { TopicSection } from "./TopicSection";
import styles from "./topics.module.css";

const csvOf = (topics: readonly Topic[]) =>
  toCsv([
    [t.csvColumns.topic, t.csvColumns.term, t.csvColumns.recent, t.csvColumns.before, t.csvColumns.times],
    ...topics.flatMap(({ label, terms }) => terms.map(({ shown, recent, before, times }) => [label, shown, recent, before, times])),
  ]);

export function TopicsPage() {
  const search: TopicsSearch = useSearch({ from: "/monitoring/topics" });
  const navigate = useNavigate();
  const overview = useOverview();
  const made = useTopics(search);
  const { data, error, isPlaceholderData, refetch } = made;
  const conditions = useMemo(() => parseConditions(search.where ?? ""), [search.where]);
  const valueName = useValueName(useMemo(() => conditions.map(({ column }) => column), [conditions]));
  const change = (by: Partial<TopicsSearch>) => void navigate({ to: "/monitoring/topics", search: (now) => ({ ...now, ...by }), resetScroll: false });
  return (
    <Stack gap="md" maw={1100}>
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
      <Making label={t.making} made={made} />
      {made.isPending && made.isFetching && <Skeleton height={240} />}
      {data && !error && (
        <Stack gap="md" aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <div>
            <Text size="sm">{t.read(data.read, rangeInWords(data.period), data.read_before, rangeInWords(data.before))}</Text>
            {data.cannot === undefined && <Text size="sm">{t.compared(data.looked_at, valueText(data.false_share, { unit: "share" }))}</Text>}
            {data.notes.map((note) => (
              <Text key={note} size="sm" c="dimmed">
                {note}
              </Text>
            ))}
          </div>
          {data.cannot !== undefined && <Text>{data.cannot}</Text>}
          {data.cannot === undefined && data.topics.length === 0 && <Text>{t.nothing}</Text>}
          {data.topics.map((topic) => (
            <TopicSection key={topic.label} topic={topic} />
          ))}
          {data.topics.length > 0 && (
            <div className="no-print">
              <Text size="xs" c="dimmed" mb="xs">
                {t.words}
              </Text>
              <Button size="xs" variant="default" onClick={() => download(`topics ${data.period.from} ${data.period.to}.csv`, csvOf(data.topics), "text/csv")}>
                {t.csv}
              </Button>
            </div>
          )}
        </Stack>
      )}
    </Stack>
  );
}
