// A list of cases as a table of which only the rows in sight are on the page. It says how long it is to whoever hears it
// instead of seeing it, keeps the row with the focus on the page wherever one scrolls, and is driven by mouse and keys alike.

import { Checkbox, Text, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useMemo, useRef, useState, type CSSProperties, type MouseEvent } from "react";
import { useActions, type Action } from "@/shared/actions";
import { useNameOf } from "@/shared/people";
import { CaseLink } from "@/shared/ui/CaseLink";
import { usePrinting } from "@/shared/ui/printing";
import { cellOf, gridOf, Marks, type ColumnId } from "./columns";
import { t } from "./messages";
import styles from "./cases.module.css";
import type { CasesSearch } from "./search";
import type { Row } from "./useCaseList";

type Sort = NonNullable<CasesSearch["sort"]>;
type Props = {
  label: string;
  rows: readonly Row[];
  columns: readonly ColumnId[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  selected: ReadonlySet<string>;
  onSelect: (refs: readonly string[], on: boolean) => void;
  hasMore: boolean;
  fetching: boolean;
  onMore: () => void;
  stale: boolean;
};

const sortsOf: Partial<Record<ColumnId, { first: Sort; second?: Sort; first_is: "ascending" | "descending" }>> = {
  due: { first: "next_due", first_is: "ascending" },
  received: { first: "newest", second: "oldest", first_is: "descending" },
  changed: { first: "changed", first_is: "descending" },
};
const onPaper = 2000; // rows; a longer list on paper helps nobody
const ahead = 30; // rows before the end at which more are fetched

export function CaseTable({ label, rows, columns, sort, onSort, selected, onSelect, hasMore, fetching, onMore, stale }: Props) {
  const navigate = useNavigate();
  const printing = usePrinting();
  const nameOf = useNameOf();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1); // the row that had the focus last
  const goingTo = useRef(-1);
  const lastPicked = useRef(-1);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const height = Math.round((narrow ? 5.4 : 2.6) * rem);

  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here only, and no compiler runs
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 6,
    scrollMargin: Math.round(2.4 * rem),
    scrollPaddingStart: Math.round(2.4 * rem),
    getItemKey: (index) => rows[index]?.ref ?? index,
    // A row that scrolls away takes its focus along into nowhere; so it stays.
    rangeExtractor: (range) => {
      if (printing) return Array.from({ length: Math.min(rows.length, onPaper) }, (_, index) => index);
      const shown = defaultRangeExtractor(range);
      return at < 0 || at >= rows.length || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b);
    },
  });
  useEffect(() => list.measure(), [list, height]);

  const items = list.getVirtualItems();
  const end = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !fetching && end >= rows.length - ahead) onMore();
  }, [hasMore, fetching, end, rows.length, onMore]);

  const go = useCallback(
    (by: number) => {
      const to = Math.max(0, Math.min(rows.length - 1, at + by));
      goingTo.current = to;
      setAt(to);
      list.scrollToIndex(to);
    },
    [at, rows.length, list],
  );
  useEffect(() => {
    if (goingTo.current !== at) return;
    goingTo.current = -1;
    box.current?.querySelector<HTMLElement>(`[data-row="${at}"] a`)?.focus({ preventScroll: true });
  }, [at]);

  const pick = useCallback(
    (index: number, on: boolean, range: boolean) => {
      const from = range && lastPicked.current >= 0 ? lastPicked.current : index;
      onSelect(rows.slice(Math.min(from, index), Math.max(from, index) + 1).map(({ ref }) => ref), on);
      lastPicked.current = index;
    },
    [rows, onSelect],
  );

  useActions(
    useMemo<Action[]>(
      () => [
        { id: "cases-next", title: t.actions.next, section: t.actions.section, keys: "j", run: () => go(1) },
        { id: "cases-previous", title: t.actions.previous, section: t.actions.section, keys: "k", run: () => go(-1) },
        {
          id: "cases-toggle",
          title: t.actions.toggle,
          section: t.actions.section,
          keys: "x",
          run: () => {
            const row = rows[at];
            if (row) pick(at, !selected.has(row.ref), false);
          },
        },
      ],
      [go, rows, at, pick, selected],
    ),
  );

  const grid = gridOf(columns);
  const shownColumns = narrow ? (["subject", "marks", "due"] as const) : columns;
  const allSelected = rows.length > 0 && rows.every(({ ref }) => selected.has(ref));
  const someSelected = !allSelected && rows.some(({ ref }) => selected.has(ref));

  const open = useCallback((ref: string) => void navigate({ to: "/cases/$ref", params: { ref } }), [navigate]);

  return (
    <div ref={box} className={`panel ${styles["scroll"] ?? ""} ${narrow ? (styles["narrow"] ?? "") : ""} ${stale ? (styles["busy"] ?? "") : ""}`} tabIndex={-1}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-colcount={shownColumns.length + 2}
        aria-busy={stale || fetching}
        style={{ "--grid": grid.template, "--least": grid.least } as CSSProperties}
      >
        <div role="rowgroup" className={styles["top"]}>
          <div role="row" aria-rowindex={1} className={styles["head"]}>
            <div role="columnheader" className={styles["pick"]}>
              <Checkbox
                size="xs"
                aria-label={t.selectShown(rows.length)}
                title={t.selectShown(rows.length)}
                checked={allSelected}
                indeterminate={someSelected}
                onChange={(event) => onSelect(rows.map(({ ref }) => ref), event.currentTarget.checked)}
              />
            </div>
            <div role="columnheader" className={styles["cell"]}>
              {t.columns.ref}
            </div>
            {!narrow && columns.map((id) => <Head key={id} id={id} sort={sort} onSort={onSort} />)}
          </div>
        </div>
        <div role="rowgroup" style={{ height: list.getTotalSize(), minWidth: narrow ? 0 : grid.least }}>
          {items.map(({ index, key, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <CaseRow
                key={key}
                row={row}
                index={index}
                start={start}
                height={height}
                columns={columns}
                narrow={narrow}
                selected={selected.has(row.ref)}
                nameOf={nameOf}
                onPick={pick}
                onOpen={open}
                onReach={setAt}
              />
            );
          })}
        </div>
      </div>
      {fetching && hasMore && rows.length > 0 && (
        <Text size="sm" c="dimmed" p="xs">
          {t.loadingMore}
        </Text>
      )}
    </div>
  );
}

