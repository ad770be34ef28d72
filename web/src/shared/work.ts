// Long work at the server that somebody waits for: how far it is, and calling it off. Aborting its request is hanging up, which ends
// it at the server, too.

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { api, bodyOf } from "./api/client";

const pause = 400; // ms between two looks; what is done sooner shows no bar

/** What was called off, by whoever waited for it. */
export class CalledOff extends Error {}

export type WorkRequest = { header: { "Work-Id": string }; signal: AbortSignal };

async function doneOf(id: string): Promise<number | undefined> {
  try {
    return (await bodyOf(api.GET("/api/v1/work/{id}", { params: { path: { id } } }))).done ?? undefined;
  } catch {
    return undefined; // the work itself will say what is wrong
  }
}

/** Begins work under a name of its own and tells, while it goes on, how much of it is done, 0 to 1. */
export async function withHeadway<T>(signal: AbortSignal, told: (done: number) => void, begin: (request: WorkRequest) => Promise<T>): Promise<T> {
  const id = crypto.randomUUID();
  let over = false;
  const look = async () => {
    const done = await doneOf(id);
    if (over) return;
    if (done !== undefined) told(done);
    timer = setTimeout(() => void look(), pause);
  };
  let timer = setTimeout(() => void look(), pause);
  try {
    return await begin({ header: { "Work-Id": id }, signal });
  } catch (problem) {
    throw signal.aborted ? new CalledOff() : problem;
  } finally {
    over = true;
    clearTimeout(timer);
  }
}

/** One work at a time, which a component begins, shows and calls off. It goes on when the reader goes to another page. */
export function useWork() {
  const [done, setDone] = useState<number>();
  const stop = useRef<AbortController>(undefined);
  const run = useCallback(<T,>(begin: (request: WorkRequest) => Promise<T>) => {
    stop.current = new AbortController();
    return withHeadway(stop.current.signal, setDone, begin).finally(() => setDone(undefined));
  }, []);
  const callOff = useCallback(() => stop.current?.abort(), []);
  return { done, run, callOff };
}

/** What is made for the page while the reader waits, and made anew only when something else is asked for. */
export function useMade<T>(queryKey: readonly unknown[], make: (request: WorkRequest) => Promise<T>, enabled = true) {
  const queries = useQueryClient();
  const [done, setDone] = useState<number>();
  const made = useQuery({
    enabled,
    queryKey,
    queryFn: ({ signal }) => {
      setDone(undefined);
      return withHeadway(signal, setDone, make);
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
  });
  return { ...made, done, callOff: () => void queries.cancelQueries({ queryKey }) };
}
