// One improvement: what justified it, what was promised, what came, and what is to be done next.

import { Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useImprovement } from "./data";
import { EffectSection } from "./Effect";
import { EvidenceSection } from "./Evidence";
import { FollowUps } from "./FollowUps";
import styles from "./improvements.module.css";
import { t } from "./messages";
import { Next } from "./Next";
import { Promised } from "./Promised";
import { StateBadge } from "./StateBadge";
import { Story } from "./Story";
import type { Shown } from "./types";

const route = getRouteApi("/improvements/$ref");

export function RecordPage() {
  const { ref } = route.useParams();
  const { data, error, isPending, refetch } = useImprovement(ref);
  return (
    <Stack gap="md" maw={1400}>
      <PageLink to="/improvements" size="sm" className="no-print">
        {t.record.back}
      </PageLink>
      {error && !data && <Title order={1}>{ref}</Title>}
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={320} />}
      {data && <Told key={ref} shown={data} />}
    </Stack>
  );
}

function Told({ shown }: { shown: Shown }) {
  const { improvement } = shown;
  const { id, state, plan, says, conclusion, steps } = improvement;
  return (
    <>
      <div>
        <Group gap="xs" mb={6}>
          <StateBadge state={state} />
          <Text size="sm" className="num">
            {id}
          </Text>
          {conclusion !== undefined && <Text size="sm">{t.record.concluded(t.conclusions[conclusion])}</Text>}
        </Group>
        <Title order={1} data-title={`${id}: ${plan.title}`} className={styles["title"]}>
          {plan.title}
        </Title>
        <Text size="sm">{says}</Text>
      </div>
      <div className={styles["columns"]}>
        <div className={styles["main"]}>
          <Next improvement={improvement} />
          <Promised improvement={improvement} />
          <EffectSection shown={shown} />
          <FollowUps improvement={improvement} />
          <EvidenceSection improvement={improvement} />
        </div>
        <Story steps={steps} />
      </div>
    </>
  );
}
