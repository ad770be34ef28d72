// How the customer felt, as far as it was recorded: how they sounded when a case was assessed, and what they said of it later.

import type { Schemas } from "@/shared/api/client";

export const moods = ["calm", "frustrated", "upset", "angry", "distressed"] as const satisfies readonly Schemas["Emotion"][];
export type Feeling =
  | { kind: "mood"; at: string; case: string; mood: Schemas["Emotion"] }
  | { kind: "confirmed" | "disputed"; at: string; case: string }
  | { kind: "survey"; at: string; case: string; instrument: Schemas["Instrument"]; score: number };

/** Oldest first, as the server has them; one that lacks what its kind tells is none. */
export function feelingsOf(history: Pick<Schemas["CustomerHistory"], "feelings"> | undefined): Feeling[] {
  return (history?.feelings ?? []).flatMap(({ kind, at, case_ref, mood, instrument, score }): Feeling[] => {
    const of = { at, case: case_ref };
    if (kind === "mood") return mood ? [{ kind, mood, ...of }] : [];
    if (kind === "survey") return instrument && score !== undefined ? [{ kind, instrument, score, ...of }] : [];
    return [{ kind, ...of }];
  });
}

/** Where a moment lies between the first and the last, from 0 to 1; alone it is in the middle. */
export function placeOf(at: string, all: readonly { at: string }[]): number {
  const times = all.map((one) => new Date(one.at).getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return last === first ? 0.5 : (new Date(at).getTime() - first) / (last - first);
}
