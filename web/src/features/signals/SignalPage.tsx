// One signal: what was found, what to do next, the figures and their cases, whom to contact, and what was done.

import { Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { day } from "@/shared/i18n";
import { useSignals } from "@/shared/signals";
import { PageButton } from "@/shared/ui/PageButton";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { Contacts } from "./Contacts";
import { useSignal } from "./data";
import { t } from "./messages";
import { artefactOf, knownIn, useAbout } from "./names";
import { Next } from "./Next";
import { proposal } from "./question";
import { SignalChart } from "./SignalChart";
import styles from "./signals.module.css";
import { StateBadge } from "./StateBadge";
import { Steps } from "./Steps";
import { TopicWords } from "./TopicWords";
import type { Signal } from "./types";

const route = getRouteApi("/signals/$ref");

export function SignalPage() {
  const { ref } = route.useParams();
  const { data, error, isPending, refetch } = useSignal(ref);
  return (
    <Stack gap="md" maw={1400}>
      <PageLink to="/signals" size="sm" className="no-print">
        {t.back}
      </PageLink>
      {/* Not while it is on its way: the first heading takes the focus, and would take it along. */}
      {error && !data && <Title order={1}>{ref}</Title>}
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={320} />}
      {data && <Told key={ref} signal={data} />}
    </Stack>
  );
}

function Told({ signal }: { signal: Signal }) {
  const { id, says, state, explained_as, raised_at, found, steps } = signal;
  const about = useAbout([found])(found);
  const signals = useSignals("open"); // for the names that were declared
  return (
    <>
      <div>
        <Group gap="xs" mb={6}>
          <StateBadge state={state} />
          <Text size="sm" className="num">
            {id}
          </Text>
          {artefactOf(found) !== "" && <Text size="sm">{artefactOf(found)}</Text>}
        </Group>
        <Title order={1} data-title={`${id}: ${says}`} className={styles["title"]}>
          {says}
        </Title>
        <Text size="sm" c="dimmed">
          {[about, t.every[found.every], t.known(knownIn(found)), t.raisedOn(day(new Date(raised_at))), explained_as === undefined ? "" : t.explainedAs(t.explanations[explained_as])].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <div className={styles["columns"]}>
        <div className={styles["main"]}>
          <Next signal={signal} />
          <div className="no-print">
            {!signals.isPending && (
              <PageButton to="/improvements/new" search={proposal(signal, signals.data?.renames ?? [])} variant="default" size="xs">
                {t.propose}
              </PageButton>
            )}
          </div>
          {found.shape === "topic" ? <TopicWords found={found} /> : <SignalChart id={id} found={found} about={about} />}
          <Contacts signal={signal} />
        </div>
        <Steps steps={steps} />
      </div>
    </>
  );
}
