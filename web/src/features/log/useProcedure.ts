import { useMemo } from "react";
import { useCustomer, useProceduresInForce } from "./data";
import { factsOf, type Known } from "./form";
import { useValue } from "./store";
import { likelyProcedure } from "./template";
import { localField } from "./time";

/** The procedures in force, the one that is likely to be chosen, and what the chosen (or likely) one asks. */
export function useProcedure() {
  const inForce = useProceduresInForce();
  const chosen = useValue((form) => form.procedure);
  const customerRef = useValue((form) => form.customer);
  const customer = useCustomer(customerRef).data?.state;
  // As text, so that a key pressed elsewhere in the form gives the same value again.
  const facts = useValue((form) => JSON.stringify(factsOf(form, { fields: [], customer })));
  return useMemo(() => {
    const likely = likelyProcedure(inForce, JSON.parse(facts) as Record<string, string>, localField(new Date()).slice(0, 10));
    const shown = chosen === "" ? likely : inForce.find(({ id }) => id === chosen);
    const known: Known = { fields: shown?.fields ?? [], customer };
    return { inForce, likely, shown, known };
  }, [inForce, facts, chosen, customer]);
}
