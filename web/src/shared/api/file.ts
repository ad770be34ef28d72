// A file that the server writes for the reader, piece by piece, so that one can see it coming and call it off.

import { language } from "../i18n/language";
import type { WorkRequest } from "../work";
import { problemOf, tellSignedOut, Problem } from "./client";

export type Fetched = { name: string; blob: Blob };

/** `told` hears how many bytes there are, and of how many, where that is known. Throws a Problem, or an AbortError when called off. */
export async function fetchFile(path: string, { header, signal }: WorkRequest, told: (bytes: number, of: number | undefined) => void): Promise<Fetched> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { "Accept-Language": language, ...header }, signal });
  } catch (fault) {
    if (signal.aborted) throw fault;
    throw new Problem({}, 0);
  }
  if (response.status === 401) tellSignedOut();
  if (!response.ok) throw await problemOf(response);
  const length = Number(response.headers.get("Content-Length"));
  const of = length > 0 ? length : undefined;
  const pieces: BlobPart[] = [];
  let bytes = 0;
  for (const reader = response.body?.getReader(); reader; ) {
    const { done, value } = await reader.read().catch((fault: unknown) => {
      if (signal.aborted) throw fault;
      throw new Problem({}, 0);
    });
    if (done) break;
    pieces.push(value);
    told((bytes += value.byteLength), of);
  }
  return { name: nameIn(response.headers.get("Content-Disposition")) ?? "file", blob: new Blob(pieces, { type: response.headers.get("Content-Type") ?? "" }) };
}

/** `attachment; filename="review.xlsx"` */
export const nameIn = (disposition: string | null): string | undefined => /filename="([^"]+)"/.exec(disposition ?? "")?.[1];
