// A link to an address of this app that the server named, as text: "/monitoring/explore?measure=received". What we name ourselves
// is a PageLink, typed by its route. Light, because a report has hundreds of them.

import { useRouter } from "@tanstack/react-router";
import { useCallback, type MouseEvent, type ReactNode } from "react";
import styles from "./light.module.css";

const ours = (event: MouseEvent) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

/** Goes to an address of this app. */
export function useGo(): (address: string) => void {
  const { history } = useRouter();
  return useCallback((address) => history.push(address), [history]);
}

export function AddressLink({ to, label, className, children }: { to: string; /** Where the words alone do not say where it goes. */ label?: string; className?: string | undefined; children: ReactNode }) {
  const go = useGo();
  return (
    <a
      href={to}
      aria-label={label}
      className={className ?? styles["link"]}
      onClick={(event) => {
        // Another tab, another window, a download: the browser's own business.
        if (!ours(event)) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
