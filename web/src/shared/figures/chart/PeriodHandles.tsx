// The two ends of the period, to be moved with the keyboard or dragged: the same as drawing across the chart.

import { Button, Group, Text } from "@mantine/core";
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { t } from "../messages";
import { periodName, rangeInWords } from "../periods";
import type { Every, Period } from "../types";
import styles from "./chart.module.css";

type Props = {
  periods: readonly Period[];
  every: Every;
  /** Where a period is, as a part of the width; and which is there. */
  place: (period: number) => number;
  periodAt: (part: number) => number;
  onRange: (first: number, last: number) => void;
};

const far = 6; // periods that Page Up and Page Down go

export function PeriodHandles({ periods, every, place, periodAt, onRange }: Props) {
  const end = periods.length - 1;
  const [ends, setEnds] = useState<{ first: number; last: number }>({ first: 0, last: end });
  const rail = useRef<HTMLDivElement>(null);
  const { first, last } = ends;
  const moved = first > 0 || last < end;
  const [from, to] = [periods[first]?.from, periods[last]?.to];

  const put = (which: "first" | "last", at: number) =>
    setEnds((now) => (which === "first" ? { ...now, first: Math.max(0, Math.min(at, now.last)) } : { ...now, last: Math.min(end, Math.max(at, now.first)) }));
  const key = (which: "first" | "last") => (event: KeyboardEvent) => {
    const at = ends[which];
    const to: Record<string, number> = {
      ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageDown: at - far, PageUp: at + far, Home: 0, End: end,
    };
    const wanted = to[event.key];
    if (wanted !== undefined) put(which, wanted);
    else if (event.key === "Enter" && moved) onRange(first, last);
    else if (event.key === "Escape" && moved) setEnds({ first: 0, last: end });
    else return;
    event.preventDefault();
  };
  const drag = (which: "first" | "last") => (event: PointerEvent<HTMLElement>) => {
    const bounds = rail.current?.getBoundingClientRect();
    if (!bounds || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    put(which, periodAt((event.clientX - bounds.left) / bounds.width));
  };
  const named = (at: number) => {
    const period = periods[at];
    return period ? periodName(period, every) : "";
  };
  const handle = (which: "first" | "last") => (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t.handles[which]}
      aria-valuemin={0}
      aria-valuemax={end}
      aria-valuenow={ends[which]}
      aria-valuetext={named(ends[which])}
      className={styles["handle"]}
      style={{ left: `${place(ends[which]) * 100}%` }}
      onKeyDown={key(which)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag(which)}
    />
  );
  if (end < 1) return null;
  return (
    <div role="group" aria-label={t.handles.label} className="no-print">
      <div ref={rail} className={styles["rail"]}>
        <div className={styles["stretch"]} style={{ left: `${place(first) * 100}%`, right: `${(1 - place(last)) * 100}%` }} />
        {handle("first")}
        {handle("last")}
      </div>
      {moved && from !== undefined && to !== undefined && (
        <Group gap="xs" mt="xs">
          <Button size="xs" variant="light" onClick={() => onRange(first, last)}>
            {t.handles.only(rangeInWords({ from, to }))}
          </Button>
          <Text size="xs" c="dimmed">
            {t.handles.keys}
          </Text>
        </Group>
      )}
    </div>
  );
}
