// What became of it: the reference, big enough to read out, and each step with how it went.

import { Alert, Badge, Button, CopyButton, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { keysForPeople, useActions, type Action } from "@/shared/actions";
import { api, bodyOf, type Problem } from "@/shared/api/client";
import { shapeOf } from "@/shared/commands";
import { PageLink } from "@/shared/ui/PageLink";
import { CommandForm } from "@/shared/ui/CommandForm";
import { ProblemNote } from "@/shared/ui/problems";
import { When } from "@/shared/ui/When";
import { useCustomer } from "./data";
import { t } from "./messages";
import type { Run } from "./run";
import type { Step, StepName } from "./steps";
import { elapsed, localField } from "./time";
import classes from "./log.module.css";

type Props = {
  run: Run;
  problems: Partial<Record<StepName, Problem>>;
  busy: boolean;
  onSend: (only?: readonly StepName[]) => void;
  onSettle: (command: StepName, how: "done" | "left") => void;
  onAnother: () => void;
};

export function Outcome({ run, problems, busy, onSend, onSettle, onAnother }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useActions(
    useMemo<Action[]>(() => [{ id: "log.another", title: t.actions.another, section: t.actions.section, keys: "alt+n", run: onAnother }], [onAnother]),
  );
  const { data } = useQuery({
    queryKey: ["case", run.ref],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/cases/{ref}", { params: { path: { ref: run.ref } }, signal })),
  });
  const done = run.steps.filter(({ state }) => state === "done");
  const open = run.steps.filter(({ state }) => state !== "done");
  const failed = open.filter(({ state }) => state === "failed" || (state === "waiting" && !busy));
  const customer = data?.customer.ref ?? run.customer;
  return (
    <div className={classes["outcome"]}>
      <div className={`panel ${classes["section"] ?? ""}`}>
        <Group justify="space-between" align="flex-end" gap="lg">
          <div>
            <Title order={1} ref={title} tabIndex={-1} style={{ outline: "none" }}>
              <Text span size="md" c="dimmed" display="block" fw={500}>
                {t.done.logged}. {t.done.readOut}
              </Text>
              <span className={classes["reference"]}>{run.ref}</span>
            </Title>
            <Text size="sm" c="dimmed" className="num">
              {run.startedAt !== "" && t.done.took(elapsed(new Date(run.loggedAt).getTime() - new Date(run.startedAt).getTime()))}
            </Text>
          </div>
          <Stack gap={4}>
            {data?.state.promise && (
              <Text size="sm" component="div">
                {t.done.news}: <When at={data.state.promise.by} />
              </Text>
            )}
            {data && (
              <Text size="sm">
                {t.done.under}: {data.procedure.title}
              </Text>
            )}
            {customer !== "" && (
              <Text size="sm" component="div">
                {t.done.seeCustomer}:{" "}
                <PageLink to="/customers/$ref" params={{ ref: customer }} size="sm" underline="always">
                  {data?.customer.profile.name ?? customer}
                </PageLink>
              </Text>
            )}
          </Stack>
        </Group>
        <Group mt="md" className="no-print">
          <PageLink to="/cases/$ref" params={{ ref: run.ref }} fw={600}>
            {t.done.open(run.ref)}
          </PageLink>
          <CopyButton value={run.ref}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy}>
                {copied ? t.done.copied : t.done.copy}
              </Button>
            )}
          </CopyButton>
          <Button variant={failed.length > 0 ? "default" : "filled"} size="xs" onClick={onAnother} disabled={busy} rightSection={<kbd aria-hidden>{keysForPeople("alt+n")}</kbd>}>
            {t.done.another}
          </Button>
        </Group>
      </div>
      <div role="status">
        {!busy && failed.length === 0 && <Text size="sm">{t.done.allDone}</Text>}
        {!busy && failed.length > 0 && (
          <Alert color="yellow" variant="light">
            <Group justify="space-between">
              <Text size="sm">{t.done.someFailed}</Text>
              <Button size="xs" variant="light" onClick={() => onSend()}>
                {t.done.retryAll}
              </Button>
            </Group>
          </Alert>
        )}
      </div>
      {open.length > 0 && (
        <section aria-labelledby="log-failed" className={`panel ${classes["section"] ?? ""}`}>
          <Title order={2} size="h3" id="log-failed">
            {busy ? t.done.working : t.done.failedTitle}
          </Title>
          <ul className={classes["plain"]}>
            {open.map((step) => (
              <li key={step.command}>
                <Open step={step} of={run.ref} problem={problems[step.command]} busy={busy} onSend={onSend} onSettle={onSettle} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={classes["steps"]}>
        {done.length > 0 && (
          <section aria-labelledby="log-done" className={`panel ${classes["section"] ?? ""}`}>
            <Title order={2} size="h3" id="log-done">
              {t.done.doneTitle}
            </Title>
            <ul className={classes["plain"]}>
              {done.map(({ command }) => (
                <li key={command}>
                  <Text size="sm">
                    <span aria-hidden style={{ color: "var(--met)", fontWeight: 700 }}>
                      ✓{" "}
                    </span>
                    {t.done.steps[command]}
                  </Text>
                </li>
              ))}
            </ul>
          </section>
        )}
        {run.left.length > 0 && (
          <section aria-labelledby="log-left" className={`panel ${classes["section"] ?? ""}`}>
            <Title order={2} size="h3" id="log-left">
              {t.done.notDoneTitle}
            </Title>
            <ul className={classes["plain"]}>
              {run.left.map(({ command, why }) => (
                <li key={command}>
                  <Text size="sm">{t.done.steps[command]}</Text>
                  <Text size="xs" c="dimmed">
                    {t.done.left[why]}
                  </Text>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <Likeness title={t.done.duplicates} refs={run.duplicates}>
        {(ref) => <Likely of={ref} customer={customer} />}
      </Likeness>
      <Likeness title={t.done.similar} refs={run.similar}>
        {(ref) => <Alike of={ref} />}
      </Likeness>
    </div>
  );
}

function Likeness({ title, refs, children }: { title: string; refs: readonly string[]; children: (ref: string) => ReactNode }) {
  if (refs.length === 0) return null;
  return (
    <section aria-label={title} className={`panel ${classes["section"] ?? ""}`}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <ul className={classes["plain"]}>
        {refs.map((ref) => (
          <li key={ref}>{children(ref)}</li>
        ))}
      </ul>
    </section>
  );
}

/** A case of the same customer, by what it is about. */
function Likely({ of, customer }: { of: string; customer: string }) {
  const { data } = useCustomer(customer);
  const found = data?.cases.find(({ ref }) => ref === of);
  return (
    <PageLink to="/cases/$ref" params={{ ref: of }} size="sm">
      {found?.subject ? `${of}: ${found.subject}` : of}
    </PageLink>
  );
}

/** Somebody who may be the same person, by name. */
function Alike({ of }: { of: string }) {
  const { data } = useCustomer(of);
  return (
    <PageLink to="/customers/$ref" params={{ ref: of }} size="sm">
      {[data?.state.profile.name, data?.state.profile.postcode, of].filter(Boolean).join(" · ")}
    </PageLink>
  );
}

/** A body as the fields of a form want it: instants become local times. */
function asValues(command: StepName, body: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const shape = shapeOf(command)?.fields.find((field) => field.name === name);
      return [name, shape?.format === "date-time" && typeof value === "string" ? localField(new Date(value)) : value];
    }),
  );
}

type OpenProps = { step: Step; of: string; problem: Problem | undefined; busy: boolean } & Pick<Props, "onSend" | "onSettle">;
function Open({ step, of, problem, busy, onSend, onSettle }: OpenProps) {
  const [changing, setChanging] = useState(false);
  const values = useMemo(() => asValues(step.command, step.body), [step.command, step.body]);
  return (
    <Stack gap="xs" py={6}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t.done.steps[step.command]}
        </Text>
        {busy ? <Loader size="xs" aria-label={t.done.working} /> : <Badge variant="light" tt="none" style={{ color: "var(--late)", background: "var(--late-bg)" }}>{t.done.notDoneTitle}</Badge>}
      </Group>
      <ProblemNote problem={problem} />
      {!busy && !changing && (
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => onSend([step.command])}>
            {t.done.retry}
          </Button>
          {problem && !problem.unreachable && (
            <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
              {t.done.change}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => onSettle(step.command, "left")}>
            {t.done.leave}
          </Button>
        </Group>
      )}
      {changing && (
        <CommandForm
          area="cases"
          of={of}
          command={step.command}
          given={values}
          onDone={() => {
            setChanging(false);
            onSettle(step.command, "done");
          }}
          onCancel={() => setChanging(false)}
        />
      )}
    </Stack>
  );
}
