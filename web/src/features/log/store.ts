// The form's values outside of React, so that a key pressed in one field draws that field and nothing else.

import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { LogForm } from "./form";

export class Store<T extends object> {
  private listeners = new Set<() => void>();
  private value: T;

  constructor(value: T) {
    this.value = value;
  }
  get = () => this.value;
  set = (patch: Partial<T>) => {
    this.value = { ...this.value, ...patch };
    this.listeners.forEach((tell) => tell());
  };
  subscribe = (tell: () => void) => {
    this.listeners.add(tell);
    return () => {
      this.listeners.delete(tell);
    };
  };
}

export type Faults = Record<string, string>;
type Page = { form: Store<LogForm>; faults: Store<{ of: Faults }> };
export const PageContext = createContext<Page | undefined>(undefined);

function usePage(): Page {
  const page = use(PageContext);
  if (!page) throw new Error("outside of the log page");
  return page;
}
export const useForm = () => usePage().form;

/** A part of the form; `select` gives the same value again as long as nothing in it changed. */
export function useValue<V>(select: (form: LogForm) => V): V {
  const { form } = usePage();
  return useSyncExternalStore(form.subscribe, () => select(form.get()));
}

/** One value, how to change it, and what is wrong with it. The fault goes when it is changed. */
export function useField<K extends keyof LogForm>(name: K, path: string = name) {
  const { form } = usePage();
  const value = useValue((values) => values[name]);
  const { error, clear } = useFault(path);
  const set = useCallback(
    (changed: LogForm[K]) => {
      clear();
      form.set({ [name]: changed });
    },
    [form, name, clear],
  );
  return { value, set, error };
}

export function useFault(path: string) {
  const { faults } = usePage();
  const error = useSyncExternalStore(faults.subscribe, () => faults.get().of[path]);
  const clear = useCallback(() => {
    if (faults.get().of[path] === undefined) return;
    faults.set({ of: Object.fromEntries(Object.entries(faults.get().of).filter(([key]) => key !== path)) });
  }, [faults, path]);
  return { error, clear };
}
export const useFaultsStore = () => usePage().faults;
/** How many fields have something wrong with them. */
export function useFaultCount() {
  const { faults } = usePage();
  return useSyncExternalStore(faults.subscribe, () => Object.keys(faults.get().of).length);
}
