// Which procedure is being read, which version it is compared with, and what is asked of the log, as it stands in the address.

import { parseLogSearch, type LogSearch } from "./audit/filter";

export type AdminSearch = { id?: string; version?: number; with?: number; /** Its cause tree is being changed. */ tree?: true } & LogSearch;

export function parseAdminSearch(given: Record<string, unknown>): AdminSearch {
  const search: AdminSearch = parseLogSearch(given);
  const whole = (value: unknown) => {
    const n = Number(value);
    return Number.isInteger(n) && n > 0 && n <= 9999 ? n : undefined;
  };
  if (typeof given["id"] === "string" && given["id"].length <= 64) search.id = given["id"];
  const version = whole(given["version"]);
  const other = whole(given["with"]);
  if (version !== undefined) search.version = version;
  if (other !== undefined) search.with = other;
  if (search.id !== undefined && (given["tree"] === true || given["tree"] === "true")) search.tree = true;
  return search;
}
