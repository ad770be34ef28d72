// What happens at the desk, as it happens. One line for the whole page: whoever shows a case, a list or a customer is told
// that it moved, and looks again. Without a line the page says so and goes on; what is typed stays where it is.

import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { tellSignedOut } from "./api/client";

export type Happened = { ref: string; version: number; type: string; at: string; actor: string };
export type Line = "up" | "down";

let line: Line = "up";
const lineListeners = new Set<() => void>();
const eventListeners = new Set<(event: Happened) => void>();

function setLine(now: Line) {
  if (line === now) return;
  line = now;
  lineListeners.forEach((tell) => tell());
}

export function useLine(): Line {
  return useSyncExternalStore(
    (tell) => {
      lineListeners.add(tell);
      return () => lineListeners.delete(tell);
    },
    () => line,
  );
}

/** Calls `listener` for everything that happens; returns how to stop. */
export function onHappened(listener: (event: Happened) => void) {
  eventListeners.add(listener);
  return () => {
    eventListeners.delete(listener);
  };
}

/** Keys of queries: ["case", ref], ["customer", ref], ["signals", …], and those that show many and move with any case. */
export const moving = ["cases", "deadlines", "search"] as const;

/** The queries that hold what an event is about. */
function keysOf(ref: string): readonly (readonly string[])[] {
  if (ref.startsWith("L-")) return [["signals"], ["improvements"], ["benchmarks"]]; // all of them are in one log
  if (ref.startsWith("RL-")) return [["reports", "schedules"]];
  return [[ref.startsWith("CU-") ? "customer" : "case", ref]];
}

/** Listens until the returned function is called. */
export function listen(queries: QueryClient): () => void {
  let stop = new AbortController();
  let ended = false;
  let last = "";
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lists: ReturnType<typeof setTimeout> | undefined;

  const hear = (message: string) => {
    const lines = message.split("\n");
    const told = (name: string) => lines.find((one) => one.startsWith(`${name}: `))?.slice(name.length + 2);
    const data = told("data");
    if (data === undefined) return; // a sign of life, or how long to wait before trying again
    last = told("id") ?? last;
    const event = JSON.parse(data) as Happened;
    eventListeners.forEach((tell) => tell(event));
    for (const queryKey of keysOf(event.ref)) void queries.invalidateQueries({ queryKey });
    // A busy desk moves many times a second; its lists are looked at again once a second at most.
    lists ??= setTimeout(() => {
      lists = undefined;
      for (const key of moving) void queries.invalidateQueries({ queryKey: [key] });
    }, 1000);
  };
  // Read by hand: the browser's own reader hands over only events whose names it was told beforehand, and these have many.
  const read = async () => {
    // From where it broke off, so that nothing is missed.
    const response = await fetch(last === "" ? "/api/v1/events" : `/api/v1/events?after=${last}`, { headers: { Accept: "text/event-stream" }, signal: stop.signal });
    if (response.status === 401) tellSignedOut();
    if (!response.ok || !response.body) return;
    // What happened before the first event was heard cannot be asked for; then everything is looked at again.
    if (line === "down" && last === "") void queries.invalidateQueries();
    setLine("up");
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      const messages = (rest + value).split("\n\n");
      rest = messages.pop() ?? "";
      messages.forEach(hear);
    }
  };
  const open = () => {
    stop = new AbortController();
    void read()
      .catch(() => undefined) // the line is gone; that is said below
      .then(() => {
        if (ended) return;
        setLine("down");
        retry = setTimeout(open, 2000);
      });
  };
  open();
  const offline = () => setLine("down");
  addEventListener("offline", offline);
  return () => {
    removeEventListener("offline", offline);
    clearTimeout(retry);
    clearTimeout(lists);
    ended = true;
    stop.abort();
    setLine("up");
  };
}
