// A command on its way from a form to the one door, and what the server says of it back at the very field.

import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey, Problem, send, type Area, type Refusal, type Schemas } from "./api/client";
import described from "./api/commands.json";
import { plainFault } from "./faults";
import { commandName, words } from "./i18n";
import { announce } from "./ui/announce";
import { inverseOf, type Before } from "./undo/inverse";

export type { Area };
export type FieldShape = {
  name: string;
  type: string;
  required: boolean;
  says: string;
  format?: string;
  choices?: string[];
  most?: number;
  min?: number;
  max?: number;
  pattern?: string;
  of?: string;
  fields?: FieldShape[];
  items?: FieldShape;
  example?: unknown;
};
export type CommandShape = { name: string; of: Area; says: string; fields: FieldShape[] };

const shapes = new Map((described as CommandShape[]).map((shape) => [shape.name, shape]));
/** What a command asks for, as the server describes it. */
export function shapeOf(command: string): CommandShape | undefined {
  return shapes.get(command);
}

type Guide = Schemas["Guide"];
/** Why a command is not possible now; empty when it is. Undefined: it is no command of the guide. */
export function refusalsOf(guide: Guide, command: string): Refusal[] | undefined {
  if (guide.allowed.includes(command)) return [];
  const refused = guide.refused.find((entry) => entry.command === command);
  return refused?.refusals.map((at) => guide.refusals[at]).filter((refusal) => refusal !== undefined);
}

/** Faults and refusals that name a field, for the fields of a form; what is left is said above it. */
export function splitProblem(problem: unknown): { fields: Record<string, string>; rest: Refusal[]; says: string } {
  if (!(problem instanceof Problem)) return { fields: {}, rest: [], says: "" };
  const fields: Record<string, string> = {};
  for (const fault of problem.faults) fields[fault.path] ??= plainFault(fault.says);
  const rest: Refusal[] = [];
  for (const refusal of problem.refusals) {
    if (refusal.field !== undefined && refusal.field !== "") fields[refusal.field] ??= refusal.says;
    else rest.push(refusal);
  }
  const said = problem.faults.length > 0 || problem.refusals.length > 0;
  return { fields, rest, says: said ? "" : problem.message };
}

/** What this page shows of the record a command is for. */
function knownOf(queries: QueryClient, area: Area, ref: string): Before {
  switch (area) {
    case "cases":
      return { case: queries.getQueryData<Schemas["CaseView"]>(["case", ref])?.state };
    case "customers":
      return { customer: queries.getQueryData<Schemas["CustomerView"]>(["customer", ref])?.state };
    case "users":
      return { user: queries.getQueryData<Schemas["UserList"]>(["users"])?.users.find((one) => one.ref === ref) };
    case "signals":
    case "improvements":
      return {};
  }
}

/** The query that holds the record. Signals and improvements are few, and shown together. */
function keyOf(area: Area, ref: string): readonly string[] {
  return area === "signals" || area === "improvements" ? [area] : [{ cases: "case", customers: "customer", users: "user" }[area], ref];
}

async function offerToUndo(queries: QueryClient, area: Area, ref: string, command: string, body: unknown, before: Before) {
  if (!inverseOf(area, ref, command, body, before, "")) return;
  const [{ offerUndo }, { t }] = await Promise.all([import("./undo/offer"), import("./undo/messages")]);
  const step = inverseOf(area, ref, command, body, before, t.reason);
  if (step) offerUndo(queries, command, step);
}

/**
 * Sends a command. A retry after a lost connection carries the same key, so that it acts once; a changed body is a new
 * intent and gets a new one.
 */
export function useCommand(area: Area, ref: string, command: string) {
  const queries = useQueryClient();
  const intent = useRef<{ body: string; key: string }>({ body: "", key: "" });
  const before = useRef<Before>({});
  return useMutation<Schemas["CommandReply"], Problem, { body: unknown; seen?: number }>({
    mutationFn: ({ body, seen }) => {
      const text = JSON.stringify(body);
      before.current = knownOf(queries, area, ref);
      if (intent.current.body !== text) intent.current = { body: text, key: newKey() };
      return send(area, ref, command, body, intent.current.key, seen);
    },
    onError: (problem) => {
      // Only what may have got through is sent again as the same; after a "no" the next try is a new one.
      if (!problem.unreachable && problem.status < 500) intent.current = { body: "", key: "" };
      // Somebody was quicker: what they did is fetched, so that it is seen before this is sent again.
      if (problem.status === 412) void queries.invalidateQueries({ queryKey: keyOf(area, ref) });
    },
    onSuccess: async (reply, { body }) => {
      announce(words.ui.sent(commandName(command)));
      // What changed nothing needs no undoing.
      if (reply.events.length > 0) void offerToUndo(queries, area, ref, command, body, before.current);
      intent.current = { body: "", key: "" };
      await Promise.all([
        queries.invalidateQueries({ queryKey: keyOf(area, ref) }),
        ...reply.also.map((also) =>
          queries.invalidateQueries({ queryKey: [also.ref.startsWith("CU-") ? "customer" : "case", also.ref] }),
        ),
        ...["cases", "deadlines", "users"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ]);
    },
  });
}
