// Looking through all figures at once, instead of waiting for the next day.

import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActions } from "@/shared/actions";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import { newSince } from "./order";

type WatchView = Schemas["WatchView"];

const all = () => bodyOf(api.GET("/api/v1/signals", { params: { query: { which: "all" } } }));

/** Nothing found is good news only where something could be judged. */
export function outcome({ found, columns }: WatchView, fresh: number): string {
  if (found > 0) return t.watch.found(found, fresh);
  const judged = columns.reduce((sum, one) => sum + one.judged, 0);
  const series = columns.reduce((sum, one) => sum + one.series, 0);
  return judged === 0 ? t.watch.notJudged : judged < series ? t.watch.nothingIn(judged, series) : t.watch.nothing;
}

export function Watch() {
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const before = await all();
      const view = await bodyOf(api.POST("/api/v1/signals/watch"));
      const after = await all();
      return { view, fresh: newSince(before.signals, after.signals) };
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["signals"] }),
  });
  useActions(useMemo(() => [{ id: "signals-watch", title: t.actions.watch, section: t.section, run: () => mutate() }], [mutate]));
  const answer = data && outcome(data.view, data.fresh);
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
