// A scheduled report is not wanted any more: the reason stays on record.

import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, bodyOf, type Problem } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { words } from "@/shared/i18n";
import { announce } from "@/shared/ui/announce";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";

const most = 200; // characters of a line, as the server takes it

export function CancelForm({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const queries = useQueryClient();
  const draft = useDraft(`report.cancel.${id}`, "");
  const [reason, setReason] = useState(draft.initial);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const give = useMutation<unknown, Problem, string>({
    mutationFn: (why) => bodyOf(api.POST("/api/v1/reports/schedules/{ref}/cancel", { params: { path: { ref: id } }, body: { reason: why } })),
    onSuccess: async () => {
      draft.drop();
      announce(t.scheduled.gone(name));
      await queries.invalidateQueries({ queryKey: ["reports", "schedules"] });
      onClose();
    },
    onError: () => field.current?.focus(),
  });
  return (
    <form
      aria-label={t.scheduled.cancelOf(name)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const said = reason.trim();
        setMissing(said === "");
        if (said === "") field.current?.focus();
        else give.mutate(said);
      }}
    >
      <Stack gap="xs" mt="sm" maw="34rem">
        <TextInput
          ref={field}
          label={t.scheduled.reason}
          withAsterisk
          maxLength={most}
          autoComplete="off"
          value={reason}
          error={missing && reason.trim() === "" ? t.scheduled.reasonMissing : splitProblem(give.error).fields["reason"]}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            draft.keep(event.currentTarget.value);
          }}
        />
        <Text size="sm" c="dimmed">
          {t.scheduled.cancelSays}
        </Text>
        <ProblemNote problem={give.error} shown={["reason"]} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={give.isPending}>
            {t.scheduled.cancel}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
