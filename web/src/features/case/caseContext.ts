// What every part of the case page shares: the case as the server tells it, the way to give it a command, and the way to the
// place where a command has a form of its own.
//
//   const { view, give } = useCase();
//   give("add-finding");                                        the form of that command, in a dialog
//   give("accept-offer", { given: { offer: "OF-2" }, hidden: ["offer"], title: t.accept });
//   useOpener("establish-cause", open);                         "what is left" and refusals lead here instead of to a dialog

import { useQuery } from "@tanstack/react-query";
import { createContext, use, useEffect, useRef } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";

export type CaseView = Schemas["CaseView"];
export type Phase = Schemas["Phase"];

export type GiveOptions = {
  /** Values fixed or filled in beforehand, by the command's field names; times as `datetime-local` has them. */
  given?: Record<string, unknown>;
  /** Fields that are not asked for. */
  hidden?: readonly string[];
  /** What the dialog is called; the command's own name, if left out. */
  title?: string;
  submitLabel?: string;
  /** After the server said yes. */
  onDone?: () => void;
};

export type CaseContextValue = {
  view: CaseView;
  /** Opens the dialog with the form of a command for this case. */
  give: (command: string, options?: GiveOptions) => void;
  /** Goes where a command is given: its own place on a panel, or else the dialog. The same as `Mend` does. */
  goTo: (command: string) => void;
  /** Opens the note of a contact, or an e-mail or letter of a kind. */
  write: (what: "note" | "email" | "letter", kind?: Schemas["LetterKind"]) => void;
  /** Offers a place for a command; use `useOpener`. */
  offerPlace: (command: string, open: () => void) => () => void;
};

export const CaseContext = createContext<CaseContextValue | undefined>(undefined);

export function useCase(): CaseContextValue {
  const value = use(CaseContext);
  if (!value) throw new Error("useCase outside of the case page");
  return value;
}

/** On whose panel a command is at home, so that the rail can go there first. */
export const homes: Record<string, Phase> = {
  "correct-detail": "identify",
  "acknowledge-case": "identify",
  "assess-impact": "identify",
  "play-back-understanding": "identify",
  "add-finding": "analyse",
  "establish-cause": "analyse",
  "decide-case": "analyse",
  "assess-rights": "analyse",
  "add-option": "resolve",
  "amend-option": "resolve",
  "remove-option": "resolve",
  "weigh-options": "resolve",
  "request-approval": "resolve",
  "grant-approval": "resolve",
  "refuse-approval": "resolve",
  "make-offer": "resolve",
  "accept-offer": "resolve",
  "decline-offer": "resolve",
  "counter-offer": "resolve",
  "give-final-position": "resolve",
  "plan-action": "resolve",
  "complete-action": "resolve",
  "fail-action": "resolve",
  "record-redress": "resolve",
  "request-confirmation": "follow_up",
  "confirm-resolution": "follow_up",
  "dispute-resolution": "follow_up",
  "let-confirmation-lapse": "follow_up",
  "schedule-follow-up": "follow_up",
  "record-follow-up": "follow_up",
  "record-survey-answer": "follow_up",
  "record-lesson": "follow_up",
};

/**
 * While the calling component is on the page, `open` is called instead of the dialog when somebody is sent to `command`: it
 * opens the component's own form and moves the focus into it.
 */
export function useOpener(command: string, open: () => void) {
  const { offerPlace } = useCase();
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => offerPlace(command, () => latest.current()), [command, offerPlace]);
}

/** Everybody who works at the desk; for names, and for those who may be asked. */
export function useColleagues() {
  const { data } = useQuery({
    queryKey: ["users"],
    queryFn: () => bodyOf(api.GET("/api/v1/users")),
    staleTime: 5 * 60_000,
  });
  return data?.users;
}

/** The procedure the case is handled under, in the very version it keeps: template, cause tree, clocks, clauses. */
export function useProcedure(of: CaseView["procedure"]) {
  const { id, version } = of;
  return useQuery({
    queryKey: ["procedure", id, version],
    queryFn: () => bodyOf(api.GET("/api/v1/procedures/{id}", { params: { path: { id }, query: { version } } })),
    staleTime: Infinity,
  });
}
