// What the server says of improvements, as these pages read it.

import type { Schemas } from "@/shared/api/client";

export type Improvement = Schemas["ImprovementView"];
export type Shown = Schemas["ImprovementShown"];
export type Plan = Schemas["ImprovementPlan"];
export type PlanInput = Schemas["ImprovementPlanInput"];
export type Evidence = Schemas["Evidence"];
export type JustifyingSignal = Schemas["JustifyingSignal"];
export type State = Schemas["ImprovementState"];
export type Conclusion = Schemas["Conclusion"];
export type FollowUp = Schemas["FollowUpView"];
export type Effect = Schemas["MeasuredEffectView"];
export type EffectPoint = Schemas["EffectPointView"];
export type Estimate = Schemas["EffectEstimate"];
export type Step = Schemas["ImprovementStep"];
