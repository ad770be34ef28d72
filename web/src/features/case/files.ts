// A file on its way to the case: its bytes are the body, its name and note stand in the address.

import { csrfToken, newKey, Problem, tellSignedOut, type Schemas } from "@/shared/api/client";
import { language } from "@/shared/i18n";

export const largest = 25 * 1024 * 1024;

export async function attachFile(ref: string, file: File, note: string, key: string = newKey()): Promise<Schemas["CommandReply"]> {
  const query = new URLSearchParams({ name: file.name.slice(0, 200), ...(note === "" ? {} : { note }) });
  let response: Response;
  try {
    response = await fetch(`/api/v1/cases/${encodeURIComponent(ref)}/files?${query}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream", "X-CSRF-Token": csrfToken(), "Accept-Language": language, "Idempotency-Key": key },
      body: file,
    });
  } catch {
    throw new Problem({}, 0);
  }
  if (response.status === 401) tellSignedOut();
  if (response.ok) return (await response.json()) as Schemas["CommandReply"];
  let body: Partial<Schemas["Problem"]> = { title: response.statusText };
  try {
    body = (await response.json()) as Partial<Schemas["Problem"]>;
  } catch {
    // Somebody between us and the server answered.
  }
  throw new Problem(body, response.status);
}

export const fileAddress = (ref: string, file: string) => `/api/v1/cases/${encodeURIComponent(ref)}/files/${encodeURIComponent(file)}`;
export const letterAddress = (ref: string, number: number) => `/api/v1/cases/${encodeURIComponent(ref)}/letters/sent/${number}`;
