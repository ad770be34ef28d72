import { Badge, Checkbox, Group, Skeleton, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { choice, day } from "@/shared/i18n";
import { usePeople, type Person } from "@/shared/people";
import { useSession } from "@/shared/session";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./admin.module.css";
import { t } from "./messages";
import { NewPersonDialog, PersonDialog } from "./PersonDialog";
import { ReasonButton } from "./ReasonButton";

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** What else is to be known of an account: that they are away, may decide more for a while, and have programs of their own. */
function notesOn({ absence, lent, tokens }: Person, nameOf: (ref: string) => string): string[] {
  const on = (at: string) => day(new Date(at));
  return [
    ...(absence ? [t.people.away(on(absence.from), on(absence.until), absence.deputy === undefined ? undefined : nameOf(absence.deputy))] : []),
    ...lent.map(({ role, until, by }) => t.people.lent(choice("Role", role), on(until), nameOf(by))),
    ...(tokens ? [t.people.tokens(tokens)] : []),
  ];
}

export function People() {
  const me = useSession();
  const { data, error, isPending, refetch } = usePeople();
  const [asked, setAsked] = useState("");
  const [closedToo, setClosedToo] = useState(false);
  const [changing, setChanging] = useState<string>();
  const [adding, setAdding] = useState(false);
  const people = useMemo(() => {
    const words = fold(asked).split(/\s+/);
    const said = (person: Person) => fold([person.name, person.login, person.team ?? "", choice("Role", person.role)].join(" "));
    return (data?.users ?? []).filter((person) => (closedToo || person.active) && words.every((word) => said(person).includes(word)));
  }, [data, asked, closedToo]);
  const nameOf = (ref: string) => data?.users.find((person) => person.ref === ref)?.name ?? ref;
  const changed = data?.users.find(({ ref }) => ref === changing);
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="md">
        <TextInput label={t.people.find} value={asked} onChange={(event) => setAsked(event.currentTarget.value)} style={{ flex: "1 1 14rem" }} maw={360} />
        <Checkbox label={t.people.showClosed} checked={closedToo} onChange={(event) => setClosedToo(event.currentTarget.checked)} pb={8} />
        <div style={{ marginLeft: "auto" }}>
          <ReasonButton label={t.people.add} why={me.role === "administrator" ? undefined : "administrators"} onGive={() => setAdding(true)} />
        </div>
      </Group>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={200} />}
      {data && (
        <>
          <Text size="sm" c="dimmed" role="status">
            {people.length === 0 ? t.people.nobody : t.people.many(people.length)}
          </Text>
          <div className={`panel ${styles["table"] ?? ""}`}>
            <Table verticalSpacing="xs" highlightOnHover aria-label={t.parts.people} miw="44rem">
              <Table.Thead>
                <Table.Tr>
                  {(["name", "login", "role", "team", "reach", "state"] as const).map((column) => (
                    <Table.Th key={column}>{t.people[column]}</Table.Th>
                  ))}
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {people.map((person) => (
                  <Table.Tr key={person.ref} className={person.active ? undefined : styles["closed"]}>
                    <Table.Td fw={600}>
                      {person.name}
                      {person.ref === me.user && (
                        <Badge ml="xs" size="sm" variant="light" tt="none">
                          {t.people.you}
                        </Badge>
                      )}
                    </Table.Td>
                    <Table.Td>{person.login}</Table.Td>
                    <Table.Td>{choice("Role", person.role)}</Table.Td>
                    <Table.Td>{person.team ?? t.people.none}</Table.Td>
                    <Table.Td>{choice("Reach", person.reach)}</Table.Td>
                    <Table.Td>
                      {person.active ? t.people.active : t.people.inactive}
                      {notesOn(person, nameOf).map((note) => (
                        <Text key={note} size="xs" c="dimmed">
                          {note}
                        </Text>
                      ))}
                    </Table.Td>
                    <Table.Td ta="right">
                      <ReasonButton size="compact-sm" variant="light" label={t.people.change} why={undefined} aria-label={`${t.people.change} ${person.name}`} onGive={() => setChanging(person.ref)} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      )}
      {changed && <PersonDialog person={changed} onClose={() => setChanging(undefined)} />}
      {adding && <NewPersonDialog onClose={() => setAdding(false)} />}
    </Stack>
  );
}
