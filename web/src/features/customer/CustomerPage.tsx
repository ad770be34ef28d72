// A person, and everything between them and us.

import { Alert, Badge, Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCustomer } from "@/shared/customerRecords";
import { longDay } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { nameOf, useHistory, type CustomerView } from "./data";
import { Erase } from "./Erase";
import { Give } from "./Give";
import { Merge } from "./Merge";
import { t } from "./messages";
import { Part } from "./Part";
import { PortalCode } from "./PortalCode";
import { Care, Consents, Needs, Profile, Reach } from "./Person";
import { Cases, Contacts, Feelings, Loyalty } from "./Story";
import classes from "./customer.module.css";

const route = getRouteApi("/customers/$ref");

export function CustomerPage() {
  const { ref } = route.useParams();
  const { data, error, refetch, isPending } = useCustomer(ref);
  return (
    <Stack gap="md">
      {!data && <Title order={1}>{ref}</Title>}
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {data && <Person key={data.ref} view={data} />}
    </Stack>
  );
}

function Person({ view }: { view: CustomerView }) {
  const { state, cases } = view;
  const { role } = useSession();
  const navigate = useNavigate();
  // Nobody changes a record that is gone into another, or whose person is erased.
  const fixed = state.erased || state.merged_into !== undefined;
  const newest = useMemo(() => [...cases].sort((a, b) => b.received_at.localeCompare(a.received_at)), [cases]);
  const history = useHistory(view.ref);
  const read = { history: history.data, pending: history.isPending, error: history.error, again: () => void history.refetch() };
  return (
    <>
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="sm">
            <Title order={1}>{nameOf(state, t)}</Title>
            {state.vulnerabilities.length > 0 && (
              <Badge variant="light" tt="none" style={{ color: "var(--statutory)", background: "var(--statutory-bg)" }}>
                {t.vulnerable}
              </Badge>
            )}
            {state.needs.length > 0 && (
              <Badge variant="light" tt="none" style={{ color: "var(--internal)", background: "var(--internal-bg)" }}>
                {t.hasNeeds}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {view.ref} · {t.since(longDay(new Date(state.registered_at)))}
          </Text>
        </div>
        <Group gap="xs" className="no-print">
          {!fixed && role !== "quality" && (
            <Button size="xs" onClick={() => void navigate({ to: "/log", state: { customer: view.ref } })}>
              {t.log}
            </Button>
          )}
          {!fixed && <PortalCode view={view} />}
          {!fixed && <Merge view={view} />}
          {!state.erased && <Erase view={view} />}
        </Group>
      </Group>
      {state.erased && (
        <Alert color="gray" role="status">
          {t.erased}
        </Alert>
      )}
      {state.merged_into && (
        <Alert color="yellow" variant="light" role="status">
          <Group justify="space-between">
            <Text size="sm">
              {t.merged}{" "}
              <PageLink to="/customers/$ref" params={{ ref: state.merged_into }} size="sm">
                {state.merged_into}
              </PageLink>
              . {t.mergedRest}
            </Text>
            <Give view={view} command="unmerge-customer" label={t.unmerge.button} variant="light" />
          </Group>
        </Alert>
      )}
      <div className={state.erased && state.consents.length === 0 && state.absorbed.length === 0 ? undefined : classes["columns"]}>
        <div className={classes["column"]}>
          {!state.erased && <Profile view={view} fixed={fixed} />}
          {!state.erased && <Reach view={view} fixed={fixed} />}
          {!state.erased && <Needs view={view} fixed={fixed} />}
          {!state.erased && <Care view={view} fixed={fixed} />}
          {(!state.erased || state.consents.length > 0) && <Consents view={view} fixed={fixed} />}
          {state.absorbed.length > 0 && (
            <Part title={t.sections.records}>
              <Text size="sm">{t.unmerge.absorbed}</Text>
              <ul className={classes["plain"]}>
                {state.absorbed.map((ref) => (
                  <li key={ref}>
                    <PageLink to="/customers/$ref" params={{ ref }} size="sm">
                      {ref}
                    </PageLink>
                  </li>
                ))}
              </ul>
            </Part>
          )}
        </div>
        <div className={classes["column"]}>
          <Cases cases={newest} />
          {!state.erased && <Loyalty {...read} />}
          <Feelings {...read} />
          <Contacts {...read} />
        </div>
      </div>
    </>
  );
}
