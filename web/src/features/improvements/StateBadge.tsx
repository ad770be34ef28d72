import { Badge } from "@mantine/core";
import { t } from "./messages";
import type { State } from "./types";

/** How it stands, in a word. Only what waits for a decision stands out. */
export function StateBadge({ state }: { state: State }) {
  return (
    <Badge variant={state === "proposed" ? "filled" : "default"} tt="none" fw={600} style={{ flexShrink: 0 }}>
      {t.states[state]}
    </Badge>
  );
}
