// What a measure is, how it is worked out and where it comes from: told as soon as the pointer or the focus is on its mark, and
// gone with Escape. A touch is both.

import { Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { latestOf, useBenchmarks } from "../benchmarks";
import { useSession } from "../session";
import { seesSignals } from "../signals";
import { BenchmarkLines } from "./BenchmarkLines";
import styles from "./figures.module.css";
import { t } from "./messages";
import type { Measure } from "./types";

// Whoever crosses it on the way to something else is not held up, and the way from the mark to the words may be short of both.
const [crossing, leaving] = [120, 200];

export function About({ measure }: { measure: Measure }) {
  const id = useId();
  const { opened, mark, card, close } = useHint();
  return (
    // Beside its mark and not at the end of the page, so that it is read in its place.
    <Popover opened={opened} onChange={(open) => !open && close()} position="bottom-end" withArrow shadow="md" width={320} withRoles={false} withinPortal={false}>
      <Popover.Target>
        <UnstyledButton className={`${styles["about"] ?? ""} no-print`} aria-label={t.about.label(measure.title)} aria-describedby={opened ? id : undefined} {...mark}>
          ?
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown id={id} role="tooltip" {...card}>
        <Definition measure={measure} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Open while the pointer is on the mark or the words, or the focus on the mark. */
function useHint() {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const opened = pointed || focused;
  const point = (now: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setPointed(now), now ? crossing : leaving);
  };
  const close = () => {
    clearTimeout(timer.current);
    setPointed(false);
    setFocused(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!opened) return;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      setPointed(false);
      setFocused(false);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [opened]);
  const pointing = { onMouseEnter: () => point(true), onMouseLeave: () => point(false) };
  // Pressed, it opens again what Escape closed; not every browser focuses a button that is pressed.
  const mark = { ...pointing, onFocus: () => setFocused(true), onBlur: () => setFocused(false), onClick: () => setFocused(true) };
  return { opened, mark, card: pointing, close };
}

function Definition({ measure }: { measure: Measure }) {
  const { data: others } = useBenchmarks(measure.id, seesSignals(useSession()));
  return (
    <Stack gap={6}>
      <Text size="sm">{measure.definition}</Text>
      <Text size="sm">
        <strong>{t.about.formula}:</strong> {measure.formula}
      </Text>
      <Text size="sm">
        {t.about.dated} {t.dated[measure.dated] ?? measure.dated}.{measure.less_is_better && ` ${t.about.better}: ${t.about.lower}.`}
      </Text>
      {others && measure.unit !== "money" && <BenchmarkLines benchmarks={latestOf(others)} saying={{ unit: measure.unit }} />}
      <Text size="sm" c="dimmed">
        <strong>{t.about.source}:</strong> {measure.source}
      </Text>
    </Stack>
  );
}
