// Two records that are one person: find the other, look at both side by side, say which goes on and how one knows.

import { Alert, Button, Group, Modal, Radio, Stack, Table, Text, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { useCustomer, useFound } from "@/shared/customerRecords";
import { useDraft } from "@/shared/drafts";
import { choice, count, fieldName, number, words } from "@/shared/i18n";
import { ProblemNote, RefusalList } from "@/shared/ui/problems";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { compare } from "./compare";
import { nameOf, whyNot, type CustomerView } from "./data";
import { t } from "./messages";
import classes from "./customer.module.css";

type Draft = { other: string; into: string; reason: string };

export function Merge({ view }: { view: CustomerView }) {
  const [opened, { open, close }] = useDisclosure();
  const refusals = whyNot(view.guide, "merge-customer");
  if (refusals.length > 0 && !opened) {
    return (
      <RefusedButton size="xs" label={t.merge.button}>
        <RefusalList refusals={refusals} />
      </RefusedButton>
    );
  }
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        {t.merge.button}
      </Button>
      <Modal opened={opened} onClose={close} title={<Text fw={650}>{t.merge.title}</Text>} size="xl">
        <Form view={view} onDone={close} />
      </Modal>
    </>
  );
}

function Form({ view, onDone }: { view: CustomerView; onDone: () => void }) {
  const [empty] = useState<Draft>(() => ({ other: "", into: view.ref, reason: "" }));
  const draft = useDraft<Draft>(`${view.ref}.merge`, empty);
  const [values, setValues] = useState(draft.initial);
  const set = (patch: Partial<Draft>) => {
    const next = { ...values, ...patch };
    setValues(next);
    draft.keep(next);
  };
  const { data: other, error, refetch } = useCustomer(values.other);
  if (values.other === "") return <Finder not={view.ref} onPick={(ref) => set({ other: ref })} />;
  if (error) return <ProblemNote problem={error} again={() => void refetch()} />;
  if (!other) return <Text size="sm">{words.ui.loading}</Text>;
  return (
    <SideBySide
      a={view}
      b={other}
      values={values}
      set={set}
      onOther={() => set({ other: "", into: view.ref })}
      onDone={() => {
        draft.drop();
        onDone();
      }}
    />
  );
}

function Finder({ not, onPick }: { not: string; onPick: (ref: string) => void }) {
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, 150);
  const { data, error, refetch } = useFound(settled, 12);
  const found = (data?.customers ?? []).filter(({ ref, erased, merged_into }) => ref !== not && !erased && !merged_into);
  return (
    <Stack gap="sm">
      <TextInput data-autofocus label={t.merge.find} description={t.list.hint} value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
      <ProblemNote problem={error} again={() => void refetch()} />
      <Text size="sm" c="dimmed" role="status">
        {data && found.length === 0 ? t.list.nothing : ""}
      </Text>
      <ul className={classes["plain"]}>
        {found.map((one) => (
          <li key={one.ref}>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">
                {[one.name ?? t.noName, one.organisation, one.postcode, one.ref].filter(Boolean).join(" · ")}
              </Text>
              <Button size="compact-sm" variant="light" onClick={() => onPick(one.ref)} aria-label={`${t.merge.pick}: ${one.name ?? ""} ${one.ref}`}>
                {t.merge.pick}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

type SideProps = { a: CustomerView; b: CustomerView; values: Draft; set: (patch: Partial<Draft>) => void; onOther: () => void; onDone: () => void };

function SideBySide({ a, b, values, set, onOther, onDone }: SideProps) {
  const rows = compare(a.state, b.state);
  const into = values.into === b.ref ? b : a;
  const from = into === a ? b : a;
  const give = useCommand("customers", from.ref, "merge-customer");
  const [missing, setMissing] = useState(false);
  const reason = useRef<HTMLTextAreaElement>(null);
  const faults = splitProblem(give.error).fields;
  const careful = rows.some(({ field, is }) => is === "different" && (field === "name" || field === "email" || field === "account"));
  const colours = { same: "var(--met)", different: "var(--late)", only_one: "var(--quiet)", neither: "var(--quiet)" };
  const open = ({ cases }: CustomerView) => number(cases.filter(({ status }) => status === "open").length);
  const needs = ({ state }: CustomerView) =>
    [...state.needs.map(({ need }) => choice("Need", need)), ...state.vulnerabilities.map(({ driver }) => choice("Driver", driver))].join(", ") || "–";
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (values.reason.trim() === "") {
          setMissing(true);
          reason.current?.focus();
          return;
        }
        give.mutate({ body: { into: into.ref, reason: values.reason.trim() }, seen: from.version }, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        <div className={classes["scroll"]}>
          <Table verticalSpacing={6} withTableBorder>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.merge.columns.what}</Table.Th>
                <Table.Th>{a.ref}</Table.Th>
                <Table.Th>{b.ref}</Table.Th>
                <Table.Th>{t.merge.columns.same}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows
                .filter(({ is }) => is !== "neither")
                .map(({ field, left, right, is }) => (
                  <Table.Tr key={field}>
                    <Table.Th scope="row">{fieldName(field)}</Table.Th>
                    <Table.Td>{left ?? "–"}</Table.Td>
                    <Table.Td>{right ?? "–"}</Table.Td>
                    <Table.Td style={{ color: colours[is], fontWeight: is === "different" ? 650 : 400 }}>{t.merge.sameness[is]}</Table.Td>
                  </Table.Tr>
                ))}
              <Table.Tr>
                <Table.Th scope="row">{t.list.columns.marks}</Table.Th>
                <Table.Td>{needs(a)}</Table.Td>
                <Table.Td>{needs(b)}</Table.Td>
                <Table.Td />
              </Table.Tr>
              <Table.Tr>
                <Table.Th scope="row">{t.merge.open}</Table.Th>
                <Table.Td>{open(a)}</Table.Td>
                <Table.Td>{open(b)}</Table.Td>
                <Table.Td />
              </Table.Tr>
            </Table.Tbody>
          </Table>
        </div>
        {careful && (
          <Alert color="yellow" variant="light">
            {t.merge.careful}
          </Alert>
        )}
        <Radio.Group label={t.merge.direction} description={t.merge.consequence(from.ref, into.ref)} value={into.ref} onChange={(ref) => set({ into: ref })}>
          <Stack gap={6} mt={6}>
            {[a, b].map((one) => (
              <Radio key={one.ref} value={one.ref} label={t.merge.goesOn(one.ref, nameOf(one.state, t))} description={count(one.cases.length, t.merge.cases)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          ref={reason}
          label={t.merge.reason}
          withAsterisk
          value={values.reason}
          error={missing ? t.merge.reasonMissing : faults["reason"]}
          autosize
          minRows={2}
          maxLength={50_000}
          onChange={(event) => {
            setMissing(false);
            set({ reason: event.currentTarget.value });
          }}
        />
        <ProblemNote problem={faults["reason"] && Object.keys(faults).length === 1 ? null : give.error} />
        <Group justify="space-between">
          <Button variant="subtle" onClick={onOther}>
            {t.merge.other}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {t.merge.give}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
