// Which reports there are.

import { Stack, Text, Title } from "@mantine/core";
import { useSession } from "@/shared/session";
import { readsReports } from "@/shared/reports";
import { PageLink } from "@/shared/ui/PageLink";
import { t } from "./messages";
import styles from "./reports.module.css";

const pages = [
  { to: "/reports/service-review", name: "review" },
  { to: "/reports/half-year", name: "halfYear" },
  { to: "/reports/scheduled", name: "scheduled" },
] as const;

export function ReportsPage() {
  const may = readsReports(useSession());
  return (
    <Stack gap="md" maw={1100}>
      <div>
        <Title order={1}>{t.title}</Title>
        <Text size="sm" c="dimmed" maw="46rem">
          {t.says}
        </Text>
      </div>
      {!may && <Text>{t.onlyFor}</Text>}
      {may && (
        <ul className={styles["cards"]}>
          {pages.map(({ to, name }) => (
            <li key={to} className={`panel ${styles["card"] ?? ""}`}>
              <h2>
                <PageLink to={to} inherit>
                  {t.pages[name].title}
                </PageLink>
              </h2>
              <Text size="sm">{t.pages[name].says}</Text>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
