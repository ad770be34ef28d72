// Looking a customer up.

import { Badge, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useFound } from "@/shared/customerRecords";
import { count, number } from "@/shared/i18n";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import classes from "./customer.module.css";

const most = 100;
let lastTyped = ""; // who comes back from a customer finds the list as it was

export function CustomersPage() {
  const [typed, setTyped] = useState(lastTyped);
  const [settled] = useDebouncedValue(typed, 150);
  const { data, error, refetch } = useFound(settled, most);
  const asked = settled.trim().length >= 2;
  const found = asked ? (data?.customers ?? []) : [];
  return (
    <Stack gap="md" maw={980}>
      <Title order={1}>{t.list.title}</Title>
      <TextInput
        type="search"
        label={t.list.find}
        description={t.list.hint}
        value={typed}
        autoFocus
        autoComplete="off"
        maw="32rem"
        onChange={(event) => {
          lastTyped = event.currentTarget.value;
          setTyped(lastTyped);
        }}
      />
      <ProblemNote problem={error} again={() => void refetch()} />
      <Text size="sm" c="dimmed" role="status">
        {!asked && t.list.begin}
        {asked && data && (found.length === 0 ? t.list.nothing : count(found.length, t.list.found))}
        {found.length === most && ` ${t.list.full}`}
      </Text>
      {found.length > 0 && (
        <div className={`panel ${classes["scroll"] ?? ""}`}>
          <Table highlightOnHover verticalSpacing="xs" miw="36rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.list.columns.name}</Table.Th>
                <Table.Th>{t.list.columns.organisation}</Table.Th>
                <Table.Th>{t.list.columns.postcode}</Table.Th>
                <Table.Th>{t.list.columns.open}</Table.Th>
                <Table.Th>{t.list.columns.marks}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.map((one) => (
                <Table.Tr key={one.ref}>
                  <Table.Td>
                    <PageLink to="/customers/$ref" params={{ ref: one.ref }} fw={600} size="sm">
                      {one.erased ? t.erasedName : (one.name ?? one.organisation ?? t.noName)}
                    </PageLink>
                    <Text size="xs" c="dimmed">
                      {one.ref}
                    </Text>
                  </Table.Td>
                  <Table.Td>{one.organisation}</Table.Td>
                  <Table.Td style={{ whiteSpace: "nowrap" }}>{one.postcode}</Table.Td>
                  <Table.Td className="num">{number(one.open_cases)}</Table.Td>
                  <Table.Td>
                    <Group gap={6}>
                      {one.vulnerable && (
                        <Badge variant="light" tt="none" style={{ color: "var(--statutory)", background: "var(--statutory-bg)" }}>
                          {t.vulnerable}
                        </Badge>
                      )}
                      {one.has_needs && (
                        <Badge variant="light" tt="none" style={{ color: "var(--internal)", background: "var(--internal-bg)" }}>
                          {t.hasNeeds}
                        </Badge>
                      )}
                      {one.merged_into && (
                        <Text size="xs" c="dimmed">
                          {t.merged} {one.merged_into}
                        </Text>
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  );
}
