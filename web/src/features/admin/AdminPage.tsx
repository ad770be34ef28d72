// Who works here, under which rules, and how the system is. Everybody sees it; what is not theirs to change says so.

import { Stack, Text, Title } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { PageLink } from "@/shared/ui/PageLink";
import styles from "./admin.module.css";
import { t } from "./messages";

const parts = ["people", "teams", "procedures", "letters", "calendars", "coaching", "audit", "health"] as const;
type Part = (typeof parts)[number];
const People = lazy(() => import("./People").then((m) => ({ default: m.People })));
const Teams = lazy(() => import("./Teams").then((m) => ({ default: m.Teams })));
const Procedures = lazy(() => import("./Procedures").then((m) => ({ default: m.Procedures })));
const Coaching = lazy(() => import("./Coaching").then((m) => ({ default: m.Coaching })));
const Letters = lazy(() => import("./letters/Letters").then((m) => ({ default: m.Letters })));
const Calendars = lazy(() => import("./calendars/Calendars").then((m) => ({ default: m.Calendars })));
const AuditLog = lazy(() => import("./audit/AuditLog").then((m) => ({ default: m.AuditLog })));
const Health = lazy(() => import("./health/Health").then((m) => ({ default: m.Health })));

function Shown({ part }: { part: Part }) {
  switch (part) {
    case "people":
      return <People />;
    case "teams":
      return <Teams />;
    case "procedures":
      return <Procedures />;
    case "letters":
      return <Letters />;
    case "calendars":
      return <Calendars />;
    case "audit":
      return <AuditLog />;
    case "coaching":
      return <Coaching />;
    case "health":
      return <Health />;
  }
}

export function AdminPage() {
  const { part = "people" } = useParams({ strict: false });
  const shown = parts.find((one) => one === part);
  return (
    <Stack gap="lg" maw={1200}>
      <Title order={1}>{t.title}</Title>
      <nav aria-label={t.parts.label} className={`${styles["parts"] ?? ""} no-print`}>
        {parts.map((one) => (
          <PageLink key={one} to="/admin/$part" params={{ part: one }} aria-current={one === shown ? "page" : undefined} underline="never" className={styles["part"]}>
            {t.parts[one]}
          </PageLink>
        ))}
      </nav>
      {shown ? (
        <Suspense fallback={null}>
          <Shown part={shown} />
        </Suspense>
      ) : (
        <Text>{t.noSuchPart}</Text>
      )}
    </Stack>
  );
}
