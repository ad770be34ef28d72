// The log as an auditor reads it: who did what, when, newest first; and whether it is whole.

import { Alert, Button, Group, NativeSelect, Skeleton, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { memo, useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { number } from "@/shared/i18n";
import { usePeople } from "@/shared/people";
import { useSession } from "@/shared/session";
import { ProblemNote } from "@/shared/ui/problems";
import { Moment } from "@/shared/ui/When";
import styles from "../admin.module.css";
import { RecordLink } from "../RecordLink";
import { eventGroups, eventSaid } from "./events";
import { askedOf, parseLogSearch, type LogSearch } from "./filter";
import { t } from "./messages";
import { Verify } from "./Verify";

const many = 100;
type From = { before?: number };
const newest: From = {};
const auditors = new Set(["manager", "quality", "administrator"]);

export function AuditLog() {
  const { role } = useSession();
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed" maw={760}>
        {t.says}
      </Text>
      {auditors.has(role) ? (
        <>
          <Verify />
          <Log />
        </>
      ) : (
        <Alert color="gray">{t.mayNot}</Alert>
      )}
    </Stack>
  );
}

function Log() {
  const navigate = useNavigate();
  const search = parseLogSearch(useSearch({ strict: false }));
  const asked = askedOf(search);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["audit", asked],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(api.GET("/api/v1/audit", { params: { query: { ...asked, newest_first: true, limit: many, ...pageParam } }, signal })),
    initialPageParam: newest,
    getNextPageParam: ({ entries }): From | undefined => {
      const last = entries.at(-1);
      return last === undefined || entries.length < many ? undefined : { before: last.position };
    },
    placeholderData: (before) => before,
  });
  const filtered = Object.keys(search).length > 0;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const set = (patch: { [K in keyof LogSearch]: LogSearch[K] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, value]) => Boolean(value)));
    void navigate({ to: "/admin/$part", params: { part: "audit" }, search: next, replace: true, resetScroll: false });
  };
  return (
    <section aria-labelledby="log">
      <Stack gap="md">
        <Title order={2} id="log">
          {t.find}
        </Title>
        <Filters search={search} set={set} />
        <ProblemNote problem={error} again={() => void refetch()} />
        {isPending && <Skeleton height={300} />}
        {data && (
          <>
            <Text size="sm" c="dimmed" role="status">
              {entries.length === 0 ? t.none : `${t.shown(entries.length)} ${t.ofAll(number(data.pages[0]?.last ?? 0))}, ${t.newestFirst}`}
            </Text>
            {entries.length > 0 && (
              <div className={`panel ${styles["table"] ?? ""}`}>
                <Table verticalSpacing={6} aria-labelledby="log" miw="34rem">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t.when}</Table.Th>
                      <Table.Th>{t.who}</Table.Th>
                      <Table.Th>{t.happened}</Table.Th>
                      <Table.Th>{t.on}</Table.Th>
                      <Table.Th ta="right">{t.position}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {entries.map((entry) => (
                      <Row key={entry.position} entry={entry} />
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            )}
            {hasNextPage ? (
              <div className="no-print">
                <Button variant="light" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t.older}
                </Button>
              </div>
            ) : (
              entries.length > 0 && (
                <Text size="sm" c="dimmed">
                  {filtered ? t.endFiltered : t.end}
                </Text>
              )
            )}
          </>
        )}
      </Stack>
    </section>
  );
}

const Row = memo(function Row({ entry }: { entry: Schemas["AuditEntry"] }) {
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <Moment at={entry.at} />
      </Table.Td>
      <Table.Td>{whoSaid(entry)}</Table.Td>
      <Table.Td title={entry.type}>{eventSaid(entry.type)}</Table.Td>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <RecordLink at={entry.ref} />
      </Table.Td>
      <Table.Td ta="right" className="num">
        <Text span size="sm" c="dimmed">
          {number(entry.position)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
});

function whoSaid({ actor, who }: Schemas["AuditEntry"]) {
  if (actor === "system") return t.amends;
  if (actor.startsWith("CU-")) return `${t.customer} (${actor})`;
  return who === "" ? actor : who;
}

function Filters({ search, set }: { search: LogSearch; set: (patch: { [K in keyof LogSearch]: LogSearch[K] | undefined }) => void }) {
  const { data } = usePeople();
  const [record, setRecord] = useState(search.record ?? "");
  const settle = useDebouncedCallback((typed: string) => set({ record: typed.trim() === "" ? undefined : typed.trim() }), 300);
  const day = (key: "since" | "until", label: string) => (
    <TextInput
      key={`${key}${search[key] ?? ""}`}
      type="date"
      label={label}
      defaultValue={search[key] ?? ""}
      onChange={(event) => {
        const given = event.currentTarget.value;
        if (given === "" || given >= "1990") set({ [key]: given === "" ? undefined : given });
      }}
    />
  );
  return (
    <Group align="flex-end" gap="md" className="no-print">
      <TextInput
        label={t.record}
        placeholder={t.recordHelp}
        value={record}
        autoComplete="off"
        maxLength={64}
        w="14rem"
        onChange={(event) => {
          setRecord(event.currentTarget.value);
          settle(event.currentTarget.value);
        }}
      />
      <NativeSelect
        label={t.who}
        value={search.who ?? ""}
        onChange={(event) => set({ who: event.currentTarget.value })}
        data={[{ value: "", label: t.anybody }, { value: "system", label: t.amends }, ...(data?.users ?? []).map(({ ref, name }) => ({ value: ref, label: name }))]}
      />
      <NativeSelect
        label={t.what}
        value={search.what ?? ""}
        maw="16rem"
        onChange={(event) => set({ what: event.currentTarget.value })}
        data={[{ value: "", label: t.anything }, ...eventGroups.map(([group, types]) => ({ group: t.groups[group], items: types.map((value) => ({ value, label: eventSaid(value) })) }))]}
      />
      {day("since", t.from)}
      {day("until", t.until)}
      {Object.keys(search).length > 0 && (
        <Button
          variant="subtle"
          onClick={() => {
            setRecord("");
            settle.cancel();
            set({ record: undefined, who: undefined, what: undefined, since: undefined, until: undefined });
          }}
        >
          {t.clear}
        </Button>
      )}
    </Group>
  );
}
