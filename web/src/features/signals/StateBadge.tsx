import { Badge } from "@mantine/core";
import { t } from "./messages";
import type { SignalState } from "./types";

/** How a signal stands, in a word. Only what nobody has looked at yet stands out. */
export function StateBadge({ state }: { state: SignalState }) {
  return (
    <Badge variant={state === "raised" ? "filled" : "default"} tt="none" fw={600} style={{ flexShrink: 0 }}>
      {t.states[state]}
    </Badge>
  );
}
