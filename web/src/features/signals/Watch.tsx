// Looking through all figures at once, instead of waiting for the next day.

import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActions } from "@/shared/actions";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { words } from "@/shared/i18n";
import { ProblemNote } from "@/shared/ui/problems";
import { WorkBar } from "@/shared/ui/WorkBar";
import { CalledOff, useWork } from "@/shared/work";
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
  const { done, run, callOff } = useWork();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const before = await all();
      const view = await run(({ header, signal }) => bodyOf(api.POST("/api/v1/signals/watch", { params: { header }, signal })));
      const after = await all();
      return { view, fresh: newSince(before.signals, after.signals) };
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["signals"] }),
  });
  useActions(useMemo(() => [{ id: "signals-watch", title: t.actions.watch, section: t.section, run: () => mutate() }], [mutate]));
  const answer = error instanceof CalledOff ? words.ui.calledOff : data && outcome(data.view, data.fresh);
  return (
    <div className="no-print">
      <Group gap="sm">
        <Button variant={isPending ? "default" : "filled"} onClick={() => (isPending ? callOff() : mutate())}>
          {isPending ? words.ui.cancel : t.watch.button}
        </Button>
        <Text size="sm" role="status">
          {isPending ? t.watch.going : answer}
        </Text>
        {isPending && <WorkBar label={t.watch.going} done={done} />}
      </Group>
      {!isPending && !(error instanceof CalledOff) && <ProblemNote problem={error} />}
    </div>
  );
}
