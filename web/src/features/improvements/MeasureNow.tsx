// Recording the follow-ups that are due at once, instead of waiting for the next day.

import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActions } from "@/shared/actions";
import { api, bodyOf } from "@/shared/api/client";
import { words } from "@/shared/i18n";
import { ProblemNote } from "@/shared/ui/problems";
import { WorkBar } from "@/shared/ui/WorkBar";
import { CalledOff, useWork } from "@/shared/work";
import { t } from "./messages";

export function MeasureNow() {
  const queries = useQueryClient();
  const { done, run, callOff } = useWork();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => run(({ header, signal }) => bodyOf(api.POST("/api/v1/improvements/measure", { params: { header }, signal }))),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["improvements"] }),
  });
  useActions(useMemo(() => [{ id: "improvement-measure", title: t.measure.button, section: t.section, run: () => mutate() }], [mutate]));
  return (
    <div>
      <Group gap="sm">
        <Text size="sm" role="status">
          {isPending ? t.measure.going : error instanceof CalledOff ? words.ui.calledOff : data && t.measure.done(data.recorded)}
        </Text>
        {isPending && <WorkBar label={t.measure.going} done={done} />}
        <Button size="xs" variant="default" title={t.measure.says} onClick={() => (isPending ? callOff() : mutate())}>
          {isPending ? words.ui.cancel : t.measure.button}
        </Button>
      </Group>
      {!isPending && !(error instanceof CalledOff) && <ProblemNote problem={error} />}
    </div>
  );
}
