// One command to many cases: each is sent by itself through the one door, and each answer is kept beside its case. There is
// no bulk command on the server, so nothing can be done to many cases that could not be done to one.

import { newKey, Problem } from "@/shared/api/client";

export type Outcome =
  | { state: "waiting" | "running" | "done" | "already" | "stopped" }
  | { state: "refused"; problem: Problem };
export type Sent = { events: readonly string[] };
export type Send = (ref: string, key: string) => Promise<Sent>;

const together = 4; // requests under way at once
const beat = 60; // milliseconds between two tellings while it works; a thousand answers are not a thousand drawings

export class BulkRun {
  readonly refs: readonly string[];
  private readonly send: Send;
  private readonly outcomes: Map<string, Outcome>;
  // A case whose answer never came is asked again with the same key, so that it acts once.
  private readonly keys = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private stopping = false;
  private working = false;
  private shown: BulkState | undefined;
  private telling: ReturnType<typeof setTimeout> | undefined;

  constructor(refs: readonly string[], send: Send) {
    this.refs = refs;
    this.send = send;
    this.outcomes = new Map(refs.map((ref) => [ref, { state: "waiting" }]));
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
  state = (): BulkState => (this.shown ??= this.snapshot());

  /** Sends to all that wait; resolves when none is under way any more. */
  async start(): Promise<void> {
    if (this.working) return;
    this.working = true;
    this.stopping = false;
    const waiting = this.refs.filter((ref) => this.outcomes.get(ref)?.state === "waiting");
    let next = 0;
    const worker = async () => {
      while (next < waiting.length && !this.stopping) {
        const ref = waiting[next];
        next += 1;
        if (ref !== undefined) await this.one(ref);
      }
    };
    await Promise.all(Array.from({ length: together }, worker));
    this.working = false;
    for (const [ref, { state }] of this.outcomes) if (state === "waiting") this.outcomes.set(ref, { state: "stopped" });
    this.tell();
  }

  /** What is under way is finished; nothing more is begun. */
  stop() {
    this.stopping = true;
    this.tell();
  }

  /** Sends again to those that failed or were not reached before the stop. */
  retry(): Promise<void> {
    for (const [ref, { state }] of this.outcomes) {
      if (state === "refused" || state === "stopped") this.outcomes.set(ref, { state: "waiting" });
    }
    return this.start();
  }

  private async one(ref: string) {
    this.set(ref, { state: "running" });
    const key = this.keys.get(ref) ?? newKey();
    this.keys.set(ref, key);
    try {
      const { events } = await this.send(ref, key);
      this.set(ref, { state: events.length === 0 ? "already" : "done" });
    } catch (fault) {
      const problem = fault instanceof Problem ? fault : new Problem({ detail: String(fault) }, 0);
      if (!problem.unreachable && problem.status < 500) this.keys.delete(ref);
      if (problem.signedOut) this.stopping = true;
      this.set(ref, { state: "refused", problem });
    }
  }
  private set(ref: string, outcome: Outcome) {
    this.outcomes.set(ref, outcome);
    this.tell();
  }
  private tell() {
    const now = () => {
      clearTimeout(this.telling);
      this.telling = undefined;
      this.shown = undefined;
      this.listeners.forEach((listener) => listener());
    };
    if (!this.working) now();
    else this.telling ??= setTimeout(now, beat);
  }
  private snapshot(): BulkState {
    const of = (...states: Outcome["state"][]) => this.refs.filter((ref) => states.includes(this.outcomes.get(ref)?.state ?? "waiting"));
    const refused = this.refs.flatMap((ref) => {
      const outcome = this.outcomes.get(ref);
      return outcome?.state === "refused" ? [{ ref, problem: outcome.problem }] : [];
    });
    return {
      working: this.working,
      stopping: this.stopping && this.working,
      done: of("done"),
      already: of("already"),
      stopped: of("stopped"),
      refused,
      over: this.refs.length - of("waiting", "running", "stopped").length,
      all: this.refs.length,
    };
  }
}

export type BulkState = {
  working: boolean;
  stopping: boolean;
  done: readonly string[];
  already: readonly string[];
  stopped: readonly string[];
  refused: readonly { ref: string; problem: Problem }[];
  /** How many have an answer. */
  over: number;
  all: number;
};
