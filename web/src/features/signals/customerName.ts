import { useCustomer } from "@/shared/customerRecords";
import { t } from "./messages";

/** A contact list holds references only: the name is asked for where it is shown, and gone when the person was erased. */
export function useCustomerName(ref: string): string {
  const { data } = useCustomer(ref);
  if (!data) return ref;
  const { erased, profile } = data.state;
  return erased ? t.contacts.erased : (profile.name ?? profile.organisation ?? t.contacts.noName);
}
