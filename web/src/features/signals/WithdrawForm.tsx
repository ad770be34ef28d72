// Taking back that a value got another name: the reason stays on record.

import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf, type Problem } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { words } from "@/shared/i18n";
import { announce } from "@/shared/ui/announce";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import styles from "./signals.module.css";
import type { Rename } from "./types";
import { useFocusOnce } from "./useFocusOnce";

const most = 200; // characters of a line, as the server takes it

type Props = {
  rename: Rename;
  /** How the two names are shown, which of causes is not how they are declared. */
  old: string;
  now: string;
  /** Other declarations keep the two names one. */
  stay: boolean;
  onClose: () => void;
};

export function WithdrawForm({ rename: { column, from, to }, old, now, stay, onClose }: Props) {
  const queries = useQueryClient();
  const draft = useDraft(`rename.withdraw.${JSON.stringify([column, from, to])}`, "");
  const [reason, setReason] = useState(draft.initial);
  const [missing, setMissing] = useState(false);
  const field = useFocusOnce<HTMLInputElement>();
  const give = useMutation<unknown, Problem, string>({
    mutationFn: (why) => bodyOf(api.POST("/api/v1/renames/withdraw", { body: { column, from, to, reason: why } })),
    onSuccess: async () => {
      draft.drop();
      announce(t.withdrawing.done(stay ? t.withdrawing.stay : t.withdrawing.two(old, now)));
      await queries.invalidateQueries({ queryKey: ["signals"] });
      onClose();
    },
    onError: () => field.current?.focus(),
  });
  return (
    <form
      className={styles["withdraw"]}
      aria-label={t.withdrawing.of(old, now)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const said = reason.trim();
        setMissing(said === "");
        if (said === "") field.current?.focus();
        else give.mutate(said);
      }}
    >
      <Stack gap="xs">
        <TextInput
          ref={field}
          label={t.withdrawing.reason}
          withAsterisk
          maxLength={most}
          autoComplete="off"
          value={reason}
          error={missing && reason.trim() === "" ? t.withdrawing.missing : splitProblem(give.error).fields["reason"]}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            draft.keep(event.currentTarget.value);
          }}
        />
        <Text size="sm" c="dimmed">
          {[stay ? t.withdrawing.stay : t.withdrawing.two(old, now), t.withdrawing.meanwhile].join(" ")}
        </Text>
        <ProblemNote problem={give.error} shown={["reason"]} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={give.isPending}>
            {t.withdrawing.button}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
