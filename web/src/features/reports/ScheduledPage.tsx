// Reports that are written by themselves: what is scheduled, and what became of each period.

import { Alert, Button, Code, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useActions } from "@/shared/actions";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useSchedules } from "./data";
import { t } from "./messages";
import styles from "./reports.module.css";
import { ScheduleForm } from "./ScheduleForm";
import { Scheduled } from "./Scheduled";
import type { Schedule } from "./types";

export function ScheduledPage() {
  const { data, error, isPending, refetch } = useSchedules();
  const [open, setOpen] = useState(false);
  useActions(useMemo(() => [{ id: "report-schedule", title: t.actions.schedule, section: t.section, run: () => setOpen(true) }], []));
  // What goes on stands above what was cancelled; the latest of each first.
  const schedules = (data?.schedules ?? []).toReversed().toSorted((a, b) => Number(a.cancelled_at !== undefined) - Number(b.cancelled_at !== undefined));
  const { writes_here: writes, sends_here: sends } = data ?? { writes_here: true, sends_here: true };
  const goes = (way: Schedule["to"]) => schedules.some(({ to, cancelled_at: until }) => to === way && until === undefined);
  // Somebody waits for them, or nothing is written here at all.
  const lacksFolder = !writes && (goes("folder") || !sends);
  const lacksMail = !sends && (goes("mail") || !writes);
  return (
    <Stack gap="md" maw={900}>
      <PageLink to="/reports" size="sm" className="no-print">
        {t.back}
      </PageLink>
      <div>
        <Title order={1}>{t.pages.scheduled.title}</Title>
        <Text size="sm" c="dimmed" maw="46rem">
          {[t.pages.scheduled.says, data && writes ? t.scheduled.writes : "", data && sends ? t.scheduled.sends : ""].filter(Boolean).join(" ")}
        </Text>
      </div>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={180} />}
      {lacksFolder && (
        <Alert variant="light" color="yellow" role="note">
          <Text size="sm">{`${t.scheduled.writesNot} ${t.scheduled.writesMend}`}</Text>
          <Code>{t.scheduled.command}</Code>
        </Alert>
      )}
      {lacksMail && (
        <Alert variant="light" color="yellow" role="note">
          <Text size="sm">{`${t.scheduled.sendsNot} ${t.scheduled.sendsMend}`}</Text>
          <Code>{t.scheduled.mailCommand}</Code>
        </Alert>
      )}
      {data && (
        <>
          <div className="no-print">
            {open ? (
              <ScheduleForm here={data} onClose={() => setOpen(false)} />
            ) : (
              <Button size="sm" onClick={() => setOpen(true)}>
                {t.scheduled.schedule}
              </Button>
            )}
          </div>
          <section aria-labelledby="scheduled">
            <Title order={2} id="scheduled" mb="xs">
              {t.scheduled.list}
            </Title>
            {schedules.length === 0 && <Text>{t.scheduled.none}</Text>}
            <ul className={styles["schedules"]} aria-labelledby="scheduled">
              {schedules.map((schedule) => (
                <Scheduled key={schedule.id} schedule={schedule} />
              ))}
            </ul>
          </section>
        </>
      )}
    </Stack>
  );
}
