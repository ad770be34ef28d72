// What the report has, and where one is in it. Stays beside it on wide screens.

import { useEffect, useState } from "react";
import { t } from "./messages";
import styles from "./reports.module.css";
import type { Section } from "./types";

export function Contents({ sections }: { sections: readonly Section[] }) {
  const here = useHere(sections);
  return (
    <nav className={styles["contents"]} aria-label={t.review.contents}>
      <p aria-hidden>{t.review.contents}</p>
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === here ? "location" : undefined}
              onClick={(event) => {
                // The heading is read next, not only seen.
                event.preventDefault();
                const heading = document.getElementById(`${id}-title`);
                heading?.focus({ preventScroll: true });
                document.getElementById(id)?.scrollIntoView();
              }}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The section that is read: the last whose heading is in the upper third of the window, or above it. */
function useHere(sections: readonly Section[]): string | undefined {
  const [here, setHere] = useState<string>();
  useEffect(() => {
    const look = () => {
      const above = sections.filter(({ id }) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < innerHeight / 3);
      setHere((above.at(-1) ?? sections[0])?.id);
    };
    look();
    addEventListener("scroll", look, { passive: true });
    return () => removeEventListener("scroll", look);
  }, [sections]);
  return here;
}
