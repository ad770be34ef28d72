// Lists that somebody comes back to, and may share with colleagues. The server keeps them; keeping one is a command like
// any other.

import { api, bodyOf, newKey, send } from "@/shared/api/client";
import { parseSearch, type CasesSearch } from "./search";

export type SavedView = {
  /** Whose it is, and of which name: together they say which. */
  owner: string;
  ownerName: string;
  name: string;
  search: CasesSearch;
  shared: boolean;
};

/** As the server keeps it: the way it stands in an address, the keys in order. */
export function queryOf(search: CasesSearch): string {
  const entries = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return new URLSearchParams(entries.sort(([a], [b]) => a.localeCompare(b))).toString();
}
/** What of a kept view still makes sense. */
export function searchOf(query: string): CasesSearch {
  return parseSearch(Object.fromEntries(new URLSearchParams(query)));
}

/** One's own, then those that colleagues share; each by name. */
export async function listViews(user: string): Promise<SavedView[]> {
  const { views } = await bodyOf(api.GET("/api/v1/views"));
  return views
    .map(({ owner, owner_name, name, query, shared }) => ({ owner, ownerName: owner_name, name, search: searchOf(query), shared }))
    .sort((a, b) => Number(b.owner === user) - Number(a.owner === user) || a.name.localeCompare(b.name));
}
/** Of the same name there is one: the last. */
export async function saveView(user: string, name: string, search: CasesSearch, shared: boolean) {
  await send("users", user, "save-view", { name, query: queryOf(search), shared }, newKey());
}
export async function removeView(user: string, name: string) {
  await send("users", user, "remove-view", { name }, newKey());
}
