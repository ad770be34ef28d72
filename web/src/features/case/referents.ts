// What the references in a command's form may point to on this very case, by the command and the name of its field.

import type { Schemas } from "@/shared/api/client";
import { choice, money } from "@/shared/i18n";
import type { Referents } from "@/shared/ui/CommandForm";
import type { CaseView } from "./caseContext";

type Choice = { value: string; label: string };
type Around = {
  view: CaseView;
  colleagues?: Schemas["UserSummary"][] | undefined;
  procedure?: Schemas["ProcedureDetails"] | undefined;
  /** Other cases of the same customer. */
  siblings?: Schemas["CaseSummary"][] | undefined;
  procedures?: Schemas["ProcedureSummary"][] | undefined;
};

const named = (id: string, says: string | null | undefined) => ({ value: id, label: says ? `${id} · ${says}` : id });

/** The cause tree as a list: a branch names its parents, so that "Other" tells whose. */
export function causeChoices(causes: readonly Schemas["CauseView"][]): Choice[] {
  const titles = new Map(causes.map(({ code, title }) => [code, title]));
  return causes.map(({ code }) => {
    const steps = code.split(".");
    const label = steps.map((_, at) => titles.get(steps.slice(0, at + 1).join(".")) ?? steps[at] ?? "").join(" › ");
    return { value: code, label };
  });
}

const clocksFor: Record<string, (clock: Schemas["CaseClock"]) => boolean> = {
  "pause-clock": ({ state, may_pause_for }) => may_pause_for.length > 0 && ["running", "due_soon", "overdue"].includes(state),
  "resume-clock": ({ state }) => state === "paused",
  "extend-clock": ({ state, may_extend_by }) => may_extend_by !== undefined && ["running", "due_soon", "overdue", "paused"].includes(state),
};

/** Choices for the fields of a command; a field that is not in the answer is typed. */
export function referentsFor(command: string, { view, colleagues, procedure, siblings, procedures }: Around): Referents {
  const { state, clocks } = view;
  const people = colleagues?.filter(({ active }) => active).map(({ ref, name, role }) => ({ value: ref, label: `${name} (${choice("Role", role)})` }));
  const teams = [...new Set(colleagues?.flatMap(({ team }) => team ?? []))].sort().map((team) => ({ value: team, label: team }));
  const options = state.options
    .filter(({ removed }) => !removed)
    .map(({ id, terms }) => named(id, [terms.title, terms.cost && money(terms.cost)].filter(Boolean).join(", ")));
  const offers = state.offers.filter((offer) => offer.state === "open").map(({ id, terms }) => named(id, terms));
  const files = state.attachments.map(({ id, name }) => named(id, name));

  const found: Referents = {};
  switch (command) {
    case "assign-case":
      if (people) found["to"] = people;
      if (teams.length > 0) found["team"] = teams;
      break;
    case "plan-action":
      if (people) found["owner"] = people;
      found["replaces"] = state.actions.filter((action) => action.state === "failed" && !action.replaced).map(({ id, what }) => named(id, what));
      break;
    case "complete-action":
    case "fail-action":
      found["action"] = state.actions.filter((action) => action.state === "planned").map(({ id, what }) => named(id, what));
      found["files"] = files;
      break;
    case "add-finding":
      found["evidence"] = files;
      break;
    case "establish-cause":
      found["findings"] = state.findings.slice(state.round.findings_before).map(({ id, says }) => named(id, says));
      if (procedure) found["cause"] = causeChoices(procedure.causes);
      break;
    case "amend-option":
    case "remove-option":
    case "request-approval":
    case "grant-approval":
    case "refuse-approval":
    case "make-offer":
    case "escalate-case":
      found["option"] = options;
      break;
    case "weigh-options":
      found["option"] = options;
      found["chosen"] = options;
      break;
    case "accept-offer":
    case "decline-offer":
    case "counter-offer":
      found["offer"] = offers;
      break;
    case "record-follow-up":
      found["follow_up"] = state.follow_ups.filter(({ done_at }) => !done_at).map(({ id, purpose }) => named(id, purpose));
      break;
    case "merge-case":
      if (siblings) found["into"] = siblings.filter(({ ref, status }) => ref !== view.ref && status === "open").map(({ ref, subject }) => named(ref, subject));
      break;
    case "unlink-case":
      found["other"] = state.links.map(({ other, relation }) => named(other, choice("Relation", relation)));
      break;
    case "move-to-procedure":
      if (procedures) found["procedure"] = procedures.filter(({ in_force }) => in_force).map(({ id, title }) => ({ value: id, label: title }));
      break;
    case "pause-clock":
    case "resume-clock":
    case "extend-clock": {
      const fit = clocks.filter((clock) => clocksFor[command]?.(clock) ?? false);
      found["clock"] = fit.map(({ id, title }) => ({ value: id, label: title }));
      if (command === "pause-clock")
        found["reason"] = [...new Set(fit.flatMap(({ may_pause_for }) => may_pause_for))].map((reason) => ({ value: reason, label: reason.replaceAll("-", " ") }));
      break;
    }
  }
  return found;
}
