// Working days and hours: a year as a picture, the same as a table, and which procedures count by it.

import { ActionIcon, Alert, Button, Group, NativeSelect, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { language, longDay, number } from "@/shared/i18n";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useNow } from "@/shared/ui/When";
import styles from "../admin.module.css";
import { download } from "@/shared/download";
import classes from "./calendars.module.css";
import { t } from "./messages";
import { daysOf, exceptions, tomlOf, weekdays, weeksOf, type Day, type DayKind } from "./year";

type Calendar = Schemas["CalendarView"];

const utc = { timeZone: "UTC" } as const;
const monthName = new Intl.DateTimeFormat(language, { month: "long", ...utc });
const weekdayName = new Intl.DateTimeFormat(language, { weekday: "long", ...utc });
const weekdayShort = new Intl.DateTimeFormat(language, { weekday: "short", ...utc });
const dayName = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", ...utc });
/** 5 January 2026 was a Monday. */
const aWeekday = (index: number) => new Date(Date.UTC(2026, 0, 5 + index));
const longDate = (date: string) => longDay(new Date(`${date}T00:00:00`));

export function Calendars() {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ["calendars"], queryFn: () => bodyOf(api.GET("/api/v1/calendars")) });
  const [at, setAt] = useState(0);
  const calendars = data?.calendars ?? [];
  const shown = calendars[at] ?? calendars[0];
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed" maw={760}>
        {t.says}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={320} />}
      {data && !shown && <Text>{t.none}</Text>}
      {shown && (
        <>
          {calendars.length > 1 && (
            <NativeSelect
              label={t.which}
              maw="22rem"
              className="no-print"
              value={String(at)}
              data={calendars.map(({ title, id }, index) => ({ value: String(index), label: `${title} (${id})` }))}
              onChange={(event) => setAt(Number(event.currentTarget.value))}
            />
          )}
          <OneCalendar key={at} calendar={shown} />
        </>
      )}
    </Stack>
  );
}

const warnAhead = 183 * 24 * 3600_000; // half a year: the longest clock of the law runs about that long

