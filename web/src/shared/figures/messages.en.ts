export const messages = {
  to: "to",
  none: "–",
  notKnown: "not known",
  units: { d: "d", h: "h", min: "min", days: (n: string, one: boolean) => `${n} ${one ? "day" : "days"}` },
  columns: {
    product: "Product", category: "Category", cause: "Cause", team: "Team", owner: "Owner", procedure: "Procedure", kind: "Kind",
    channel: "Channel", status: "Status", phase: "Phase", severity: "Severity", emotion: "Feeling", vulnerable: "Vulnerable",
    safety: "Safety risk", decision: "Decision", outcome: "Outcome", currency: "Currency",
  } as Record<string, string>,
  handles: {
    label: "Choose the period on the chart",
    first: "First period",
    last: "Last period",
    only: (range: string) => `Show only ${range}`,
    keys: "Arrow keys move the ends, Enter applies, Escape takes back.",
  },
};
export type Messages = typeof messages;
