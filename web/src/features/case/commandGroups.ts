// Where each command stands in the "More" menu, and which of them have a place of their own on the page.

export const groups = [
  { id: "talk", commands: ["record-contact", "promise-news", "send-letter", "acknowledge-case", "attach-file"] },
  { id: "understand", commands: ["correct-detail", "assess-impact", "play-back-understanding"] },
  { id: "analyse", commands: ["add-finding", "establish-cause", "assess-rights", "decide-case"] },
  { id: "resolve", commands: ["add-option", "amend-option", "remove-option", "weigh-options", "request-approval", "grant-approval", "refuse-approval", "make-offer", "accept-offer", "decline-offer", "counter-offer", "give-final-position", "plan-action", "complete-action", "fail-action", "record-redress"] },
  { id: "followUp", commands: ["request-confirmation", "confirm-resolution", "dispute-resolution", "let-confirmation-lapse", "schedule-follow-up", "record-follow-up", "record-survey-answer", "record-lesson"] },
  { id: "who", commands: ["take-ownership", "assign-case", "escalate-case", "return-escalation", "ask-for-review", "acknowledge-review"] },
  { id: "clocks", commands: ["pause-clock", "resume-clock", "extend-clock", "move-to-procedure"] },
  { id: "structure", commands: ["link-case", "unlink-case", "merge-case", "unmerge-case", "split-case"] },
  { id: "end", commands: ["withdraw-case", "refer-case", "close-case", "reopen-case"] },
] as const;

export type GroupId = (typeof groups)[number]["id"];

type Grouped = { id: GroupId | "other"; commands: string[] };
/** The guide's commands in the menu's order; one that the menu does not know yet comes last, but is never left out. */
export function grouped(commands: readonly string[]): Grouped[] {
  const left = new Set(commands);
  const found: Grouped[] = groups.map(({ id, commands: named }) => ({
    id,
    commands: named.filter((command) => left.delete(command)),
  }));
  return [...found, { id: "other" as const, commands: [...left] }].filter(({ commands: some }) => some.length > 0);
}
