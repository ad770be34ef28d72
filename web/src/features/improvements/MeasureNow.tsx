// Recording the follow-ups that are due at once, instead of waiting for the next day.

import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActions } from "@/shared/actions";
import { api, bodyOf } from "@/shared/api/client";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";

export function MeasureNow() {
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/improvements/measure")),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["improvements"] }),
  });
  useActions(useMemo(() => [{ id: "improvement-measure", title: t.measure.button, section: t.section, run: () => mutate() }], [mutate]));
  return (
    <div>
      <Group gap="sm">
        <Text size="sm" role="status">
          {isPending ? t.measure.going : data && t.measure.done(data.recorded)}
        </Text>
        <Button size="xs" variant="default" loading={isPending} title={t.measure.says} onClick={() => mutate()}>
          {t.measure.button}
        </Button>
      </Group>
      {!isPending && <ProblemNote problem={error} />}
    </div>
  );
}
