// The weighing as it stands in the table: what somebody moves here is kept and weighed by the server as they move it.

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { useDraft } from "@/shared/drafts";
import { differs, firstDraft, fitted, toWeigh, type CriterionNames, type Option, type WeighDraft } from "./ranking";

export function useWeighing(of: string, options: readonly Option[], standing: Schemas["Weighing"] | undefined, names: CriterionNames, editable: boolean) {
  const fresh = useMemo(() => firstDraft(options, standing, names), [options, standing, names]);
  const draft = useDraft<WeighDraft>(`${of}.weigh-options.own`, fresh);
  const [own, setOwn] = useState<WeighDraft | undefined>(() => (draft.restoredAt ? draft.initial : undefined));
  const values = useMemo(() => fitted(editable ? (own ?? fresh) : fresh, options), [editable, own, fresh, options]);

  const body = useMemo(() => toWeigh(values), [values]);
  const [asked] = useDebouncedValue(JSON.stringify(body ?? null), 200);
  const weighed = useQuery({
    queryKey: ["weigh", asked],
    queryFn: ({ signal }) => bodyOf(api.POST("/api/v1/weigh", { body: JSON.parse(asked) as Schemas["WeighBodyInput"], signal })),
    enabled: editable && asked !== "null",
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const recorded = standing && !standing.overtaken ? standing.ranking : undefined;
  const live = body === undefined ? undefined : (weighed.data ?? (own ? undefined : recorded));
  const ranking = editable ? live : recorded;
  const ahead = ranking?.ranks.filter(({ place }) => place === 1) ?? [];
  const first = ahead.length === 1 ? ahead[0]?.option : undefined;
  const chosen = values.chosen !== "" ? values.chosen : (first ?? "");
  return {
    values,
    body,
    ranking,
    chosen,
    /** Chosen, but not among those in front. */
    behind: chosen !== "" && ranking !== undefined && !ahead.some(({ option }) => option === chosen),
    touched: own !== undefined,
    changed: differs(values, standing, chosen),
    restoredAt: draft.restoredAt,
    error: weighed.error,
    again: () => void weighed.refetch(),
    change: (next: WeighDraft) => {
      setOwn(next);
      draft.keep(next);
    },
    forget: () => {
      setOwn(undefined);
      draft.drop();
    },
  };
}
