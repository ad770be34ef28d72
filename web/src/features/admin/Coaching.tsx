// How escalations went, kindly: for a talk between two people, not for a table of winners.

import { Anchor, Group, List, Popover, Skeleton, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./admin.module.css";
import { t } from "./messages";

type Count = Schemas["CoachingCount"];

const wide = new Set(["team_leader", "manager", "quality"]);

export function Coaching() {
  const { role } = useSession();
  const [days, setDays] = useState<{ from?: string; to?: string }>({});
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["coaching", days],
    queryFn: () => bodyOf(api.GET("/api/v1/coaching/escalations", { params: { query: days } })),
    placeholderData: keepPreviousData,
  });
  const day = (key: "from" | "to") => (
    <TextInput
      key={`${key}${days[key] ?? data?.[key] ?? ""}`}
      type="date"
      label={t.coaching[key]}
      defaultValue={days[key] ?? data?.[key] ?? ""}
      onChange={(event) => {
        const given = event.currentTarget.value;
        if (given === "" || given >= "1990") setDays((now) => ({ ...now, [key]: given || undefined }));
      }}
    />
  );
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t.coaching.says}
        {wide.has(role) ? "" : ` ${t.coaching.own}`}
      </Text>
      <Group className="no-print">
        {day("from")}
        {day("to")}
      </Group>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={160} />}
      {data?.teams.length === 0 && <Text>{t.coaching.none}</Text>}
      {data?.teams.map((team) => {
        const name = team.team ?? t.coaching.noTeam;
        return (
          <section key={name} className="panel" aria-label={name}>
            <Stack gap="sm" p="md">
              <Title order={2}>{name}</Title>
              {team.says !== undefined && <Text>{team.says}</Text>}
              <Helps helps={team.helps} />
              <div className={styles["table"]}>
                <Table verticalSpacing="sm" aria-label={name}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t.coaching.person}</Table.Th>
                      <Table.Th>{t.coaching.early}</Table.Th>
                      <Table.Th>{t.coaching.inTime}</Table.Th>
                      <Table.Th>{t.coaching.late}</Table.Th>
                      <Table.Th>{t.coaching.talk}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {team.people.map((person) => {
                      const who = person.name ?? t.coaching.nobody;
                      return (
                        <Table.Tr key={person.person ?? ""} style={{ verticalAlign: "top" }}>
                          <Table.Td fw={600}>{who}</Table.Td>
                          <Table.Td>
                            <Times count={person.early} label={t.coaching.casesOf(t.coaching.early, who)} />
                          </Table.Td>
                          <Table.Td>
                            <Times count={person.in_time} label={t.coaching.casesOf(t.coaching.inTime, who)} />
                          </Table.Td>
                          <Table.Td>
                            <Times count={person.late} label={t.coaching.casesOf(t.coaching.late, who)} />
                          </Table.Td>
                          <Table.Td maw={420}>
                            <Stack gap="xs">
                              <Text size="sm">{person.says}</Text>
                              <Helps helps={person.helps} />
                            </Stack>
                          </Table.Td>
                        </Table.Tr>
                      );
                    })}
                  </Table.Tbody>
                </Table>
              </div>
            </Stack>
          </section>
        );
      })}
    </Stack>
  );
}

function Helps({ helps }: { helps: readonly string[] }) {
  if (helps.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t.coaching.helps}
      </Text>
      <List size="sm">
        {helps.map((help) => (
          <List.Item key={help}>{help}</List.Item>
        ))}
      </List>
    </div>
  );
}

/** A number that opens its cases. */
function Times({ count, label }: { count: Count; label: string }) {
  if (count.times === 0) return <Text size="sm" c="dimmed">0</Text>;
  return (
    <Popover withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Anchor component="button" type="button" size="sm" aria-label={`${t.coaching.times(count.times)}. ${label}`}>
          {t.coaching.times(count.times)}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap={4} mah={300} style={{ overflowY: "auto" }}>
          {count.cases.length === 0 && <Text size="sm">{t.coaching.noCases}</Text>}
          {count.cases.map((ref) => (
            <PageLink key={ref} to="/cases/$ref" params={{ ref }} size="sm">
              {ref}
            </PageLink>
          ))}
          {count.cases_in_all > count.cases.length && <Text size="sm">{t.coaching.more(count.cases_in_all - count.cases.length)}</Text>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
