// What the server counts, as these pages read it.

import type { Schemas } from "../api/client";

export type Overview = Schemas["MonitoringView"];
export type Measure = Schemas["MeasureView"];
export type Unit = Measure["unit"];
export type Figure = Schemas["Figure"];
export type Period = Schemas["CountedPeriod"];
export type Series = Schemas["SeriesView"];
export type Every = Schemas["Every"];
export type Part = Schemas["Part"];
export type ChartForm = Schemas["ChartForm"];
export type RuleBook = Schemas["RuleBook"];

export type Answer = Schemas["ExploreAnswer"];
export type Tile = Schemas["Tile"];
/** What is usual, and how far it varies by itself; null where that cannot be said. */
export type ControlChart = Schemas["ChartView"];
