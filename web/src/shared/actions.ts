// Everything a person can do from the keyboard or the command bar, in one place. The help page, the command bar and the key
// handler all read this list, so a shortcut that is not explained does not exist.

import { useEffect, useSyncExternalStore } from "react";
import { words } from "./i18n";

export type Action = {
  id: string;
  /** What it does, as a button would say it. */
  title: string;
  /** The heading it stands under in help and command bar. */
  section: string;
  /** "mod+k" (Ctrl, or ⌘ on a Mac), "g d" (one key after the other), "?" */
  keys?: string;
  /** Further words it can be found by. */
  words?: string;
  run: () => void;
};

const actions = new Map<string, Action>();
const listeners = new Set<() => void>();
let shown: readonly Action[] = [];

function changed() {
  shown = [...actions.values()];
  listeners.forEach((tell) => tell());
}

/** Offers actions while the calling component is on the page. Memoise the list. */
export function useActions(offered: readonly Action[]) {
  useEffect(() => {
    offered.forEach((action) => actions.set(action.id, action));
    changed();
    return () => {
      offered.forEach((action) => {
        if (actions.get(action.id) === action) actions.delete(action.id);
      });
      changed();
    };
  }, [offered]);
}

export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => shown,
  );
}

const notTyped = /^(checkbox|radio|button|submit|reset|file|range|color)$/;
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !notTyped.test(target.type)));

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
/** "mod+k" as it stands on the keys of this machine. */
export function keysForPeople(keys: string) {
  return keys
    .split(" ")
    .map((stroke) =>
      stroke
        .split("+")
        .map((key) => ({ mod: isMac ? "⌘" : words.ui.ctrl, shift: "⇧", alt: "Alt", enter: "↵" })[key] ?? key.toUpperCase())
        .join("+"),
    )
    .join(" ");
}

function strokeOf(event: KeyboardEvent) {
  // With Alt held some keyboards type another character ("¡" for 1); the key itself is meant.
  const plain = event.altKey && !event.ctrlKey ? /^(?:Digit|Key)(.)$/.exec(event.code)?.[1] : undefined;
  const key = (plain ?? event.key).toLowerCase();
  const mod = (event.ctrlKey || event.metaKey) && key !== "control" && key !== "meta";
  return `${mod ? "mod+" : ""}${event.altKey ? "alt+" : ""}${key}`;
}

/** Hears the keys of all offered actions; returns how to stop. Keys without Ctrl are not heard while somebody types. */
export function hearKeys(): () => void {
  let first = "";
  let forget: ReturnType<typeof setTimeout> | undefined;
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const stroke = strokeOf(event);
    if (typing(event.target) && !stroke.startsWith("mod+") && !stroke.startsWith("alt+")) return;
    const sequence = first === "" ? stroke : `${first} ${stroke}`;
    const action = shown.find(({ keys }) => keys === sequence) ?? shown.find(({ keys }) => keys === stroke);
    clearTimeout(forget);
    if (action) {
      first = "";
      event.preventDefault();
      action.run();
      return;
    }
    first = shown.some(({ keys }) => keys?.startsWith(`${stroke} `)) ? stroke : "";
    forget = setTimeout(() => (first = ""), 1200);
  };
  addEventListener("keydown", hear);
  return () => {
    removeEventListener("keydown", hear);
    clearTimeout(forget);
  };
}
