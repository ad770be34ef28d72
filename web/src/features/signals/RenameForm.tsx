// Declaring that a value got another name. The names that occur are offered; an old one may occur no longer.

import { Autocomplete, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, bodyOf, type Problem } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { useOverview } from "@/shared/figures/data";
import { columnName } from "@/shared/figures/names";
import { commandName, words } from "@/shared/i18n";
import { announce } from "@/shared/ui/announce";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import styles from "./signals.module.css";
import type { Rename } from "./types";
import { useFocusOnce } from "./useFocusOnce";

const watched = ["product", "category", "cause", "channel"] as const;
const fields = ["column", "from", "to", "reason"] as const;
const inPlace = { withinPortal: false }; // a list at the end of the page is in no part of it
const most = 200; // characters of a line, as the server takes it

export function RenameForm({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const overview = useOverview().data;
  const draft = useDraft<Rename>("rename", { column: "product", from: "", to: "", reason: "" });
  const [values, setValues] = useState(draft.initial);
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const first = useFocusOnce<HTMLSelectElement>();
  const give = useMutation<unknown, Problem, Rename>({
    mutationFn: (body) => bodyOf(api.POST("/api/v1/renames", { body })),
    onSuccess: async () => {
      draft.drop();
      announce(words.ui.sent(commandName("declare-rename")));
      await queries.invalidateQueries({ queryKey: ["signals"] });
      onClose();
    },
    onError: () => focusFirstFault(form.current),
  });
  const offered = overview?.columns.find(({ name }) => name === values.column)?.values.filter((value) => value !== "") ?? [];
  const faults = splitProblem(give.error).fields;
  const set = (patch: Partial<Rename>) => {
    const next = { ...values, ...patch };
    setValues(next);
    draft.keep(next);
    give.reset();
  };
  const field = (name: (typeof fields)[number]) => ({
    label: name === "column" ? t.renames.column : t.renames.columns[name],
    withAsterisk: true,
    error: missing && values[name].trim() === "" ? t.renames.missing : faults[name],
  });
  return (
    <form
      ref={form}
      className={`panel ${styles["form"] ?? ""}`}
      aria-label={commandName("declare-rename")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const body = { column: values.column, from: values.from.trim(), to: values.to.trim(), reason: values.reason.trim() };
        if (fields.some((name) => body[name] === "")) {
          setMissing(true);
          focusFirstFault(form.current);
        } else give.mutate(body);
      }}
    >
      <Stack gap="sm">
        <div className={styles["fields"]}>
          <NativeSelect ref={first} {...field("column")} value={values.column} data={watched.map((value) => ({ value, label: columnName(value) }))} onChange={(event) => set({ column: event.currentTarget.value })} />
          <Autocomplete {...field("from")} maxLength={most} value={values.from} data={offered} limit={20} autoComplete="off" comboboxProps={inPlace} onChange={(from) => set({ from })} />
          <Autocomplete {...field("to")} maxLength={most} value={values.to} data={offered} limit={20} autoComplete="off" comboboxProps={inPlace} onChange={(to) => set({ to })} />
        </div>
        <TextInput {...field("reason")} maxLength={most} value={values.reason} autoComplete="off" onChange={(event) => set({ reason: event.currentTarget.value })} />
        <Text size="sm" c="dimmed">
          {t.renames.note}
        </Text>
        <ProblemNote problem={give.error} shown={fields} />
        <Group gap="xs">
          <Button type="submit" loading={give.isPending}>
            {commandName("declare-rename")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
