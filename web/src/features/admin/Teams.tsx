import { Badge, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { choice } from "@/shared/i18n";
import { tallyText, useTallies } from "@/shared/caseViews";
import { teamsOf, usePeople, type Person } from "@/shared/people";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./admin.module.css";
import { t } from "./messages";

export function Teams() {
  const { data, error, refetch } = usePeople();
  const people = (data?.users ?? []).filter(({ active }) => active);
  const teams = teamsOf(people);
  const without = people.filter(({ team }) => team === undefined);
  const tallies = useTallies(teams.map(({ team }) => ({ team })));
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t.teams.says}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {data && teams.length === 0 && <Text>{t.teams.none}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {teams.map(({ team, people }, index) => {
          const tally = tallies[index];
          return (
            <section key={team} className="panel" aria-label={team}>
              <Stack gap="sm" p="md">
                <Group justify="space-between" align="baseline">
                  <Title order={2}>{team}</Title>
                  <Text size="sm" c="dimmed">
                    {t.teams.people(people.length)}
                  </Text>
                </Group>
                <PageLink to="/cases" search={{ view: "all", team }} size="sm">
                  {t.teams.open}: <strong className="num">{tally ? tallyText(tally) : "…"}</strong>
                </PageLink>
                <Members people={people} />
              </Stack>
            </section>
          );
        })}
        {without.length > 0 && (
          <section className="panel" aria-label={t.teams.without}>
            <Stack gap="sm" p="md">
              <Title order={2}>{t.teams.without}</Title>
              <Members people={without} />
            </Stack>
          </section>
        )}
      </SimpleGrid>
    </Stack>
  );
}

const rank = { team_leader: 0, manager: 1, quality: 2, administrator: 3, handler: 4, customer: 5, system: 6 } as const;

function Members({ people }: { people: readonly Person[] }) {
  const ordered = people.toSorted((a, b) => rank[a.role] - rank[b.role] || a.name.localeCompare(b.name));
  return (
    <ul className={styles["tree"]}>
      {ordered.map(({ ref, name, role }) => (
        <li key={ref}>
          <Group gap="xs" py={3} justify="space-between">
            <PageLink to="/cases" search={{ view: "all", owner: ref }} size="sm">
              {name}
            </PageLink>
            {role === "team_leader" ? (
              <Badge size="sm" variant="light" tt="none">
                {t.teams.leads}
              </Badge>
            ) : (
              <Text size="sm" c="dimmed">
                {choice("Role", role)}
              </Text>
            )}
          </Group>
        </li>
      ))}
    </ul>
  );
}
