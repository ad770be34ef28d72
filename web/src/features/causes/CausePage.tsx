// One cause: its figures, how it went over the months, the whys behind it, and the way to a change that removes it.

import { Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { casesBehind, narrowed } from "@/shared/figures/behind";
import { ControlChart } from "@/shared/figures/ControlChart";
import { parseConditions, toText, type Condition } from "@/shared/figures/conditions";
import { useAnswer } from "@/shared/figures/data";
import { conditionsInWords, useValueName } from "@/shared/figures/names";
import { PeriodFields } from "@/shared/figures/PeriodFields";
import { addPeriods, beginOf, rangeInWords } from "@/shared/figures/periods";
import { useSession } from "@/shared/session";
import { seesSignals } from "@/shared/signals";
import { PageButton } from "@/shared/ui/PageButton";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./causes.module.css";
import { Known } from "./CausesPage";
import { CauseTable } from "./CauseTree";
import { useCauses } from "./data";
import { t } from "./messages";
import type { PartSearch } from "@/shared/figures/part";
import { above, below, codesOf } from "./tree";
import type { Cause, Causes } from "./types";
import { Whys } from "./Whys";

const route = getRouteApi("/monitoring/causes/$code");
const monthsBefore = 24;

export function CausePage() {
  const { code } = route.useParams();
  const search: PartSearch = route.useSearch();
  const { data, error, isPending, refetch } = useCauses(search);
  const cause = data?.causes.find((one) => one.code === code);
  return (
    <Stack gap="md" maw={1200}>
      <PageLink to="/monitoring/causes" search={search} size="sm" className="no-print">
        {t.one.back}
      </PageLink>
      {(error || (data && !cause)) && <Title order={1}>{code}</Title>}
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={320} />}
      {data && !cause && <Text>{t.one.unknown(code)}</Text>}
      {data && cause && <Told answer={data} cause={cause} search={search} />}
    </Stack>
  );
}

function Told({ answer, cause, search }: { answer: Causes; cause: Cause; search: PartSearch }) {
  const session = useSession();
  const navigate = route.useNavigate();
  const conditions = useMemo(() => parseConditions(search.where ?? ""), [search.where]);
  const valueName = useValueName(useMemo(() => conditions.map(({ column }) => column), [conditions]));
  const codes = codesOf(answer.causes, cause.code);
  const own = narrowed(conditions, "cause", codes);
  const path = above(answer.causes, cause.code);
  const shown = [cause, ...below(answer.causes, cause.code)];
  return (
    <>
      <div>
        {path.length > 0 && (
          <Text size="sm" c="dimmed">
            {path.map((one) => one.title).join(" › ")}
          </Text>
        )}
        <Title order={1} data-title={cause.title}>
          {cause.title}
        </Title>
        <Text size="sm" c="dimmed">
          {[cause.code, rangeInWords(answer.period), conditionsInWords(conditions, valueName)].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <div className={`${styles["asking"] ?? ""} no-print`}>
        <PeriodFields asked={search} shown={answer.period} onChange={(by) => void navigate({ search: (now) => ({ ...now, ...by }), resetScroll: false })} />
      </div>
      <Group gap="sm" className="no-print">
        {seesSignals(session) && (
          <PageButton to="/improvements/new" search={{ cause: cause.code, where: toText(own) }} size="sm">
            {t.one.propose}
          </PageButton>
        )}
        {cause.cases > 0 && (
          <PageLink to="/monitoring/explore" search={casesBehind(own, answer.period)} size="sm">
            {t.one.open(cause.cases)}
          </PageLink>
        )}
      </Group>
      <Known answer={answer} conditions={conditions} />
      <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="figures">
        <Title order={2} id="figures" mb="xs">
          {t.one.figures}
        </Title>
        <CauseTable answer={answer} causes={shown} conditions={conditions} search={search} label={t.tree.caption} />
        <Text size="xs" c="dimmed" mt={6}>
          {t.tree.painSays}
        </Text>
      </section>
      <OverTime title={cause.title} conditions={own} to={answer.period.to} />
      <Whys code={cause.code} search={search} />
    </>
  );
}

/** Two years by month up to the last day, so that what is usual can be told whatever days are looked at. */
function OverTime({ title, conditions, to }: { title: string; conditions: readonly Condition[]; to: string }) {
  const from = addPeriods(beginOf(to, "month"), "month", -monthsBefore);
  const { data, error, isPending, refetch } = useAnswer({ measure: "received", from, to, every: "month", where: toText(conditions) });
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-label={t.one.overTime}>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {data && <ControlChart title={t.one.overTime} of={title} answer={data} every="month" conditions={conditions} />}
      {data && (
        <Text size="xs" c="dimmed" mt={4}>
          {t.one.late}
        </Text>
      )}
    </section>
  );
}
