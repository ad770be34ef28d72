import { choice } from "@/shared/i18n";
import { useColleagues, type CaseView } from "./caseContext";
import { t } from "./messages";

/** Who stands behind a reference such as "U-2", in words. */
export function useNames(): (ref: string | undefined) => string {
  const colleagues = useColleagues();
  return (ref) => {
    if (ref === undefined || ref === "") return t.somebody;
    if (ref === "system") return t.system;
    if (ref.startsWith("CU-")) return t.theCustomer;
    return colleagues?.find((user) => user.ref === ref)?.name ?? ref;
  };
}

/** What the customer is called; null means that the person was erased. */
export function customerName({ customer }: CaseView): string {
  if (customer.erased) return t.erasedPerson;
  return customer.profile.name ?? customer.profile.organisation ?? t.unknownPerson;
}

/** The escalation that has not been handed back. */
export function openEscalation({ state }: CaseView) {
  return state.escalations.findLast((escalation) => !escalation.returned_at);
}

export const roleName = (role: string) => choice("Role", role);
