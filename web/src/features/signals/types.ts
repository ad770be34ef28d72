// What the server says of signals, as these pages read it.

import type { Schemas } from "@/shared/api/client";

export type Signal = Schemas["SignalView"];
export type Found = Schemas["FoundSignal"];
export type SignalState = Schemas["SignalState"];
export type Explanation = Schemas["Explanation"];
export type Step = Schemas["SignalStep"];
export type Contact = Schemas["SilentCustomer"];
export type Reached = Schemas["Reached"];
export type Rename = Schemas["Rename"];