type NameOf = (ref: string | undefined) => string | undefined;
type RowProps = {
  row: Row;
  index: number;
  start: number;
  height: number;
  columns: readonly ColumnId[];
  narrow: boolean;
  selected: boolean;
  nameOf: NameOf;
  onPick: (index: number, on: boolean, range: boolean) => void;
  onOpen: (ref: string) => void;
  onReach: (index: number) => void;
};

/** A row draws itself once: scrolling past it costs nothing but the new ones. */
const CaseRow = memo(function CaseRow({ row, index, start, height, columns, narrow, selected, nameOf, onPick, onOpen, onReach }: RowProps) {
  const openByMouse = (event: MouseEvent) => {
    const on = event.target as HTMLElement;
    if (on.closest("a, input, button, label") || getSelection()?.toString()) return;
    onOpen(row.ref);
  };
  return (
    <div
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      data-selected={selected}
      className={styles["row"]}
      style={{ height, transform: `translateY(${start}px)` }}
      onClick={openByMouse}
      onFocus={() => onReach(index)}
    >
      <div role="cell" className={styles["pick"]}>
        <input
          type="checkbox"
          className={styles["check"]}
          aria-label={t.select(row.ref)}
          checked={selected}
          onChange={(event) => onPick(index, event.currentTarget.checked, (event.nativeEvent as unknown as globalThis.MouseEvent).shiftKey)}
        />
      </div>
      {narrow ? (
        <NarrowCells row={row} nameOf={nameOf} />
      ) : (
        <>
          <div role="cell" className={`${styles["cell"] ?? ""} ${styles["ref"] ?? ""}`}>
            <CaseLink to={row.ref} small>
              {row.ref}
            </CaseLink>
          </div>
          {columns.map((id) => (
            <div key={id} role="cell" className={styles["cell"]} title={id === "subject" ? (row.subject ?? undefined) : id === "customer" ? (row.customer_name ?? undefined) : undefined}>
              {cellOf(id, row, nameOf)}
            </div>
          ))}
        </>
      )}
    </div>
  );
});

function Head({ id, sort, onSort }: { id: ColumnId; sort: Sort; onSort: (sort: Sort) => void }) {
  const can = sortsOf[id];
  if (!can) {
    return (
      <div role="columnheader" className={styles["cell"]}>
        {t.columns[id]}
      </div>
    );
  }
  const isFirst = sort === can.first;
  const isSecond = can.second !== undefined && sort === can.second;
  const other = can.first_is === "ascending" ? "descending" : "ascending";
  const direction = isFirst ? can.first_is : isSecond ? other : "none";
  const next = isFirst && can.second ? can.second : can.first;
  return (
    <div role="columnheader" className={styles["cell"]} aria-sort={direction}>
      <UnstyledButton className={styles["sortable"]} onClick={() => onSort(next)}>
        {t.columns[id]}
        <span aria-hidden>{{ ascending: "↑", descending: "↓", none: "" }[direction]}</span>
      </UnstyledButton>
    </div>
  );
}

function NarrowCells({ row, nameOf }: { row: Row; nameOf: NameOf }) {
  const wide = `${styles["cell"] ?? ""} ${styles["wide"] ?? ""}`;
  return (
    <>
      <div role="cell" className={wide}>
        <CaseLink to={row.ref} small>
          {row.ref}
        </CaseLink>{" "}
        {cellOf("subject", row, nameOf)}
      </div>
      <div role="cell" className={wide}>
        <Text span size="sm" c="dimmed">
          {cellOf("customer", row, nameOf)} · {cellOf("phase", row, nameOf)} · {cellOf("owner", row, nameOf)}
        </Text>
      </div>
      <div role="cell" className={styles["cell"]}>
        <Marks row={row} />
      </div>
      <div role="cell" className={styles["cell"]}>
        {cellOf("due", row, nameOf)}
      </div>
    </>
  );
}
