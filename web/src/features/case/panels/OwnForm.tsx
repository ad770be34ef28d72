// A form of a command that has a better one than the drawn one: what is typed is kept until it is sent, faults stand at their
// fields, and the focus goes in when it opens.

import { Button, Group, Stack } from "@mantine/core";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Fault } from "@/shared/api/client";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { commandName } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { DraftNote } from "../DraftNote";
import { t } from "./messages";

type Own<T> = {
  values: T;
  set: (change: Partial<T>) => void;
  /** What is at fault at this path of the command. */
  fault: (path: string) => string | undefined;
};

type Props<T> = {
  of: string;
  command: string;
  /** Where it is kept: the case and command, and what else tells two such forms apart. */
  draft?: string;
  empty: T;
  /** What the place that opened it knows already. */
  given?: Partial<T>;
  /** The version of the case that the person saw; a later one is asked about first. */
  seen?: number;
  body: (values: T) => unknown;
  /** What the page can tell by itself before it asks the server. */
  check?: (values: T) => Fault[];
  /** The paths that have a place in the form. */
  fields: readonly string[];
  submitLabel?: string;
  onDone: () => void;
  onCancel: () => void;
  children: (own: Own<T>) => ReactNode;
};

export function OwnForm<T extends object>({ of, command, draft: key, empty, given, seen, body, check, fields, submitLabel, onDone, onCancel, children }: Props<T>) {
  const draft = useDraft<T>(key ?? `${of}.${command}.own`, empty);
  const [values, setValues] = useState<T>(() => ({ ...empty, ...draft.initial, ...given }));
  const [restoredAt, setRestoredAt] = useState(draft.restoredAt);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const give = useCommand("cases", of, command);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector<HTMLElement>("[data-autofocus], input, select, textarea")?.focus();
  }, []);

  const set = (change: Partial<T>) => {
    const next = { ...values, ...change };
    setValues(next);
    draft.keep(next);
    const changed = Object.keys(change);
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([path]) => !changed.some((name) => path.split(".").includes(name)))));
  };
  const submit = () => {
    const own = Object.fromEntries((check?.(values) ?? []).map(({ path, says }) => [path, says]));
    setFaults(own);
    if (Object.keys(own).length > 0) { focusFirstFault(form.current); return; }
    give.mutate(
      { body: body(values), ...(seen === undefined ? {} : { seen }) },
      {
        onSuccess: () => {
          draft.drop();
          onDone();
        },
        onError: (problem) => {
          setFaults(splitProblem(problem).fields);
          focusFirstFault(form.current);
        },
      },
    );
  };

  return (
    <form
      ref={form}
      noValidate
      aria-label={submitLabel ?? commandName(command)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <DraftNote
          at={restoredAt}
          onAfresh={() => {
            draft.drop();
            setValues({ ...empty, ...given });
            setRestoredAt(undefined);
          }}
        />
        {children({ values, set, fault: (path) => faults[path] })}
        <ProblemNote problem={give.error} shown={fields} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t.form.notNow}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {submitLabel ?? commandName(command)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
