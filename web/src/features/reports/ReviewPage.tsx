// The service review of a period, as a page that is read from top to bottom, printed, or taken along as a file.

import { Alert, Button, List, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { PeriodFields } from "@/shared/figures/PeriodFields";
import { rangeInWords, today } from "@/shared/figures/periods";
import { fullMoment } from "@/shared/i18n";
import { Making } from "@/shared/ui/Making";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { Contents } from "./Contents";
import { useReview } from "./data";
import { FileButtons } from "./FileButtons";
import { t } from "./messages";
import { Part } from "./Part";
import { lastOnes, lastWhole, nameOfLast } from "./periods";
import styles from "./reports.module.css";
import type { ReviewSearch } from "./search";
import type { Report } from "./types";

const kinds = ["pdf", "xlsx"] as const;

export function ReviewPage() {
  const search: ReviewSearch = useSearch({ from: "/reports/service-review" });
  const navigate = useNavigate();
  const made = useReview(search);
  const { data, error, isPending, isPlaceholderData, refetch } = made;
  const now = today();
  const go = (to: ReviewSearch) => void navigate({ to: "/reports/service-review", search: to, resetScroll: false });
  const shown = nameOfLast(search.from === undefined && search.to === undefined ? (data?.period ?? lastWhole("month", now)) : search, now);
  return (
    <Stack gap="md">
      <PageLink to="/reports" size="sm" className="no-print">
        {t.back}
      </PageLink>
      {data ? <Head report={data} /> : <Title order={1}>{t.pages.review.title}</Title>}
      <div className={`${styles["asking"] ?? ""} no-print`} role="group" aria-label={t.period.label}>
        {lastOnes.map((which) => (
          <Button key={which} size="xs" variant={which === shown ? "light" : "default"} aria-pressed={which === shown} onClick={() => go(lastWhole(which, now))}>
            {t.period.last[which]}
          </Button>
        ))}
        <div className={styles["days"]} role="group" aria-label={t.period.own}>
          <PeriodFields asked={search} {...(data ? { shown: data.period } : {})} onChange={(by) => go("from" in by && "to" in by ? {} : { ...(data?.period ?? {}), ...search, ...by })} />
        </div>
      </div>
      <ProblemNote problem={error} again={() => void refetch()} />
      <Making label={t.making} made={made} />
      {isPending && made.isFetching && <Skeleton height={420} />}
      {data && !error && (
        <div aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <Read report={data} />
        </div>
      )}
    </Stack>
  );
}

function Head({ report: { title, organisation, period, before, made_at } }: { report: Report }) {
  const name = rangeInWords(period);
  return (
    <div className={styles["head"]}>
      <Title order={1} data-title={`${title}: ${name}`}>
        {title}
      </Title>
      <Text fw={600}>
        {t.review.of(organisation)}
        {name}
        {before && (
          <Text span c="dimmed" fw={400}>
            {`, ${t.review.before(rangeInWords(before))}`}
          </Text>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {t.review.made(fullMoment(new Date(made_at)))}
      </Text>
    </div>
  );
}

function Read({ report: { period, sections, warnings, title } }: { report: Report }) {
  return (
    <Stack gap="md">
      <FileButtons path={`/api/v1/reports/service-review?from=${period.from}&to=${period.to}`} report={title} kinds={kinds} />
      {warnings.length > 0 && (
        <Alert color="yellow" variant="light" title={t.review.notFinal}>
          <List size="sm">
            {warnings.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <div className={styles["columns"]}>
        <Contents sections={sections} />
        <div className={styles["read"]}>
          {sections.map((section) => (
            <Part key={section.id} section={section} period={period} />
          ))}
        </div>
      </div>
    </Stack>
  );
}
