// How a "no" is shown: the reason, the clause it rests on, and the way to mend it.

import { Alert, Anchor, Button, List, Stack, Text } from "@mantine/core";
import { createContext, use } from "react";
import type { Refusal } from "../api/client";
import { Problem } from "../api/client";
import { lastOf, plainFault } from "../faults";
import { commandName, fieldName, words } from "../i18n";

/** Takes the reader to where a command is given; undefined where there is no such place. */
export const Mend = createContext<((command: string) => void) | undefined>(undefined);

export function RefusalList({ refusals }: { refusals: readonly Refusal[] }) {
  const mend = use(Mend);
  return (
    <List size="sm" spacing={6}>
      {refusals.map((refusal) => (
        <List.Item key={refusal.rule + refusal.says}>
          {refusal.says}
          {refusal.clause && (
            <Text size="xs" c="dimmed">
              {words.ui.clause} {refusal.clause.number}: {refusal.clause.words}
            </Text>
          )}
          {refusal.mend && mend && (
            <Anchor component="button" type="button" size="sm" onClick={() => mend(refusal.mend ?? "")}>
              {commandName(refusal.mend)}
            </Anchor>
          )}
        </List.Item>
      ))}
    </List>
  );
}

const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

type NoteProps = {
  problem: unknown;
  again?: () => void;
  /** Paths of the fields that say their fault themselves, so that it is not said twice; "a" stands for "a.b" and "a[0]" too. */
  shown?: readonly string[];
};

/** What went wrong with a request, where no field can say it. Announced when it appears. */
export function ProblemNote({ problem, again, shown }: NoteProps) {
  if (!problem) return null;
  const told = problem instanceof Problem ? problem : undefined;
  const hasPlace = (path: string) => shown?.some((field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)) ?? false;
  const refusals = (told?.refusals ?? []).filter((refusal) => !refusal.field || (shown !== undefined && !hasPlace(refusal.field)));
  const faults = (told?.faults ?? []).filter((fault) => !hasPlace(fault.path));
  const said = told && told.faults.length + told.refusals.length > 0;
  if (shown && said && refusals.length === 0 && faults.length === 0) return null;
  let says = (problem as Error).message;
  if (told?.unreachable) says = words.ui.unreachable;
  else if (told?.signedOut) says = words.ui.signedOut;
  else if (told?.status === 412) says = words.ui.changedMeanwhile;
  else if (told?.incident) says = words.ui.faultOfOurs(told.incident);
  else if (refusals.length > 0 || faults.length > 0) says = words.ui.notDone;
  return (
    <Alert role="alert" color={told?.status === 412 ? "yellow" : "red"} variant="light">
      <Stack gap="xs">
        <Text size="sm">{says}</Text>
        {refusals.length > 0 && <RefusalList refusals={refusals} />}
        {refusals.length === 0 && faults.length > 0 && (
          <List size="sm">
            {faults.map((fault) => (
              <List.Item key={fault.path}>{fault.path === "" ? plainFault(fault.says) : `${titled(fieldName(lastOf(fault.path)))}: ${plainFault(fault.says)}`}</List.Item>
            ))}
          </List>
        )}
        {again && (
          <div>
            <Button size="xs" variant="light" onClick={again}>
              {words.ui.retry}
            </Button>
          </div>
        )}
      </Stack>
    </Alert>
  );
}
