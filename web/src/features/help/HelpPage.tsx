// How the desk works, in a minute; and every action of the workspace from the registry that the keys themselves listen to.

import { List, SimpleGrid, Stack, Table, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { Fragment, useMemo, useState } from "react";
import { keysForPeople, useAllActions } from "@/shared/actions";
import { choice } from "@/shared/i18n";
import { t } from "./messages";

const phases = ["identify", "analyse", "resolve", "follow_up"] as const;

export function HelpPage() {
  return (
    <Stack gap="xl" maw={960}>
      <Title order={1}>{t.title}</Title>
      <section aria-labelledby="cycle">
        <Title order={2} id="cycle" mb="xs">
          {t.cycle.title}
        </Title>
        <Text mb="md">{t.cycle.says}</Text>
        <SimpleGrid component="ol" cols={{ base: 1, sm: 2 }} p={0} m={0} style={{ listStyle: "none" }}>
          {t.cycle.phases.map(({ says }, index) => (
            <li key={says} className="panel" style={{ padding: "1rem" }}>
              <Title order={3} mb={4}>
                {index + 1}. {choice("Phase", phases[index] ?? "")}
              </Title>
              <Text size="sm">{says}</Text>
            </li>
          ))}
        </SimpleGrid>
      </section>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <section aria-labelledby="rules">
          <Title order={2} id="rules" mb="xs">
            {t.rules.title}
          </Title>
          <Lines of={t.rules.list} />
        </section>
        <section aria-labelledby="heat">
          <Title order={2} id="heat" mb="xs">
            {t.heat.title}
          </Title>
          <Lines of={t.heat.list} />
        </section>
      </SimpleGrid>
      <Shortcuts />
    </Stack>
  );
}

function Lines({ of }: { of: readonly string[] }) {
  return (
    <List spacing={6} size="sm">
      {of.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}

function Shortcuts() {
  const actions = useAllActions();
  const [asked, setAsked] = useState("");
  const shown = useMemo(() => {
    const wanted = asked.trim().toLowerCase();
    return actions.filter(({ title, section, words, keys = "" }) => `${title} ${section} ${words ?? ""} ${keys} ${keysForPeople(keys)}`.toLowerCase().includes(wanted));
  }, [actions, asked]);
  const sections = [...new Set(shown.map(({ section }) => section))];
  return (
    <section aria-labelledby="shortcuts">
      <Title order={2} id="shortcuts" mb="xs">
        {t.shortcuts.title}
      </Title>
      <Text mb="sm">{t.shortcuts.says}</Text>
      <TextInput className="no-print" label={t.shortcuts.find} value={asked} onChange={(event) => setAsked(event.currentTarget.value)} maw={320} mb="md" />
      {sections.length === 0 && <Text role="status">{t.shortcuts.nothing}</Text>}
      <Stack gap="lg">
        {sections.map((section) => (
          <div key={section}>
            <Title order={3} mb={4}>
              {section}
            </Title>
            <div className="panel">
              <Table verticalSpacing={6} aria-label={section}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t.shortcuts.action}</Table.Th>
                    <Table.Th w={{ base: "7.5rem", sm: "12rem" }}>{t.shortcuts.keys}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shown
                    .filter((action) => action.section === section)
                    .map((action) => (
                      <Table.Tr key={action.id}>
                        <Table.Td>
                          <UnstyledButton onClick={action.run} fz="sm" td="underline" title={t.shortcuts.run}>
                            {action.title}
                          </UnstyledButton>
                        </Table.Td>
                        <Table.Td>
                          {action.keys ? (
                            <Keys keys={action.keys} />
                          ) : (
                            <Text size="sm" c="dimmed">
                              {t.shortcuts.noKeys}
                            </Text>
                          )}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </Table>
            </div>
          </div>
        ))}
      </Stack>
    </section>
  );
}

function Keys({ keys }: { keys: string }) {
  return (
    <Text span size="sm">
      {keys.split(" ").map((stroke, index) => (
        <Fragment key={stroke + String(index)}>
          {index > 0 && ` ${t.shortcuts.then} `}
          <kbd>{keysForPeople(stroke)}</kbd>
        </Fragment>
      ))}
    </Text>
  );
}
