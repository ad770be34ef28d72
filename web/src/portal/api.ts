// The portal's way to the server: small, because it is the first thing a phone on a bad line has to fetch.

import { plainFault } from "@/shared/faults";
import { language } from "@/shared/i18n/language";
import type { components } from "@/shared/api/schema";
import { uploadFaultOf } from "@/shared/uploads";
import { t } from "./messages";

export type Schemas = components["schemas"];
export type PortalCase = Schemas["PortalCase"];
export type About = Schemas["PortalAbout"];

/** What the server said instead. `status` 0: it could not be reached. */
export class Refused extends Error {
  readonly status: number;
  readonly fields: Record<string, string> = {};
  /** The server no longer knows who this is. */
  ended = false;
  constructor(status: number, body: Partial<Schemas["Problem"]>) {
    super(body.refusals?.map(({ says }) => says).join(" ") || body.detail || body.title || "");
    this.status = status;
    for (const { path, says } of body.faults ?? []) this.fields[path] ??= plainFault(says);
  }
}

let csrf = "";
export function setCsrf(token: string) {
  csrf = token;
}

let signedOut = () => {};
/** What to do when the server no longer knows who this is. */
export function onSignedOut(tell: () => void) {
  signedOut = tell;
}

/** The most that a file may weigh. */
export const largest = 25 * 1024 * 1024;

async function call<T>(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/portal${path}`, { method, headers: { ...headers, "X-CSRF-Token": csrf, "Accept-Language": language }, ...(body === undefined ? {} : { body }) });
  } catch {
    throw new Refused(0, {});
  }
  if (!response.ok) {
    let problem: Partial<Schemas["Problem"]> = {};
    try {
      problem = (await response.json()) as Partial<Schemas["Problem"]>;
    } catch {
      // Something before the server answered in its place.
    }
    const refused = new Refused(response.status, problem);
    // Whoever is just signing in is told of a wrong code, not of an end.
    refused.ended = response.status === 401 && path !== "/session";
    if (refused.ended) signedOut();
    throw refused;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const ask = <T>(path: string) => call<T>("GET", path);
/** The same key makes a retry of the same intent act once. */
export const say = <T>(path: string, body: unknown, key: string) =>
  call<T>("POST", path, JSON.stringify(body), { "Content-Type": "application/json", "Idempotency-Key": key });
export const leave = () => call<undefined>("DELETE", "/session");
/** Which file was not taken, why, and what helps; undefined where the server's own words say it. */
export function notTaken(problem: Refused, file: File): string | undefined {
  const fault = problem.ended ? undefined : uploadFaultOf(problem.status, file.size);
  return fault && t.fileFaults[fault](file.name);
}
export const sendFile = (ref: string, file: File, key: string) =>
  call<Schemas["CommandReply"]>("POST", `/cases/${ref}/files?name=${encodeURIComponent(file.name.slice(-150))}`, file, { "Idempotency-Key": key });