function OneCalendar({ calendar }: { calendar: Calendar }) {
  const now = useNow();
  const ends = new Date(`${calendar.known_until}T00:00:00`).getTime() + 24 * 3600_000 - now.getTime();
  return (
    <>
      <div>
        <Title order={2}>{calendar.title}</Title>
        <Text size="sm" c="dimmed">
          {calendar.id} · {t.zone(calendar.zone)}
        </Text>
      </div>
      {ends <= warnAhead && (
        <Alert color={ends <= 0 ? "red" : "yellow"} variant="light">
          {(ends <= 0 ? t.ended : t.endsSoon)(longDate(calendar.known_until))}
        </Alert>
      )}
      <Year calendar={calendar} today={dateHere(now)} />
      <div className={classes["pair"]}>
        <section aria-labelledby="hours">
          <Title order={3} id="hours" mb="xs">
            {t.openHours}
          </Title>
          <div className={`panel ${styles["table"] ?? ""}`}>
            <Table verticalSpacing={6} aria-labelledby="hours">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.weekday}</Table.Th>
                  <Table.Th>{t.hours}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {weekdays.map((day, index) => {
                  const windows = calendar.hours.filter((one) => one.day === day);
                  return (
                    <Table.Tr key={day}>
                      <Table.Td>{weekdayName.format(aWeekday(index))}</Table.Td>
                      <Table.Td className="num" c={windows.length === 0 ? "dimmed" : undefined}>
                        {windows.length === 0 ? t.rest : windows.map(({ from, until }) => `${from}–${until}`).join(", ")}
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </div>
        </section>
        <Uses calendar={calendar} />
      </div>
      <section aria-labelledby="change-calendar" className="panel no-print">
        <Stack gap="sm" p="md">
          <Title order={3} id="change-calendar">
            {t.changeTitle}
          </Title>
          <Text size="sm" maw={720}>
            {t.change}
          </Text>
          <Text size="sm" c="dimmed" maw={720}>
            {calendar.source !== "" && `${t.source}: ${calendar.source}. `}
            {t.known(longDate(calendar.known_from), longDate(calendar.known_until))}
          </Text>
          <Group>
            <Button variant="light" onClick={() => download(`${calendar.id}.toml`, tomlOf(calendar))}>
              {t.download}
            </Button>
            <PageLink to="/admin/$part" params={{ part: "procedures" }} size="sm">
              {t.toProcedures}
            </PageLink>
          </Group>
        </Stack>
      </section>
    </>
  );
}

const two = (n: number) => String(n).padStart(2, "0");
const dateHere = (now: Date) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

function Year({ calendar, today }: { calendar: Calendar; today: string }) {
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const days = useMemo(() => daysOf(calendar, year), [calendar, year]);
  const rows = useMemo(() => exceptions(days), [days]);
  const many = (kind: DayKind) => days.filter((day) => day.kind === kind).length;
  const present = (["open", "rest", "holiday", "closure", "unknown"] as const).filter((kind) => many(kind) > 0);
  const first = Number(calendar.known_from.slice(0, 4));
  const last = Number(calendar.known_until.slice(0, 4)) + 1;
  return (
    <section aria-labelledby="year">
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          <ActionIcon variant="default" size="lg" className="no-print" aria-label={t.before} aria-disabled={year <= first} data-disabled={year <= first || undefined} onClick={() => setYear(Math.max(first, year - 1))}>
            ‹
          </ActionIcon>
          <Title order={3} id="year" aria-live="polite" className="num">
            {year}
          </Title>
          <ActionIcon variant="default" size="lg" className="no-print" aria-label={t.after} aria-disabled={year >= last} data-disabled={year >= last || undefined} onClick={() => setYear(Math.min(last, year + 1))}>
            ›
          </ActionIcon>
          <Text size="sm" c="dimmed">
            {many("unknown") === days.length ? t.kinds.unknown : t.inYear(number(many("open")), number(many("holiday")), year)}
          </Text>
        </Group>
        <Group component="ul" gap="md" className={classes["legend"]}>
          {present.map((kind) => (
            <li key={kind}>
              <span className={classes["cell"]} data-kind={kind} aria-hidden>
                {marks[kind]}
              </span>{" "}
              {t.kinds[kind]}
            </li>
          ))}
        </Group>
      </Group>
      <div className={classes["year"]} role="img" aria-label={t.picture(year)}>
        {Array.from({ length: 12 }, (_, index) => (
          <Month key={index} name={monthName.format(new Date(Date.UTC(year, index, 1)))} weeks={weeksOf(days, index + 1)} today={today} />
        ))}
      </div>
      <Title order={3} id="exceptions" mt="lg" mb="xs">
        {t.table}
      </Title>
      {rows.length === 0 ? (
        <Text size="sm">{t.regular}</Text>
      ) : (
        <div className={`panel ${styles["table"] ?? ""}`}>
          <Table verticalSpacing={6} aria-labelledby="exceptions">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.day}</Table.Th>
                <Table.Th>{t.kind}</Table.Th>
                <Table.Th>{t.name}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ from, until, kind, name, of }) => (
                <Table.Tr key={from}>
                  <Table.Td>{from === until ? dayName.format(new Date(from)) : t.unknownRun(dayName.format(new Date(from)), dayName.format(new Date(until)))}</Table.Td>
                  <Table.Td>{t.kinds[kind]}</Table.Td>
                  <Table.Td>
                    {name === "" ? "–" : name}
                    {of.length > 0 && (
                      <Text size="xs" c="dimmed">
                        {t.closuresFor(of.join(", "))}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

/** Never by colour alone. */
const marks: Record<DayKind, string> = { open: "", rest: "", holiday: "●", closure: "▲", unknown: "?" };

function Month({ name, weeks, today }: { name: string; weeks: (Day | undefined)[][]; today: string }) {
  return (
    <div className={`panel ${classes["month"] ?? ""}`}>
      <div className={classes["name"]}>{name}</div>
      <div className={classes["days"]}>
        {weekdays.map((day, index) => (
          <span key={day} className={classes["weekday"]}>
            {weekdayShort.format(aWeekday(index)).slice(0, 2)}
          </span>
        ))}
        {weeks.flat().map((day, index) =>
          day ? (
            <span
              key={day.date}
              className={classes["cell"]}
              data-kind={day.kind}
              data-today={day.date === today || undefined}
              title={[dayName.format(new Date(day.date)), day.name || t.kinds[day.kind], day.date === today ? t.today : ""].filter(Boolean).join(", ")}
            >
              {Number(day.date.slice(8))}
              {marks[day.kind] !== "" && <i>{marks[day.kind]}</i>}
            </span>
          ) : (
            <span key={index} />
          ),
        )}
      </div>
    </div>
  );
}

function Uses({ calendar }: { calendar: Calendar }) {
  return (
    <section aria-labelledby="uses">
      <Title order={3} id="uses" mb="xs">
        {t.uses}
      </Title>
      <div className={`panel ${styles["table"] ?? ""}`}>
        <Table verticalSpacing={6} aria-labelledby="uses">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.procedure}</Table.Th>
              <Table.Th>{t.forWhat}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {calendar.used_by.map((use) => {
              const narrowed = [use.team !== "" && t.team(use.team), use.when.length > 0 && t.when(use.when.join(", ")), use.internal_only && t.internal].filter((says) => says !== false);
              return (
                <Table.Tr key={`${use.procedure} ${use.team} ${use.when.join()}`}>
                  <Table.Td>
                    <PageLink to="/admin/$part" params={{ part: "procedures" }} search={{ id: use.procedure, version: use.version }} size="sm">
                      {use.title}
                    </PageLink>
                  </Table.Td>
                  <Table.Td>{narrowed.length === 0 ? t.allCases : narrowed.join("; ")}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
