// What somebody is typing outlives the page: kept in this browser a moment after each change, until it is sent or thrown away.

import { useCallback, useEffect, useRef, useState } from "react";

// Whose drafts they are: two people who share a machine do not find each other's.
let prefix = "amends.draft.";
export function keepDraftsOf(person: string) {
  prefix = `amends.draft.${person}.`;
}
const pause = 250; // milliseconds without a key before it is written down

type Kept<T> = { at: number; value: T };

function read<T>(key: string): Kept<T> | undefined {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as Kept<T>);
  } catch {
    return undefined; // storage is forbidden, or somebody else wrote there
  }
}
function write(key: string, value: unknown) {
  try {
    localStorage.setItem(prefix + key, JSON.stringify({ at: Date.now(), value } satisfies Kept<unknown>));
  } catch {
    // Full or forbidden: the form still holds it.
  }
}

/** Drafts that are kept, newest first: for "go on where you were". */
export function keptDrafts(of: string): { key: string; at: Date }[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix + of))
      .map((key) => ({ key: key.slice(prefix.length), at: new Date(read(key.slice(prefix.length))?.at ?? 0) }))
      .sort((a, b) => b.at.getTime() - a.at.getTime());
  } catch {
    return [];
  }
}
export function dropDraft(key: string) {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // Nothing was kept, then.
  }
}
/** On a shared machine nothing stays behind when somebody signs out of their own will. */
export function dropAllDrafts() {
  keptDrafts("").forEach(({ key }) => dropDraft(key));
}

/**
 * The first value is what was kept, or `empty`. `restoredAt` says since when, if it was kept. `keep` notes a new value;
 * `drop` forgets it, for after it was sent.
 */
export function useDraft<T>(key: string, empty: T) {
  const [found] = useState(() => read<T>(key));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<{ value: T } | undefined>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (waiting.current) write(key, waiting.current.value);
    waiting.current = undefined;
  }, [key]);
  const keep = useCallback(
    (value: T) => {
      waiting.current = { value };
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, pause);
    },
    [flush],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    dropDraft(key);
  }, [key]);

  useEffect(() => {
    addEventListener("pagehide", flush);
    return () => {
      removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);
  return { initial: found?.value ?? empty, restoredAt: found ? new Date(found.at) : undefined, keep, drop };
}
