// What a list can show of a case, and which of it somebody wants to see.

import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import type { CaseView } from "@/shared/caseViews";
import { choice, distance, fullMoment, moment, sameDay } from "@/shared/i18n";
import light from "@/shared/ui/light.module.css";
import { Moment, urgencyOf, useNow } from "@/shared/ui/When";
import { t } from "./messages";
import styles from "./cases.module.css";
import type { Row } from "./useCaseList";

export const columnIds = [
  "subject", "customer", "due", "marks", "severity", "phase", "owner", "received", "changed", "promise", "product", "category", "channel",
  "kind", "status", "team", "outcome",
] as const;
export type ColumnId = (typeof columnIds)[number];
const usual: readonly ColumnId[] = ["subject", "customer", "due", "marks", "severity", "phase"];
const forMany: readonly ColumnId[] = ["subject", "customer", "due", "marks", "severity", "owner"];
const key = "amends.columns";

/** Widths as a grid has them: at least so much, and a share of what is left. */
const widths: Record<ColumnId, [rem: number, share: number]> = {
  subject: [10.5, 3], customer: [7.5, 0.8], due: [12, 0.2], marks: [10, 0.4], severity: [5, 0.2], phase: [6, 0.2], owner: [6.6, 0.5],
  received: [9, 0.4], changed: [9, 0.4], promise: [12, 0.2], product: [8, 0.8], category: [8, 0.8], channel: [6.5, 0.3], kind: [6.5, 0.3],
  status: [6, 0.3], team: [7, 0.6], outcome: [11, 0.8],
};
export const refWidth = 4.8;
export const selectWidth = 2.6;

/** The columns the address asks for, or those kept in this browser, or the usual ones. In the order of the list above. */
export function columnsOf(asked: string | undefined, view: CaseView): ColumnId[] {
  const wanted = asked ?? kept();
  const found = wanted?.split(",").filter((id): id is ColumnId => (columnIds as readonly string[]).includes(id)) ?? [];
  // On one's own list the owner says nothing.
  const shown = found.length > 0 ? found : view === "mine" || view === "unassigned" ? usual : forMany;
  return columnIds.filter((id) => shown.includes(id));
}
function kept() {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
export function keepColumns(columns: readonly ColumnId[] | undefined) {
  try {
    if (columns) localStorage.setItem(key, columns.join(","));
    else localStorage.removeItem(key);
  } catch {
    // Storage is forbidden; the address still has them.
  }
}

export function gridOf(columns: readonly ColumnId[]) {
  const tracks = columns.map((id) => `minmax(${widths[id][0]}rem, ${widths[id][1]}fr)`).join(" ");
  const least = columns.reduce((sum, id) => sum + widths[id][0], selectWidth + refWidth);
  return { template: `${selectWidth}rem ${refWidth}rem ${tracks}`, least: `${least}rem` };
}

const quiet = (text: string) => <span className={light["quiet"]}>{text}</span>;

export function marksOf(row: Row): { says: string; colour: string }[] {
  const marks: { says: string; colour: string }[] = [];
  if (row.vulnerable) marks.push({ says: t.marks.vulnerable, colour: "statutory" });
  if (row.promises_broken > 0) marks.push({ says: t.marks.broken(row.promises_broken), colour: "late" });
  if (row.escalated_to) marks.push({ says: t.marks.escalated(choice("Role", row.escalated_to)), colour: "soon" });
  if (row.awaiting_approval) marks.push({ says: t.marks.approval, colour: "internal" });
  if (row.awaiting_customer) marks.push({ says: t.marks.customer, colour: "quiet" });
  return marks;
}

/** The first thing to mind about a case, and how much more there is; in a table the rest is in the title. */
export function Marks({ row }: { row: Row }) {
  const [first, ...more] = marksOf(row);
  if (!first) return null;
  const rest = more.map(({ says }) => says).join(", ");
  return (
    <span className={styles["marks"]} title={[first.says, ...more.map(({ says }) => says)].join(", ")}>
      <span className={styles["mark"]} style={{ color: `var(--${first.colour})`, background: `var(--${first.colour}-bg)` }}>
        {first.says}
      </span>
      {rest !== "" && (
        <>
          <span aria-hidden className={styles["mark"]}>
            +{more.length}
          </span>
          <VisuallyHidden>, {rest}</VisuallyHidden>
        </>
      )}
    </span>
  );
}

/** When something is due, short enough for a table, and late in a word as well as in a colour. */
function Due({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  const urgency = urgencyOf(date, now);
  const text = sameDay(date, now) && urgency !== "late" ? `${moment(date, now)} (${distance(date, now)})` : moment(date, now);
  const colour = { late: "var(--late)", soon: "var(--soon)", calm: "inherit" }[urgency];
  return (
    <time dateTime={at} title={`${fullMoment(date)} (${distance(date, now)})`} className="num" style={{ color: colour, fontWeight: urgency === "calm" ? 400 : 600 }}>
      {urgency === "late" ? t.lateBy(text) : text}
    </time>
  );
}

export function cellOf(id: ColumnId, row: Row, nameOf: (ref: string | undefined) => string | undefined): ReactNode {
  switch (id) {
    case "subject":
      return row.subject ?? quiet(t.erased);
    case "customer":
      return row.customer_name ?? quiet(row.subject === null ? t.erased : t.unknown);
    case "marks":
      return <Marks row={row} />;
    case "phase":
      return choice("Phase", row.phase);
    case "severity":
      return row.severity ? <span className={styles[row.severity]}>{choice("Severity", row.severity)}</span> : quiet(t.none);
    case "owner":
      return nameOf(row.owner) ?? quiet(t.nobody);
    case "due":
      return row.next_due ? <Due at={row.next_due} /> : quiet(t.none);
    case "received":
      return <Moment at={row.received_at} />;
    case "changed":
      return <Moment at={row.changed_at} />;
    case "promise":
      return row.promise_by ? <Due at={row.promise_by} /> : quiet(t.none);
    case "product":
      return row.product ?? quiet(t.none);
    case "category":
      return row.category ?? quiet(t.none);
    case "channel":
      return choice("Channel", row.channel);
    case "kind":
      return choice("Kind", row.kind);
    case "status":
      return choice("CaseStatus", row.status);
    case "team":
      return row.team ?? quiet(t.none);
    case "outcome":
      return row.outcome ? choice("Outcome", row.outcome) : quiet(t.none);
  }
}
