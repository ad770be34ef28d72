import { useCallback, useEffect, useRef, useState } from "react";
import { ask, Refused } from "./api";

/** What the server says at `path`, which the caller knows the type of; asked again by `again`. Undefined path: nothing is asked. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type of what is said at a path
export function useAsk<T>(path: string | undefined) {
  const [state, setState] = useState<{ path?: string; data?: T; problem?: Refused }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === undefined) return;
    let current = true;
    ask<T>(path).then(
      (data) => current && setState({ path, data }),
      (problem: unknown) => current && setState((before) => ({ path, ...(before.path === path && before.data !== undefined ? { data: before.data } : {}), problem: problem as Refused })),
    );
    return () => {
      current = false;
    };
  }, [path, turn]);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  const mine = state.path === path ? state : {};
  return { data: mine.data, problem: mine.problem, again };
}

/** Does something once at a time, and keeps what went wrong. The key stays the same until it went through. */
export function useSay() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused>();
  const key = useRef<string>(undefined);
  const run = useCallback(async (what: (key: string) => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    key.current ??= crypto.randomUUID();
    try {
      await what(key.current);
      key.current = undefined;
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      // A body that was refused will be changed, which makes it another intent; one that got lost is sent again as it is.
      if (fault.status !== 0 && fault.status < 500) key.current = undefined;
      setProblem(fault);
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
