import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";
import { useCustomer, useProcedureChoice, useProceduresInForce } from "./data";
import { factsOf, type Known } from "./form";
import { useValue } from "./store";

/** The procedures in force, the one the case will get as it stands, and what the chosen (or that) one asks. */
export function useProcedure() {
  const inForce = useProceduresInForce();
  const chosen = useValue((form) => form.procedure);
  const customerRef = useValue((form) => form.customer);
  const customer = useCustomer(customerRef).data?.state;
  // As text, so that a key pressed elsewhere in the form gives the same value again.
  const facts = useValue((form) => JSON.stringify(factsOf(form, { fields: [], customer })));
  const [settled] = useDebouncedValue(facts, 150);
  const choice = useProcedureChoice(JSON.parse(settled) as Record<string, string>).data;
  return useMemo(() => {
    const likely = inForce.find(({ id }) => id === choice?.id);
    const shown = chosen === "" ? likely : inForce.find(({ id }) => id === chosen);
    const known: Known = { fields: shown?.fields ?? [], customer };
    return { inForce, likely, shown, known };
  }, [inForce, choice, chosen, customer]);
}
