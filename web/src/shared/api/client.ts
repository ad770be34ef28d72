// The one way to the server. Types come from its own description; a reply that is not a success is thrown as a Problem.

import createClient, { type Middleware } from "openapi-fetch";
import { language } from "../i18n/language";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type Refusal = Schemas["Refusal"];
export type Fault = Schemas["FieldFault"];

/** What the server said instead of doing it (RFC 9457). `status` 0: it could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly faults: Fault[];
  readonly refusals: Refusal[];
  readonly incident: string | undefined;

  constructor(body: Partial<Schemas["Problem"]>, status: number) {
    super(body.detail ?? body.title ?? "");
    this.name = "Problem";
    this.status = status;
    this.kind = body.type ?? "";
    this.faults = body.faults ?? [];
    this.refusals = body.refusals ?? [];
    this.incident = body.incident;
  }
  get unreachable() {
    return this.status === 0;
  }
  get signedOut() {
    return this.status === 401;
  }
}

let csrf = "";
/** The token of the session, sent with every change; empty when nobody is signed in. */
export function setCsrf(token: string) {
  csrf = token;
}
/** For uploads, which do not go through the typed client. */
export function csrfToken() {
  return csrf;
}

const signedOutListeners = new Set<() => void>();
/** Called whenever the server says that nobody is signed in (any more). Returns how to stop listening. */
export function onSignedOut(listener: () => void) {
  signedOutListeners.add(listener);
  return () => {
    signedOutListeners.delete(listener);
  };
}

/** For what does not go through the typed client. */
export function tellSignedOut() {
  signedOutListeners.forEach((tell) => tell());
}

/** For what does not go through the typed client. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    return new Problem((await response.json()) as Partial<Schemas["Problem"]>, response.status);
  } catch {
    return new Problem({ title: response.statusText }, response.status);
  }
}

const throughTheDoor: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", csrf);
    request.headers.set("Accept-Language", language);
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok) return response;
    // Whoever is just signing in is told in the form.
    if (response.status === 401 && !request.url.endsWith("/api/v1/session")) tellSignedOut();
    throw await problemOf(response);
  },
  onError() {
    return new Problem({}, 0);
  },
};

export const api = createClient<paths>({ baseUrl: "" });
api.use(throughTheDoor);

/** The body of a call that has one; the middleware has thrown already when there is none. */
export async function bodyOf<T>(call: Promise<{ data?: T | undefined; error?: unknown }>): Promise<NonNullable<T>> {
  const { data } = await call;
  return data as NonNullable<T>;
}

export type Area = "cases" | "customers" | "users" | "signals" | "improvements";
const ownWord: Partial<Record<Area, RegExp>> = { signals: /-signal$/, improvements: /-improvement$/ };
/** The commands of a signal lie at an address without the word: "explain-signal" at signals/SG-7/explain; so do those of an improvement. */
const addressOf = (area: Area, ref: string, command: string) => `/api/v1/${area}/${encodeURIComponent(ref)}/${command.replace(ownWord[area] ?? "", "")}`;

/**
 * Sends a command by its name. The key makes a retry of the same intent act once; `seen` is the version the person was
 * looking at, and the answer is a Problem with status 412 when somebody else was quicker.
 */
export async function send(area: Area, ref: string, command: string, body: unknown, key: string, seen?: number) {
  const headers: Record<string, string> = { "Content-Type": "application/json", "X-CSRF-Token": csrf, "Accept-Language": language, "Idempotency-Key": key };
  if (seen !== undefined) headers["If-Match"] = `"${seen}"`;
  let response: Response;
  try {
    response = await fetch(addressOf(area, ref, command), {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
  } catch {
    throw new Problem({}, 0);
  }
  if (response.status === 401) tellSignedOut();
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Schemas["CommandReply"];
}

/** A key of one intent: a click, a press of Enter. */
export function newKey() {
  return crypto.randomUUID();
}
