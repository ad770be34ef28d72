// The lists of cases. What is asked stands in the address, so that any list can be sent to a colleague or kept.

import { Alert, Button, Group, NativeSelect, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useActions } from "@/shared/actions";
import { caseViews, filterOfView, tallyText, useViewTallies } from "@/shared/caseViews";
import { choice } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { BulkBar } from "./BulkBar";
import { CaseTable } from "./CaseTable";
import { columnsOf } from "./columns";
import { FilterChips, FilterPanel } from "./FilterBar";
import { ColumnsMenu, SavedViewsMenu } from "./ListMenus";
import { t } from "./messages";
import styles from "./cases.module.css";
import { choicesOf, filterOf, filtersSet, fixedBy, viewOf, type CasesSearch } from "./search";
import { useCaseList } from "./useCaseList";

export function CasesPage() {
  const session = useSession();
  const search: CasesSearch = useSearch({ from: "/cases" });
  const navigate = useNavigate();
  const view = viewOf(search, session);
  const list = useCaseList(search, session);
  const columns = useMemo(() => columnsOf(search.columns, view), [search.columns, view]);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const filtersId = useId();

  const change = useCallback(
    (by: Partial<CasesSearch>) => void navigate({ to: "/cases", search: (now) => ({ ...now, ...by }), replace: true }),
    [navigate],
  );
  const clear = () => void navigate({ to: "/cases", search: { view, sort: search.sort, columns: search.columns }, replace: true });

  // What is selected belongs to the list it was selected in.
  const asked = JSON.stringify({ ...search, columns: undefined, sort: undefined });
  const [selection, setSelection] = useState<{ of: string; refs: ReadonlySet<string> }>({ of: asked, refs: new Set() });
  const selected = useMemo(() => (selection.of === asked ? selection.refs : new Set<string>()), [selection, asked]);
  const select = useCallback(
    (refs: readonly string[], on: boolean) => {
      setSelection((now) => {
        const next = new Set(now.of === asked ? now.refs : []);
        for (const ref of refs) {
          if (on) next.add(ref);
          else next.delete(ref);
        }
        return { of: asked, refs: next };
      });
    },
    [asked, setSelection],
  );

  useActions(
    useMemo(() => [{ id: "cases-filter", title: t.actions.filter, section: t.actions.section, keys: "f", run: () => setFiltersOpen((open) => !open) }], []),
  );

  const active = filtersSet(search).filter((key) => !fixedBy(view).includes(key));
  const sort = filterOf(search, session, new Date(0)).sort ?? "next_due";
  const { fetchNextPage } = list;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <div className={styles["page"]}>
      <Group justify="space-between" align="center" gap="xs">
        <Title order={1}>{t.title}</Title>
        <Group gap="xs" className="no-print">
          <Button size="xs" variant={active.length > 0 ? "light" : "default"} aria-expanded={filtersOpen} aria-controls={filtersId} onClick={() => setFiltersOpen((open) => !open)}>
            {active.length > 0 ? t.filters.active(active.length) : t.filters.button}
          </Button>
          <NativeSelect
            aria-label={t.filters.sort}
            size="xs"
            value={sort}
            data={choicesOf.sort.map((value) => ({ value, label: choice("CaseSort", value) }))}
            onChange={(event) => change({ sort: event.currentTarget.value as NonNullable<CasesSearch["sort"]> })}
          />
          <ColumnsMenu columns={columns} onChange={(chosen) => change({ columns: chosen })} />
          <SavedViewsMenu search={{ ...search, view }} />
        </Group>
      </Group>
      <Views search={search} current={view} />
      {filtersOpen && <FilterPanel id={filtersId} search={search} view={view} rows={list.rows} onChange={change} />}
      <FilterChips search={search} view={view} onChange={change} onClear={clear} />
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" role="status" aria-live="polite" className="num">
          {list.data ? t.shown(list.rows.length, list.hasNextPage) : ""}
          {list.data && sort === "next_due" && search.sort === "next_due" && (search.status ?? "open") !== "open" ? ` ${t.onlyDue}` : ""}
        </Text>
        {list.changed && (
          <Group gap="xs">
            <Text size="sm" role="status">
              {t.changedSince}
            </Text>
            <Button size="compact-xs" variant="light" onClick={() => void list.startOver()}>
              {t.lookAgain}
            </Button>
          </Group>
        )}
      </Group>
      {list.error && <ProblemNote problem={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Waiting />}
      {list.data && list.rows.length === 0 && (
        <Alert variant="light" color="gray">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{active.length > 0 ? t.emptyFiltered : t.emptyView[view]}</Text>
            {active.length > 0 && (
              <Button size="xs" variant="light" onClick={clear}>
                {t.clearFilters}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      {list.rows.length > 0 && (
        <CaseTable
          key={asked}
          label={t.tableLabel(t.views[view])}
          rows={list.rows}
          columns={columns}
          sort={sort}
          onSort={(chosen) => change({ sort: chosen })}
          selected={selected}
          onSelect={select}
          hasMore={list.hasNextPage}
          fetching={list.isFetchingNextPage}
          onMore={more}
          stale={list.isPlaceholderData}
        />
      )}
      <BulkBar
        refs={[...selected]}
        onClear={() => setSelection({ of: asked, refs: new Set() })}
        onKeep={(refs) => setSelection({ of: asked, refs: new Set(refs) })}
        onChanged={(refs) => void list.refresh(refs)}
      />
    </div>
  );
}

function Views({ search, current }: { search: CasesSearch; current: ReturnType<typeof viewOf> }) {
  const session = useSession();
  const views = useMemo(() => caseViews.filter((view) => filterOfView(view, session) !== undefined), [session]);
  const tallyOf = useViewTallies();
  const shown = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    shown.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <nav aria-label={t.views.label} className={`${styles["views"] ?? ""} no-print`}>
      {views.map((view) => {
        const tally = tallyOf(view);
        return (
          <PageLink
            key={view}
            ref={view === current ? shown : undefined}
            to="/cases"
            search={{ view, sort: search.sort, columns: search.columns }}
            aria-current={view === current ? "page" : undefined}
            activeProps={{}}
            underline="never"
            className={styles["view"]}
          >
            {t.views[view]}
            <span className={styles["tally"]}>{tally ? tallyText(tally) : "…"}</span>
          </PageLink>
        );
      })}
    </nav>
  );
}

function Waiting() {
  return (
    <div className={`panel ${styles["scroll"] ?? ""}`} aria-hidden>
      <Stack gap="sm" p="md">
        {Array.from({ length: 9 }, (_, i) => (
          <Skeleton key={i} height={18} />
        ))}
      </Stack>
    </div>
  );
}
