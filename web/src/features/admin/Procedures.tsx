// The rules the desk works by: what is in force, what was, and how a new version comes in.

import { Badge, Button, Group, Modal, Skeleton, Stack, Table, Text, Textarea, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { words } from "@/shared/i18n";
import { useNameOf } from "@/shared/people";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { Moment } from "@/shared/ui/When";
import styles from "./admin.module.css";
import { CauseEditor } from "./causes/CauseEditor";
import { t } from "./messages";
import { ProcedureReader } from "./ProcedureReader";
import { ProcedureUpload } from "./ProcedureUpload";
import { ReasonButton } from "./ReasonButton";
import { useProcedures } from "./useProcedures";

type Summary = Schemas["ProcedureSummary"];
const p = t.procedures;

export function Procedures() {
  const { id, version, with: other, tree } = useSearch({ strict: false });
  if (id !== undefined && tree) return <CauseEditor key={id} id={id} />;
  return id === undefined ? <ProcedureLists /> : <ProcedureReader id={id} version={version} compareWith={other} />;
}

function ProcedureLists() {
  const me = useSession();
  const may = me.role === "manager" || me.role === "administrator";
  const { data, error, isPending, refetch } = useProcedures();
  const [putting, setPutting] = useState<string>();
  const inForce = data?.procedures.filter(({ in_force }) => in_force) ?? [];
  const before = data?.procedures.filter(({ in_force }) => !in_force) ?? [];
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {p.says}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={180} />}
      {data && (
        <>
          <section aria-labelledby="in-force">
            <Title order={2} id="in-force" mb="xs">
              {p.inForce}
            </Title>
            {inForce.length === 0 ? <Text>{p.none}</Text> : <ProcedureTable label={p.inForce} procedures={inForce} may={may} />}
          </section>
          {before.length > 0 && (
            <section aria-labelledby="history">
              <Title order={2} id="history" mb="xs">
                {p.history}
              </Title>
              <ProcedureTable label={p.history} procedures={before} may={may} />
            </section>
          )}
          <section aria-labelledby="shipped">
            <Title order={2} id="shipped" mb={4}>
              {p.shipped}
            </Title>
            <Text size="sm" c="dimmed" mb="xs">
              {p.shippedSays}
            </Text>
            <Stack gap={0} component="ul" className={`panel ${styles["tree"] ?? ""}`}>
              {data.shipped.map((id) => (
                <Group key={id} component="li" justify="space-between" px="md" py={6} wrap="nowrap">
                  <Group gap="xs">
                    <div>
                      <Text>{p.shippedFor[id] ?? id}</Text>
                      <Text size="sm" c="dimmed">
                        {id}
                      </Text>
                    </div>
                    {inForce.some((one) => one.id === id) && (
                      <Badge size="sm" variant="light" tt="none" style={{ color: "var(--met)", background: "var(--met-bg)" }}>
                        {p.isInForce}
                      </Badge>
                    )}
                  </Group>
                  {!inForce.some((one) => one.id === id) && (
                    <ReasonButton size="compact-sm" variant="light" style={{ flexShrink: 0 }} label={p.putInForce} why={may ? undefined : "managers"} onGive={() => setPutting(id)} />
                  )}
                </Group>
              ))}
            </Stack>
          </section>
          <ProcedureUpload may={may} />
        </>
      )}
      {putting !== undefined && (
        <ReasonDialog
          title={p.putTitle(putting)}
          says={p.shippedFor[putting]}
          done={p.inForceNow(putting)}
          label={p.putReason}
          submit={p.activate}
          draft={`procedure.${putting}`}
          give={(reason) => bodyOf(api.POST("/api/v1/procedures", { body: { shipped: putting, reason } }))}
          onClose={() => setPutting(undefined)}
        />
      )}
    </Stack>
  );
}

function ProcedureTable({ label, procedures, may }: { label: string; procedures: readonly Summary[]; may: boolean }) {
  const nameOf = useNameOf();
  const [retiring, setRetiring] = useState<Summary>();
  return (
    <div className={`panel ${styles["table"] ?? ""}`}>
      <Table verticalSpacing="xs" aria-label={label} miw="44rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{p.procedure}</Table.Th>
            <Table.Th>{p.since}</Table.Th>
            <Table.Th>{p.by}</Table.Th>
            <Table.Th>{p.reason}</Table.Th>
            <Table.Th ta="right">{p.clocks}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {procedures.map((one) => (
            <Table.Tr key={`${one.id} ${one.version}`}>
              <Table.Td>
                <PageLink to="/admin/$part" params={{ part: "procedures" }} search={{ id: one.id, version: one.version }} fw={600}>
                  {one.title}
                </PageLink>
                <Text size="sm" c="dimmed">
                  {one.id}, {p.version(one.version)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Moment at={one.since} />
              </Table.Td>
              <Table.Td>{one.by === "system" ? p.system : nameOf(one.by)}</Table.Td>
              <Table.Td maw={260}>{one.reason}</Table.Td>
              <Table.Td ta="right" className="num">
                {one.clocks}
                {one.unverified > 0 && (
                  <Text size="xs" style={{ color: "var(--soon)" }}>
                    {p.unverifiedMany(one.unverified)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                {one.in_force && <ReasonButton size="compact-sm" variant="subtle" label={p.retire} why={may ? undefined : "managers"} onGive={() => setRetiring(one)} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {retiring && (
        <ReasonDialog
          title={p.retireTitle(retiring.title)}
          says={p.retireSays}
          label={p.retireReason}
          submit={p.retire.replace("…", "")}
          draft={`procedure.${retiring.id}.retire`}
          done={p.retired(retiring.title)}
          give={(reason) => bodyOf(api.POST("/api/v1/procedures/{id}/retire", { params: { path: { id: retiring.id } }, body: { reason } }))}
          onClose={() => setRetiring(undefined)}
        />
      )}
    </div>
  );
}

type ReasonProps = { title: string; says?: string | undefined; label: string; submit: string; draft: string; /** Said when it is done. */ done: string; give: (reason: string) => Promise<unknown>; onClose: () => void; onDone?: () => void };

/** Asks for the reason of a change of the rules, and makes it. */
export function ReasonDialog({ title, says, label, submit, draft: key, done, give, onClose, onDone }: ReasonProps) {
  const queries = useQueryClient();
  const draft = useDraft(key, "");
  const [reason, setReason] = useState(draft.initial);
  const act = useMutation({
    mutationFn: give,
    onSuccess: async () => {
      draft.drop();
      await Promise.all(["procedures", "procedure", "calendars"].map((queryKey) => queries.invalidateQueries({ queryKey: [queryKey] })));
      notifications.show({ message: done, color: "green", closeButtonProps: { "aria-label": words.ui.close } });
      onDone?.();
      onClose();
    },
  });
  const told = splitProblem(act.error).fields["reason"];
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    act.mutate(reason);
  };
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{title}</Text>}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {says !== undefined && <Text size="sm">{says}</Text>}
          <Textarea
            label={label}
            withAsterisk
            autosize
            minRows={2}
            maxLength={200}
            value={reason}
            error={told}
            data-autofocus
            onChange={(event) => {
              setReason(event.currentTarget.value);
              draft.keep(event.currentTarget.value);
            }}
          />
          {told === undefined && <ProblemNote problem={act.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.ui.cancel}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
