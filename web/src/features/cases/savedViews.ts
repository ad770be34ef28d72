// Lists that somebody comes back to. Kept in this browser; a server that keeps them implements the same three calls.

import { parseSearch, type CasesSearch } from "./search";

export type SavedView = { id: string; name: string; search: CasesSearch };
export interface SavedViews {
  list(): Promise<SavedView[]>;
  /** Of the same name there is one: the last. */
  save(name: string, search: CasesSearch): Promise<void>;
  remove(id: string): Promise<void>;
}

export function viewsInThisBrowser(user: string, storage: Pick<Storage, "getItem" | "setItem"> = localStorage): SavedViews {
  const key = `amends.views.${user}`;
  const read = (): SavedView[] => {
    try {
      const kept: unknown = JSON.parse(storage.getItem(key) ?? "[]");
      if (!Array.isArray(kept)) return [];
      return kept
        .filter((view): view is SavedView => typeof (view as SavedView | null)?.id === "string" && typeof (view as SavedView).name === "string")
        .map(({ id, name, search }) => ({ id, name, search: parseSearch({ ...search }) }));
    } catch {
      return [];
    }
  };
  const write = (views: SavedView[]) => storage.setItem(key, JSON.stringify(views));
  return {
    list: () => Promise.resolve(read().sort((a, b) => a.name.localeCompare(b.name))),
    save: (name, search) => {
      const others = read().filter((view) => view.name !== name);
      try {
        write([...others, { id: crypto.randomUUID(), name, search }]);
        return Promise.resolve();
      } catch (fault) {
        return Promise.reject(fault instanceof Error ? fault : new Error(String(fault)));
      }
    },
    remove: (id) => {
      write(read().filter((view) => view.id !== id));
      return Promise.resolve();
    },
  };
}
