import { PageLink } from "@/shared/ui/PageLink";

/** A record by its reference; a link where it has a page of its own. */
export function RecordLink({ at }: { at: string }) {
  if (at.startsWith("C-")) {
    return (
      <PageLink to="/cases/$ref" params={{ ref: at }} size="sm">
        {at}
      </PageLink>
    );
  }
  if (at.startsWith("CU-")) {
    return (
      <PageLink to="/customers/$ref" params={{ ref: at }} size="sm">
        {at}
      </PageLink>
    );
  }
  return <>{at}</>;
}
