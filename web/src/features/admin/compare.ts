// What one version of a procedure asks that another does not: by area, each rule by its id, with what was and what is.

import type { Schemas } from "@/shared/api/client";

type Procedure = Schemas["ProcedureDetails"];
export const areas = ["general", "gates", "fields", "clocks", "ladder", "triggers", "letters", "scorecard", "causes", "clauses"] as const;
export type Area = (typeof areas)[number];
export type Difference = { area: Area; what: string; before: string | undefined; after: string | undefined };

const list = (words: readonly string[]) => words.map((word) => word.replaceAll("_", " ")).join(", ");
const sum = (money: Schemas["Money"] | undefined) => (money ? `${money.amount} ${money.currency}` : "");
const said = (parts: readonly (string | undefined | false)[]) => parts.filter((part): part is string => typeof part === "string" && part !== "").join("; ");

/** Each rule of an area under the name it has in every version, and all it says. */
function rulesOf(procedure: Procedure): Record<Area, Map<string, string>> {
  const { gates, fields, clocks, ladder, triggers, letters, scorecard, causes, clauses } = procedure;
  return {
    general: new Map([
      ["title", procedure.title],
      ["jurisdiction", procedure.jurisdiction],
      ["calendar", procedure.calendar],
      ["applies", procedure.applies.says],
      ["valid", said([procedure.valid_from, procedure.valid_until])],
      ["promises", procedure.promises.length],
      ["four eyes", sum(procedure.four_eyes?.above)],
      ["stages", String(procedure.stages.count)],
      ["closing", `${procedure.closing.attempts} × ${procedure.closing.wait}`],
      ["reopening", procedure.reopening.length],
      ["follow-up", procedure.follow_up.length],
      ["retention", procedure.retention?.keep ?? ""],
    ]),
    gates: new Map(gates.flatMap(({ phase, requirements }) => requirements.map((one) => [`${phase}: ${one.requirement}`, said([one.title, one.clause?.number])] as const))),
    fields: new Map(fields.map((one) => [one.id, said([one.title, one.type, list(one.choices), one.required && "*", list(one.when)])])),
    clocks: new Map(
      clocks.map((one) => [
        one.id,
        said([one.title, one.kind, one.term, `${list([one.starts])} → ${list(one.stops)}`, list(one.pauses), one.extension, list(one.when), list(one.unless), list(one.warnings), one.in_force_from, one.in_force_until, one.clause.number]),
      ]),
    ),
    ladder: new Map(ladder.map((one) => [one.role, said([sum(one.limit) || "∞", list(one.remedies), list(one.decisions)])])),
    triggers: new Map(triggers.map((one) => [said([one.kind, one.clock, sum(one.over)]), said([one.when, one.to, one.says, one.clause.number])])),
    letters: new Map(letters.map((one) => [`${one.letter}: ${one.statement}`, said([one.clause.number, one.clause.words])])),
    scorecard: new Map(scorecard.map((one) => [one.id, said([one.title, one.help, String(one.weight)])])),
    causes: new Map(causes.map(({ code, title }) => [code, title])),
    clauses: new Map(clauses.map((one) => [one.number, said([one.words, one.rests_on])])),
  };
}

export function differences(before: Procedure, after: Procedure): Difference[] {
  const old = rulesOf(before);
  const now = rulesOf(after);
  return areas.flatMap((area) =>
    [...new Set([...old[area].keys(), ...now[area].keys()])]
      .map((what) => ({ area, what, before: old[area].get(what) || undefined, after: now[area].get(what) || undefined }))
      .filter((one) => one.before !== one.after),
  );
}
