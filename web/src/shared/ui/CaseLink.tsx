// A link to a case for where there are many: a list draws hundreds a second while one scrolls. It goes where PageLink goes,
// and prepares the page as soon as somebody points at it, but asks nothing of the router until then.

import { useRouter } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";
import styles from "./light.module.css";

const ours = (event: MouseEvent) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

export function CaseLink({ to: ref, small = false, children }: { to: string; small?: boolean; children: ReactNode }) {
  const router = useRouter();
  const target = { to: "/cases/$ref", params: { ref } } as const;
  const prepare = () => void router.preloadRoute(target);
  return (
    <a
      href={`/cases/${ref}`}
      className={small ? `${styles["link"] ?? ""} ${styles["small"] ?? ""}` : styles["link"]}
      onMouseEnter={prepare}
      onFocus={prepare}
      onClick={(event) => {
        // Another tab, another window, a download: the browser's own business.
        if (!ours(event)) return;
        event.preventDefault();
        void router.navigate(target);
      }}
    >
      {children}
    </a>
  );
}
