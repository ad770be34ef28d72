// What can be done with the selected cases at once, and what became of it for each of them.

import { Button, Group, Modal, Progress, Stack, Text, Title } from "@mantine/core";
import { useMemo, useState, useSyncExternalStore } from "react";
import { send, type Problem } from "@/shared/api/client";
import { commandName, words } from "@/shared/i18n";
import { teamsOf, usePeople } from "@/shared/people";
import { CommandForm, type Referents } from "@/shared/ui/CommandForm";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote, RefusalList } from "@/shared/ui/problems";
import { BulkRun } from "./bulk";
import { t } from "./messages";
import styles from "./cases.module.css";

const offered = ["assign-case", "take-ownership", "promise-news", "link-case", "escalate-case"] as const;
const nameOf = (command: string) => t.bulk.names[command] ?? commandName(command);
type Offered = (typeof offered)[number];

type Props = { refs: readonly string[]; onClear: () => void; onKeep: (refs: readonly string[]) => void; onChanged: (refs: readonly string[]) => void };

export function BulkBar({ refs, onClear, onKeep, onChanged }: Props) {
  const [given, setGiven] = useState<{ command: Offered; refs: readonly string[] }>();
  return (
    <>
      {refs.length > 0 && (
        <section aria-label={t.bulk.label} className={`panel no-print ${styles["bulk"] ?? ""}`}>
          <Text size="sm" fw={600} className="num">
            {t.selected(refs.length)}
          </Text>
          {offered.map((command) => (
            <Button key={command} size="xs" variant="light" onClick={() => setGiven({ command, refs })}>
              {nameOf(command)}
            </Button>
          ))}
          <Button size="xs" variant="subtle" onClick={onClear}>
            {t.clearSelection}
          </Button>
        </section>
      )}
      {given && (
        <BulkDialog
          command={given.command}
          refs={given.refs}
          onClose={() => setGiven(undefined)}
          onKeep={(refused) => {
            onKeep(refused);
            setGiven(undefined);
          }}
          onChanged={onChanged}
        />
      )}
    </>
  );
}

function BulkDialog({ command, refs, onClose, onKeep, onChanged }: { command: Offered; refs: readonly string[]; onClose: () => void } & Pick<Props, "onKeep" | "onChanged">) {
  const { data } = usePeople();
  const [run, setRun] = useState<BulkRun>();
  const [working, setWorking] = useState(false);
  const referents = useMemo<Referents>(() => {
    const people = (data?.users ?? []).filter(({ active }) => active);
    return {
      to: people.map(({ ref, name, team }) => ({ value: ref, label: team === undefined ? name : `${name} (${team})` })),
      team: teamsOf(people).map(({ team }) => ({ value: team, label: team })),
    };
  }, [data]);

  const work = async (doing: Promise<void>, of: BulkRun) => {
    setWorking(true);
    await doing;
    setWorking(false);
    onChanged(of.state().done);
  };
  const begin = (body: unknown) => {
    const started = new BulkRun(refs, (ref, key) => send("cases", ref, command, body, key));
    setRun(started);
    void work(started.start(), started);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t.bulk.title(nameOf(command), refs.length)}
      withCloseButton={!working}
      closeOnEscape={!working}
      closeOnClickOutside={false}
    >
      {run ? (
        <Progressing run={run} onRetry={() => void work(run.retry(), run)} onClose={onClose} onKeep={onKeep} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">{t.bulk.explain}</Text>
          <CommandForm area="cases" of="bulk" command={command} referents={referents} onBody={begin} onDone={onClose} onCancel={onClose} submitLabel={nameOf(command)} />
        </Stack>
      )}
    </Modal>
  );
}

function Progressing({ run, onRetry, onClose, onKeep }: { run: BulkRun; onRetry: () => void; onClose: () => void; onKeep: (refs: readonly string[]) => void }) {
  const state = useSyncExternalStore(run.subscribe, run.state);
  const again = state.refused.length + state.stopped.length;
  return (
    <Stack gap="md">
      <Progress value={(100 * state.over) / state.all} aria-label={t.bulk.progress(state.over, state.all)} size="lg" />
      <div role="status" aria-live="polite">
        {state.working ? (
          <Text size="sm" className="num">
            {state.stopping ? t.bulk.stopping : t.bulk.progress(state.over, state.all)}
          </Text>
        ) : (
          <>
            <Text fw={600}>{t.bulk.over(state.done.length, state.refused.length)}</Text>
            {state.already.length > 0 && <Text size="sm">{t.bulk.already(state.already.length)}</Text>}
            {state.stopped.length > 0 && <Text size="sm">{t.bulk.stopped(state.stopped.length)}</Text>}
          </>
        )}
      </div>
      {state.refused.length > 0 && (
        <section aria-labelledby="bulk-refused">
          <Title order={3} id="bulk-refused" mb="xs">
            {t.bulk.refusals}
          </Title>
          <Stack component="ul" gap="sm" m={0} p={0} className={styles["results"]} style={{ listStyle: "none" }} tabIndex={0} aria-labelledby="bulk-refused">
            {state.refused.slice(0, 500).map(({ ref, problem }) => (
              <li key={ref}>
                <PageLink to="/cases/$ref" params={{ ref }} size="sm" fw={600} target="_blank">
                  {ref}
                </PageLink>
                <ProblemSays problem={problem} />
              </li>
            ))}
          </Stack>
        </section>
      )}
      <Group justify="flex-end">
        {state.working ? (
          <Button variant="default" onClick={() => run.stop()} disabled={state.stopping} data-autofocus>
            {state.stopping ? t.bulk.stopping : t.bulk.stop}
          </Button>
        ) : (
          <>
            {state.refused.length > 0 && (
              <Button variant="default" onClick={() => onKeep(state.refused.map(({ ref }) => ref))}>
                {t.bulk.goOn}
              </Button>
            )}
            {again > 0 && (
              <Button variant="light" onClick={onRetry}>
                {t.bulk.retry(again)}
              </Button>
            )}
            <Button onClick={onClose}>{words.ui.close}</Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

/** All the reasons, those that name a field as well: there is no form left to show them at. */
function ProblemSays({ problem }: { problem: Problem }) {
  return problem.refusals.length > 0 ? <RefusalList refusals={problem.refusals} /> : <ProblemNote problem={problem} />;
}
