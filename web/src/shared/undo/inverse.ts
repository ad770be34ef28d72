// Which command takes another one back. Facts are never removed: what is undone is done and then compensated, and the log has
// both. Undefined where nothing takes it back as it was.

import type { Schemas } from "../api/client";
import type { Area } from "../commands";

export type Step = { area: Area; ref: string; command: string; body: Record<string, unknown> };
/** What the page knew when the command was sent. */
export type Before = { case?: Schemas["Case"] | undefined; customer?: Schemas["Customer"] | undefined; user?: Schemas["UserSummary"] | undefined };

type Body = Record<string, unknown>;
type Inverse = (body: Body, before: Before, reason: string) => { command: string; body: Body } | undefined;

/** As it was owned before. A team that came on only now cannot be taken off again by assigning. */
const ownedAsBefore: Inverse = (body, before, reason) => {
  const was = before.case;
  if (!was || (was.team === undefined && body["team"] !== undefined)) return undefined;
  return { command: "assign-case", body: { ...(was.owner === undefined ? {} : { to: was.owner }), ...(was.team === undefined ? {} : { team: was.team }), reason } };
};

const inverses: Record<Area, Record<string, Inverse>> = {
  cases: {
    "link-case": ({ other }) => ({ command: "unlink-case", body: { other } }),
    "unlink-case": ({ other }, before) => {
      const link = before.case?.links.find((one) => one.other === other);
      return link && { command: "link-case", body: { other, relation: link.relation } };
    },
    "merge-case": (_, __, reason) => ({ command: "unmerge-case", body: { reason } }),
    "assign-case": ownedAsBefore,
    "take-ownership": ownedAsBefore,
    "pause-clock": ({ clock }) => ({ command: "resume-clock", body: { clock } }),
  },
  customers: {
    "merge-customer": (_, __, reason) => ({ command: "unmerge-customer", body: { reason } }),
    "record-need": ({ need }, before) => (before.customer && !before.customer.needs.some((one) => one.need === need) ? { command: "end-need", body: { need } } : undefined),
    "end-need": ({ need }, before) => {
      const was = before.customer?.needs.find((one) => one.need === need);
      return was && { command: "record-need", body: { need, ...(typeof was.note === "string" ? { note: was.note } : {}) } };
    },
    "set-preference": (_, before) => before.customer && { command: "set-preference", body: { preference: before.customer.preference } },
  },
  users: {
    "set-absence": () => ({ command: "end-absence", body: {} }),
    "lend-authority": () => ({ command: "take-back-authority", body: {} }),
    "deactivate-user": () => ({ command: "reactivate-user", body: {} }),
    "reactivate-user": (_, __, reason) => ({ command: "deactivate-user", body: { reason } }),
    "change-user": (body, { user }) => {
      if (!user) return undefined;
      // A team that was given for the first time is not taken away by leaving it out.
      const team = user.team !== undefined ? { team: user.team } : body["team"] !== undefined ? { leave_team: true } : {};
      return { command: "change-user", body: { name: user.name, role: user.role, reach: user.reach, ...team } };
    },
  },
  signals: {
    "close-signal": (_, __, reason) => ({ command: "reopen-signal", body: { reason } }),
  },
  improvements: {
    "conclude-improvement": (_, __, reason) => ({ command: "reopen-improvement", body: { reason } }),
    "drop-improvement": (_, __, reason) => ({ command: "reopen-improvement", body: { reason } }),
  },
};

export function inverseOf(area: Area, ref: string, command: string, body: unknown, before: Before, reason: string): Step | undefined {
  const found = inverses[area][command]?.(body as Body, before, reason);
  return found && { area, ref, ...found };
}
