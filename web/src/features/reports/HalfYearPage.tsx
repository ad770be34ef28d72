// The half-year return: whether it may be sent first, then how it adds up, then the rest of its numbers.

import { Alert, List, NativeSelect, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useOverview } from "@/shared/figures/data";
import { rangeInWords, today } from "@/shared/figures/periods";
import { fullMoment } from "@/shared/i18n";
import { Making } from "@/shared/ui/Making";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useHalfYear } from "./data";
import { FileButtons } from "./FileButtons";
import { Groups } from "./Groups";
import { t } from "./messages";
import { halfYearBefore, halfYears, halfYearText, halfYearWith, parsedHalfYear, type HalfYear } from "./periods";
import { Faults, Reconciliation } from "./Reconciliation";
import styles from "./reports.module.css";
import { ReturnNumbers } from "./ReturnNumbers";
import type { HalfYearSearch } from "./search";
import type { HalfYearReturn } from "./types";

const kinds = ["pdf", "xlsx", "csv"] as const;
const nameOf = ({ year, half }: HalfYear) => t.halfYear.name(year, half);

export function HalfYearPage() {
  const search: HalfYearSearch = useSearch({ from: "/reports/half-year" });
  const navigate = useNavigate();
  const overview = useOverview();
  const now = halfYearWith(today());
  const of = search.of ?? halfYearText(halfYearBefore(now)); // the last that is over
  const made = useHalfYear(of);
  const { data, error, isPending, isPlaceholderData, refetch } = made;
  const offered = halfYears(today(), overview.data?.first);
  const choices = offered.some((one) => halfYearText(one) === of) ? offered : [...offered, parsedHalfYear(of)];
  return (
    <Stack gap="md">
      <PageLink to="/reports" size="sm" className="no-print">
        {t.back}
      </PageLink>
      <div className={styles["head"]}>
        <Title order={1} data-title={`${t.pages.halfYear.title}: ${of}`}>
          {t.pages.halfYear.title}
        </Title>
        <Text fw={600}>
          {nameOf(parsedHalfYear(of))}
          {data && `, ${rangeInWords(data.period)}`}
        </Text>
        {data && (
          <Text size="sm" c="dimmed">
            {t.review.made(fullMoment(new Date(data.made_at)))}
          </Text>
        )}
      </div>
      <div className={`${styles["asking"] ?? ""} no-print`}>
        <NativeSelect
          label={t.halfYear.which}
          size="xs"
          value={of}
          data={choices.map((one) => ({ value: halfYearText(one), label: halfYearText(one) === halfYearText(now) ? t.halfYear.going(nameOf(one)) : nameOf(one) }))}
          onChange={(event) => void navigate({ to: "/reports/half-year", search: { of: event.currentTarget.value }, resetScroll: false })}
        />
      </div>
      <ProblemNote problem={error} again={() => void refetch()} />
      <Making label={t.making} made={made} />
      {isPending && made.isFetching && <Skeleton height={420} />}
      {data && !error && (
        <div aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <Told made={data} />
        </div>
      )}
    </Stack>
  );
}

function Told({ made }: { made: HalfYearReturn }) {
  return (
    <Stack gap="lg">
      <Standing made={made} />
      <FileButtons path={`/api/v1/reports/half-year?of=${made.of}`} report={t.pages.halfYear.title} kinds={kinds} />
      <Reconciliation made={made} />
      <Faults made={made} />
      <ReturnNumbers made={made} />
      <Groups made={made} />
      {made.notes.length > 0 && (
        <section aria-labelledby="notes">
          <Title order={2} id="notes" mb="xs">
            {t.halfYear.notes}
          </Title>
          <List size="sm" spacing={4} maw="52rem">
            {made.notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </section>
      )}
    </Stack>
  );
}

/** Whether it may be sent; if not, why not, before any number. */
function Standing({ made: { final, in_the_way: reasons } }: { made: HalfYearReturn }) {
  if (final) {
    return (
      <Alert variant="light" color="gray" role="note">
        <strong>{t.halfYear.final}</strong>
      </Alert>
    );
  }
  return (
    <Alert variant="light" color="yellow" role="note">
      <Text size="sm" fw={700}>
        {t.halfYear.notFinal}
      </Text>
      {reasons.length > 0 && (
        <List size="sm" mt={4}>
          {reasons.map((why) => (
            <List.Item key={why}>{why}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
