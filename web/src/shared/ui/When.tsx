// A moment that matters: when, how far away, and whether it is late; never by colour alone.

import { Text, Tooltip } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { distance, fullMoment, moment } from "../i18n";
import styles from "./light.module.css";

// One clock for the whole page, however many moments it shows.
const again = 30_000;
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();
function listen(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = new Date();
    for (const tell of listeners) tell();
  }, again);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
function current() {
  // Nobody listened for a while: what is shown first is not to be old.
  if (timer === undefined && Date.now() - now.getTime() >= 1000) now = new Date();
  return now;
}

/** Now, again every half minute, so that "in 3 minutes" stays true on a page left open. */
export function useNow(): Date {
  return useSyncExternalStore(listen, current);
}

export type Urgency = "late" | "soon" | "calm";
const soon = 4 * 3600_000; // within half a working day

export function urgencyOf(at: Date, now: Date): Urgency {
  if (at <= now) return "late";
  return at.getTime() - now.getTime() < soon ? "soon" : "calm";
}

export function When({ at, showDistance = true }: { at: string; showDistance?: boolean }) {
  const now = useNow();
  const date = new Date(at);
  const urgency = urgencyOf(date, now);
  const colour = { late: "var(--late)", soon: "var(--soon)", calm: "inherit" }[urgency];
  return (
    <Tooltip label={fullMoment(date)} events={{ hover: true, focus: true, touch: true }}>
      <Text component="time" span size="sm" className="num" dateTime={at} style={{ color: colour, fontWeight: urgency === "calm" ? 400 : 600 }}>
        {moment(date, now)}
        {showDistance && ` (${distance(date, now)})`}
      </Text>
    </Tooltip>
  );
}

/** A moment that is past and asks for nothing: when something was received, or changed. */
export function Moment({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time className={`num ${styles["small"] ?? ""}`} dateTime={at} title={fullMoment(date)}>
      {moment(date, now)}
    </time>
  );
}
