// What the server says of causes and of shares beside one another, as these pages read it.

import type { Schemas } from "@/shared/api/client";

export type Causes = Schemas["CausesAnswer"];
export type Cause = Schemas["CauseFigures"];
export type ParetoBy = Schemas["ParetoBy"];
export type Pareto = Schemas["ParetoView"];
export type Whys = Schemas["WhysAnswer"];
export type WhysOfCase = Schemas["WhysOfCase"];
export type Funnel = Schemas["FunnelAnswer"];
export type Unit = Schemas["FunnelUnitView"];
export type Standing = Schemas["FunnelStanding"];
