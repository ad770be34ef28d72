// The pages about figures, one beside the other.

import { useSession } from "../session";
import { seesSignals } from "../signals";
import { PageLink } from "../ui/PageLink";
import styles from "./figures.module.css";
import { t } from "./messages";

export function MonitoringPages() {
  const session = useSession();
  return (
    <nav aria-label={t.pages.label} className={`${styles["pages"] ?? ""} no-print`}>
      <PageLink to="/monitoring" size="sm" activeOptions={{ exact: true }}>
        {t.pages.overview}
      </PageLink>
      <PageLink to="/monitoring/explore" size="sm" activeOptions={{ exact: true, includeSearch: false }}>
        {t.pages.explore}
      </PageLink>
      <PageLink to="/monitoring/causes" size="sm" activeOptions={{ includeSearch: false }}>
        {t.pages.causes}
      </PageLink>
      <PageLink to="/monitoring/topics" size="sm" activeOptions={{ includeSearch: false }}>
        {t.pages.topics}
      </PageLink>
      <PageLink to="/monitoring/compare" size="sm" activeOptions={{ includeSearch: false }}>
        {t.pages.compare}
      </PageLink>
      {seesSignals(session) && (
        <PageLink to="/monitoring/benchmarks" size="sm">
          {t.pages.benchmarks}
        </PageLink>
      )}
    </nav>
  );
}
