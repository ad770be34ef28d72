// The pages of a list, fetched as they are scrolled to, and kept true while the desk works on.

import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { onHappened } from "@/shared/live";
import type { WhoLooks } from "@/shared/caseViews";
import { filterOf, type CasesSearch } from "./search";

export type Row = Schemas["CaseSummary"];
type Page = Schemas["CasePage"];
type Pages = InfiniteData<Page, string | undefined>;

const firstPage = 60; // what a screen holds, so that it is there at once
const nextPages = 200;
const fewPages = 2; // so many are fetched anew when something happens; of a longer list only the cases that changed are
const most = 25; // cases looked at again at once
const settle = 1200; // milliseconds

export function useCaseList(search: CasesSearch, who: WhoLooks) {
  const queries = useQueryClient();
  const [changedOf, setChangedOf] = useState<unknown>(); // the key of the list that is behind
  const key = useMemo(() => {
    const asked: CasesSearch = { ...search };
    delete asked.columns;
    return ["case-list", who.user, asked] as const;
  }, [search, who.user]);

  const list = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page) => last.next,
    queryFn: ({ pageParam, signal }) =>
      bodyOf(api.GET("/api/v1/cases", { params: { query: { ...filterOf(search, who, new Date()), limit: pageParam === undefined ? firstPage : nextPages, cursor: pageParam } }, signal })),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnMount: (query) => (query.state.data?.pages.length ?? 0) <= fewPages,
  });

  /** Looks again at these cases. Rows stay where they are, so that none moves under the mouse. */
  const refresh = useCallback(
    async (refs: readonly string[]) => {
      const held = queries.getQueryData<Pages>(key);
      if (!held || held.pages.length <= fewPages) {
        await queries.invalidateQueries({ queryKey: key, exact: true });
        return;
      }
      setChangedOf(key);
      const wanted = new Set(refs);
      const shown = held.pages.flatMap((page) => page.cases).filter(({ ref }) => wanted.has(ref));
      const fresh = new Map<string, Row>();
      await Promise.all(
        shown.slice(0, most).map(async ({ ref }) => {
          const found = await bodyOf(api.GET("/api/v1/search", { params: { query: { q: ref, limit: 1 } } })).catch(() => undefined);
          const row = found?.cases.find((row) => row.ref === ref);
          if (row) fresh.set(ref, row);
        }),
      );
      queries.setQueryData<Pages>(key, (now) => {
        if (!now) return now;
        const pages = now.pages.map((page) =>
          page.cases.some(({ ref }) => fresh.has(ref)) ? { ...page, cases: page.cases.map((row) => fresh.get(row.ref) ?? row) } : page,
        );
        return { ...now, pages };
      });
    },
    [queries, key],
  );

  useEffect(() => {
    const refs = new Set<string>();
    let later: ReturnType<typeof setTimeout> | undefined;
    const stop = onHappened((event) => {
      if (event.ref.startsWith("C-")) refs.add(event.ref);
      later ??= setTimeout(() => {
        later = undefined;
        void refresh([...refs]);
        refs.clear();
      }, settle);
    });
    return () => {
      stop();
      clearTimeout(later);
    };
  }, [refresh]);

  const startOver = useCallback(() => {
    setChangedOf(undefined);
    return queries.resetQueries({ queryKey: key, exact: true });
  }, [queries, key]);

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.cases) ?? [], [list.data]);
  return { ...list, rows, refresh, changed: changedOf === key && (list.data?.pages.length ?? 0) > fewPages, startOver };
}
