// How the customer felt, as far as it was recorded: how they sounded when a case was assessed, and what they said of it later.

import type { Schemas } from "@/shared/api/client";

type CaseView = Schemas["CaseView"];
export const moods = ["calm", "frustrated", "upset", "angry", "distressed"] as const satisfies readonly Schemas["Emotion"][];
export type Feeling =
  | { kind: "mood"; at: string; case: string; mood: Schemas["Emotion"] }
  | { kind: "confirmed" | "disputed"; at: string; case: string }
  | { kind: "survey"; at: string; case: string; instrument: Schemas["Instrument"]; score: number };

/** Oldest first. A case tells the mood it was assessed with last, at the time of that assessment. */
export function feelingsOf(views: readonly Pick<CaseView, "ref" | "state" | "timeline">[]): Feeling[] {
  const feelings: Feeling[] = [];
  for (const { ref, state, timeline } of views) {
    if (state.impact) {
      const assessed = timeline.findLast(({ event }) => event === "ImpactAssessed");
      feelings.push({ kind: "mood", at: assessed?.at ?? state.received_at, case: ref, mood: state.impact.emotion });
    }
    for (const round of [...state.earlier_rounds, state.round]) {
      if (round.disputed) feelings.push({ kind: "disputed", at: round.disputed.at, case: ref });
      if (round.confirmed) feelings.push({ kind: "confirmed", at: round.confirmed.at, case: ref });
    }
    for (const { instrument, score, at } of state.survey) feelings.push({ kind: "survey", at, case: ref, instrument, score });
  }
  return feelings.sort((a, b) => a.at.localeCompare(b.at));
}

/** Where a moment lies between the first and the last, from 0 to 1; alone it is in the middle. */
export function placeOf(at: string, all: readonly { at: string }[]): number {
  const times = all.map((one) => new Date(one.at).getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return last === first ? 0.5 : (new Date(at).getTime() - first) / (last - first);
}

export type Exchange = Schemas["Contact"] & { case: string };
/** Every exchange on every case, newest first. */
export function exchangesOf(views: readonly Pick<CaseView, "ref" | "state">[]): Exchange[] {
  return views.flatMap(({ ref, state }) => state.contacts.map((contact) => ({ ...contact, case: ref }))).sort((a, b) => b.at.localeCompare(a.at));
}
