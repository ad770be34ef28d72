// All improvements: as a board by how they stand, or as the register of what was promised and what came.

import { Group, SegmentedControl, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useActions } from "@/shared/actions";
import { dayInWords } from "@/shared/figures/periods";
import { useNameOf } from "@/shared/people";
import { PageButton } from "@/shared/ui/PageButton";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useImprovements } from "./data";
import styles from "./improvements.module.css";
import { MeasureNow } from "./MeasureNow";
import { t } from "./messages";
import { Register } from "./Register";
import { columnOf, columns, nextFollowUp } from "./story";
import type { Improvement } from "./types";

export function BoardPage() {
  const { as: view = "board" } = useSearch({ from: "/improvements" });
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useImprovements();
  useActions(
    useMemo(
      () => [
        { id: "improvement-propose", title: t.propose, section: t.section, run: () => void navigate({ to: "/improvements/new" }) },
        { id: "improvement-register", title: t.actions.register, section: t.section, run: () => void navigate({ to: "/improvements", search: { as: "register" } }) },
      ],
      [navigate],
    ),
  );
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>{t.title}</Title>
        <PageButton to="/improvements/new" className="no-print">
          {t.propose}
        </PageButton>
      </Group>
      <Text size="sm" c="dimmed" maw="46rem">
        {t.says}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {data?.improvements.length === 0 && <Text className={`panel ${styles["section"] ?? ""}`}>{t.empty}</Text>}
      {data && data.improvements.length > 0 && (
        <>
          <Group justify="space-between" className="no-print">
            <SegmentedControl
              size="xs"
              aria-label={t.view.label}
              value={view}
              data={(["board", "register"] as const).map((value) => ({ value, label: t.view[value] }))}
              onChange={(value) => void navigate({ to: "/improvements", search: value === "register" ? { as: "register" } : {}, resetScroll: false })}
            />
            <MeasureNow />
          </Group>
          {view === "register" ? <Register improvements={data.improvements} /> : <Board improvements={data.improvements} />}
        </>
      )}
    </Stack>
  );
}

function Board({ improvements }: { improvements: readonly Improvement[] }) {
  return (
    <div className={styles["board"]}>
      {columns.map((column) => {
        const those = improvements.filter(({ state }) => columnOf(state) === column);
        return (
          <section key={column} aria-labelledby={`column-${column}`} className={styles["column"]}>
            <Title order={2} id={`column-${column}`} className={styles["columnTitle"]}>
              {t.columns[column]} <span className="num">{those.length}</span>
            </Title>
            {those.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t.nothingHere}
              </Text>
            ) : (
              <ul className={styles["cards"]}>
                {those.map((one) => (
                  <Card key={one.id} improvement={one} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Card({ improvement }: { improvement: Improvement }) {
  const nameOf = useNameOf();
  const { id, state, plan, says, changed_on, follow_ups, conclusion } = improvement;
  const next = nextFollowUp(improvement);
  const waits =
    state === "made" && changed_on !== undefined
      ? next
        ? t.card.followUp(next.days, dayInWords(next.on))
        : follow_ups.length > 0
          ? t.card.all
          : ""
      : (state === "proposed" || state === "agreed") && plan.planned_for !== undefined
        ? t.card.planned(dayInWords(plan.planned_for))
        : "";
  return (
    <li className={`panel ${styles["card"] ?? ""}`} data-improvement={id}>
      <PageLink to="/improvements/$ref" params={{ ref: id }} className={styles["cardTitle"]}>
        {plan.title}
      </PageLink>
      <Text size="sm">{says}</Text>
      <Text size="xs" c="dimmed">
        {[id, state === "dropped" ? t.states.dropped : conclusion === undefined ? "" : t.conclusions[conclusion], plan.owner === undefined ? t.card.noOwner : t.card.owner(nameOf(plan.owner) ?? plan.owner), waits].filter(Boolean).join(" · ")}
      </Text>
    </li>
  );
}
