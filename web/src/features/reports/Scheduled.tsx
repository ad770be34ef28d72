// One report that is written by itself: what, how often, since when, and what became of its last periods.

import { Badge, Button, Group, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { dayInWords } from "@/shared/figures/periods";
import { longDay } from "@/shared/i18n/language";
import { useNameOf } from "@/shared/people";
import { PageLink } from "@/shared/ui/PageLink";
import { Moment, useNow } from "@/shared/ui/When";
import { CancelForm } from "./CancelForm";
import { t } from "./messages";
import { halfYearText, halfYearWith } from "./periods";
import styles from "./reports.module.css";
import { becameOf, endOfFirst, lastOf, runName, sentence } from "./runs";
import type { Run, Schedule } from "./types";

const few = 4; // periods, before somebody asks for more

export const scheduleName = ({ kind, every, language, to }: Pick<Schedule, "kind" | "every" | "language" | "to">) => [t.scheduled.kinds[kind], t.scheduled.every[every], t.scheduled.languages[language], ...(to === "mail" ? [t.scheduled.byMail] : [])].join(", ");

export function Scheduled({ schedule }: { schedule: Schedule }) {
  const nameOf = useNameOf();
  const [cancelling, setCancelling] = useState(false);
  const { id, by, scheduled_at: since, cancelled_at: until, recipients } = schedule;
  // "U-5", as the log of events has it, or with a role behind it.
  const who = nameOf(/^U-\d+/.exec(by)?.[0] ?? by) ?? by;
  const name = scheduleName(schedule);
  return (
    <li className={`panel ${styles["schedule"] ?? ""}`} data-schedule={id} data-over={until !== undefined}>
      <Group justify="space-between" align="start" wrap="nowrap">
        <div>
          <Group gap="xs">
            <Title order={3}>{name}</Title>
            {until !== undefined && (
              <Badge color="gray" variant="light">
                {t.scheduled.cancelled}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {[t.scheduled.since(longDay(new Date(since)), who), until === undefined ? "" : t.scheduled.until(longDay(new Date(until)))].filter(Boolean).join("; ")}
          </Text>
          {recipients.length > 0 && (
            <Text size="sm" className={styles["recipients"] ?? ""}>
              {t.scheduled.to(recipients)}
            </Text>
          )}
        </div>
        {until === undefined && !cancelling && (
          <Button size="xs" variant="default" className="no-print" aria-label={t.scheduled.cancelOf(name)} onClick={() => setCancelling(true)}>
            {t.scheduled.cancel}
          </Button>
        )}
      </Group>
      {cancelling && until === undefined && <CancelForm id={id} name={name} onClose={() => setCancelling(false)} />}
      <Last schedule={schedule} />
      <Runs schedule={schedule} name={name} />
    </li>
  );
}

/** In one line each: what came last, and what did not. */
function Last({ schedule: { runs, every, to } }: { schedule: Schedule }) {
  const { got, fault } = lastOf(runs);
  const { sent, written, fault: wrong } = t.scheduled.last;
  return (
    <>
      {got?.done !== undefined && (
        <Text size="sm" mt={4}>
          {(to === "mail" ? sent : written)(runName(got, every), longDay(new Date(got.done)))}
        </Text>
      )}
      {fault?.failed !== undefined && (
        <Text size="sm" mt={4} className={styles["failed"] ?? ""}>
          {wrong(runName(fault, every), sentence(fault.failed))}
        </Text>
      )}
    </>
  );
}

function Runs({ schedule, name }: { schedule: Schedule; name: string }) {
  const [all, setAll] = useState(false);
  const runs = schedule.runs.toReversed(); // the latest first
  if (runs.length === 0) {
    return (
      <Text size="sm" mt="xs">
        {schedule.cancelled_at === undefined ? t.scheduled.noRuns(dayInWords(endOfFirst(schedule))) : t.scheduled.noRunsEver}
      </Text>
    );
  }
  const { columns } = t.scheduled;
  return (
    <div className={styles["scroll"]} role="region" aria-label={t.scheduled.runs(name)} tabIndex={0}>
      <Table verticalSpacing={4} mt="xs" className={`num ${styles["runs"] ?? ""}`} aria-label={t.scheduled.runs(name)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.period}</Table.Th>
            <Table.Th>{columns.became}</Table.Th>
            <Table.Th>{columns.when}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(all ? runs : runs.slice(0, few)).map((run) => (
            <Table.Tr key={run.from}>
              <Table.Th scope="row" fw={500}>
                <RunLink run={run} schedule={schedule} />
              </Table.Th>
              <Table.Td>
                <Became run={run} to={schedule.to} />
              </Table.Td>
              <Table.Td>{run.done !== undefined && <Moment at={run.done} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {runs.length > few && !all && (
        <Button size="compact-sm" variant="subtle" mt={4} className="no-print" onClick={() => setAll(true)}>
          {t.scheduled.more(runs.length)}
        </Button>
      )}
    </div>
  );
}

/** The same report, as it is known today. */
function RunLink({ run: { from, to }, schedule: { kind, every } }: { run: Run; schedule: Schedule }) {
  const name = runName({ from, to }, every);
  if (kind === "half_year_return") {
    return (
      <PageLink to="/reports/half-year" search={{ of: halfYearText(halfYearWith(from)) }} size="sm">
        {name}
      </PageLink>
    );
  }
  return (
    <PageLink to="/reports/service-review" search={{ from, to }} size="sm">
      {name}
    </PageLink>
  );
}

function Became({ run, to }: { run: Run; to: Schedule["to"] }) {
  const became = becameOf(run, useNow());
  const { written, sent, going, sending, left } = t.scheduled.became;
  const { again, given } = to === "mail" ? t.scheduled.becameMail : t.scheduled.became;
  if (became === "written") return <span>{to === "mail" ? sent(run.sent_to, run.files) : written(run.files)}</span>;
  if (became === "going" || became === "left") return <Text size="sm" c="dimmed">{became === "left" ? left : to === "mail" ? sending : going}</Text>;
  return (
    <>
      {run.sent_to.length > 0 && <div>{sent(run.sent_to, run.files)}</div>}
      <span className={styles["failed"]}>{(became === "again" ? again : given)(sentence(run.failed ?? ""), run.tries)}</span>
    </>
  );
}
