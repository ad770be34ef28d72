// Reports as the server makes them.

import type { Schemas } from "@/shared/api/client";

export type Report = Schemas["Report"];
export type Section = Schemas["ReportSection"];
export type Chart = Schemas["ReportChart"];
export type Table = Schemas["ReportTable"];
export type Cell = Schemas["ReportCell"];
export type CellKind = Schemas["CellKind"];
export type HalfYearReturn = Schemas["HalfYearReturn"];
export type ReturnLine = Schemas["ReturnLine"];
export type ReturnGroup = Schemas["ReturnGroup"];
export type Schedule = Schemas["Schedule"];
export type ScheduleList = Schemas["ScheduleList"];
export type Run = Schemas["ReportRun"];
export type Wish = Schemas["ScheduleReportInput"];
