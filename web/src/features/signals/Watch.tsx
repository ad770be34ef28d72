// Looking through all figures at once, instead of waiting for the next day.

import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActions } from "@/shared/actions";
import { api, bodyOf } from "@/shared/api/client";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import { newSince } from "./order";

const all = () => bodyOf(api.GET("/api/v1/signals", { params: { query: { which: "all" } } }));

export function Watch() {
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const before = await all();
      const { found } = await bodyOf(api.POST("/api/v1/signals/watch"));
      const after = await all();
      return { found, fresh: newSince(before.signals, after.signals) };
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["signals"] }),
  });
  useActions(useMemo(() => [{ id: "signals-watch", title: t.actions.watch, section: t.section, run: () => mutate() }], [mutate]));
  const answer = data && (data.found === 0 ? t.watch.nothing : t.watch.found(data.found, data.fresh));
  return (
    <div className="no-print">
      <Group gap="sm">
        <Button loading={isPending} onClick={() => mutate()}>
          {t.watch.button}
        </Button>
        <Text size="sm" role="status">
          {isPending ? t.watch.going : answer}
        </Text>
      </Group>
      {!isPending && <ProblemNote problem={error} />}
    </div>
  );
}
