// Whose authority an option needs, read from the ladder of the procedure. It is said beside the option so that nobody is
// surprised; whether it may be offered is the server's to say, and it does.

import type { Schemas } from "@/shared/api/client";

type Money = Schemas["Money"];
type Rung = Schemas["RungView"];
export type Needed = {
  /** The lowest role that may offer it; undefined: nobody on the ladder. */
  role: Schemas["Role"] | undefined;
  /** Whoever offers it, somebody else approves. */
  secondPerson: boolean;
};

const within = (cost: Money, limit: Money | undefined) =>
  limit === undefined || (limit.currency === cost.currency && Number(cost.amount) <= Number(limit.amount));

export function authorityFor(
  terms: Schemas["OptionTerms"],
  of: { ladder: readonly Rung[]; fourEyes?: Money | undefined; price?: Money | undefined; below: boolean },
): Needed {
  const { ladder, fourEyes, price, below } = of;
  const { cost, remedy } = terms;
  const steps: number[] = [0];
  if (cost) steps.push(ladder.findIndex(({ limit }) => within(cost, limit)));
  const powers: Schemas["Power"][] = [];
  if (remedy === "write_off") powers.push("write_off");
  const overPrice = cost && price && price.currency === cost.currency && Number(cost.amount) > Number(price.amount);
  if (remedy === "goodwill_gesture" || overPrice) powers.push("exceed_entitlement");
  if (below) powers.push("offer_below_entitlement");
  // What no rung claims for itself, every rung may do.
  const claimed = (at: number) => at !== -1;
  steps.push(...[ladder.findIndex(({ remedies }) => remedies.includes(remedy)), ...powers.map((power) => ladder.findIndex(({ decisions }) => decisions.includes(power)))].filter(claimed));
  const beyondAll = steps.includes(-1) || ladder.length === 0;
  const dear = cost && fourEyes && Number(cost.amount) > 0 && (cost.currency !== fourEyes.currency || Number(cost.amount) > Number(fourEyes.amount));
  return { role: beyondAll ? undefined : ladder[Math.max(...steps)]?.role, secondPerson: below || dear === true };
}

/** Whether `role` stands at `needed` or above on the ladder. */
export function reaches(ladder: readonly Rung[], role: Schemas["Role"], needed: Schemas["Role"] | undefined): boolean {
  const own = ladder.findIndex((rung) => rung.role === role);
  const wanted = ladder.findIndex((rung) => rung.role === needed);
  return own !== -1 && wanted !== -1 && own >= wanted;
}
