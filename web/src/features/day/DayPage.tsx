// What is due next, in the order it is due, in the words one would say it in; and beside it how much there is of what.

import { Button, Group, SegmentedControl, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { filterOfView, tallyText, useTallies, useViewTallies, type CaseFilter, type CaseView } from "@/shared/caseViews";
import { distance, fullMoment } from "@/shared/i18n";
import { useNameOf } from "@/shared/people";
import { useSession } from "@/shared/session";
import { useAfterPaint } from "@/shared/ui/afterPaint";
import { CaseLink } from "@/shared/ui/CaseLink";
import light from "@/shared/ui/light.module.css";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { urgencyOf, useNow } from "@/shared/ui/When";
import { agendaOf, sentenceOf, type Deadline, type Part } from "./agenda";
import { t } from "./messages";
import styles from "./day.module.css";
import { mostShown, useAgenda } from "./useAgenda";

const leads = new Set(["team_leader", "manager", "quality", "administrator"]);
const whoseKey = "amends.day.whose";

/** As it was left; else one's own for whoever has cases of their own, and the desk's for those who answer for it. */
function whoseFirst(role: string): "mine" | "desk" {
  if (!leads.has(role)) return "mine";
  const kept = localStorage.getItem(whoseKey);
  if (kept === "mine" || kept === "desk") return kept;
  return role === "team_leader" ? "mine" : "desk";
}

export function DayPage() {
  const session = useSession();
  const now = useNow();
  const [whose, setWhose] = useState(() => whoseFirst(session.role));
  const mine = whose === "mine";
  const deadlines = useAgenda(mine, dayKey(now));
  const due = useMemo(() => deadlines.data?.deadlines ?? [], [deadlines.data]);
  const agenda = agendaOf(due, now);
  // What is next fills the first screen; what comes after it may come a moment later.
  const painted = useAfterPaint();
  return (
    <div className={styles["page"]}>
      <Stack gap="lg">
        <Group justify="space-between">
          <Title order={1}>{t.title}</Title>
          {leads.has(session.role) && (
            <SegmentedControl
              className="no-print"
              size="xs"
              aria-label={t.whose.label}
              value={whose}
              data={[
                { value: "mine", label: t.whose.mine },
                { value: "desk", label: t.whose.desk },
              ]}
              onChange={(chosen) => {
                setWhose(chosen === "desk" ? "desk" : "mine");
                localStorage.setItem(whoseKey, chosen);
              }}
            />
          )}
        </Group>
        <ProblemNote problem={deadlines.error} again={() => void deadlines.refetch()} />
        {deadlines.isPending && (
          <Stack gap="sm" aria-hidden>
            {Array.from({ length: 5 }, (_, i) => (
              <Skeleton key={i} height={44} />
            ))}
          </Stack>
        )}
        {deadlines.data && due.length === 0 && <Text>{mine ? t.empty : t.emptyDesk}</Text>}
        {(painted ? agenda : agenda.slice(0, 1)).map(({ part, due }) => (
          <DuePart key={part} part={part} due={due} now={now} showOwner={!mine} />
        ))}
        {due.length >= mostShown && (
          <Text size="sm" c="dimmed">
            {t.cut(mostShown)}
          </Text>
        )}
      </Stack>
      <Glance />
    </div>
  );
}

const dayKey = (now: Date) => `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
const firstShown = 20;

type PartProps = {
  part: Part;
  due: readonly Deadline[];
  now: Date;
  showOwner: boolean;
};

function DuePart({ part, due, now, showOwner }: PartProps) {
  const nameOf = useNameOf();
  const [all, setAll] = useState(false);
  const shown = all ? due : due.slice(0, firstShown);
  const id = `due-${part}`;
  return (
    <section aria-labelledby={id}>
      <Group gap="xs" align="baseline" mb="xs">
        <Title order={2} id={id} style={part === "late" ? { color: "var(--late)" } : undefined}>
          {t[part]}
        </Title>
        <Text size="sm" c="dimmed" className="num">
          {t.many(due.length)}
        </Text>
      </Group>
      <ul className={`panel ${styles["list"] ?? ""}`}>
        {shown.map((one) => {
          const owner = showOwner ? nameOf(one.owner) : undefined;
          return (
            <li key={one.case_ref + one.clock} className={`${styles["item"] ?? ""} ${part === "late" ? (styles["late"] ?? "") : ""}`}>
              <div className={styles["what"]}>
                <CaseLink to={one.case_ref}>{sentenceOf(one, now, t.says, t.someone)}</CaseLink>
                <div className={light["dimmed"]}>
                  {one.case_ref}
                  {` · ${one.subject ?? t.erased}`}
                  {owner && ` · ${t.for(owner)}`}
                </div>
              </div>
              <div className={styles["when"]}>
                {one.statutory && <span className={light["badge"]}>{t.statutory}</span>}
                <Away at={one.due_at} now={now} />
              </div>
            </li>
          );
        })}
      </ul>
      {due.length > shown.length && (
        <Button mt="xs" size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
          {t.showAll(due.length)}
        </Button>
      )}
    </section>
  );
}

/** How far away it is; when exactly, the sentence says. */
function Away({ at, now }: { at: string; now: Date }) {
  const date = new Date(at);
  const urgency = urgencyOf(date, now);
  return (
    <time
      className={`num ${light["small"] ?? ""}`}
      dateTime={at}
      title={fullMoment(date)}
      style={{ color: { late: "var(--late)", soon: "var(--soon)", calm: "inherit" }[urgency], fontWeight: urgency === "calm" ? 400 : 600 }}
    >
      {distance(date, now)}
    </time>
  );
}

type Panel = { title: string; filter?: CaseFilter; view?: CaseView; search: { view: CaseView; due?: string; severity?: "critical" } };

/** How much there is of what; each number opens the very cases it counts. */
function Glance() {
  const session = useSession();
  const now = useNow();
  const today = dayKey(now);
  // Late by the minute is counted by the minute; a new key with each second would ask for ever.
  const minute = Math.floor(now.getTime() / 60_000);
  const panels = useMemo<Panel[]>(() => {
    const own = { owner: session.user };
    const midnight = new Date(`${today}T00:00:00`);
    midnight.setDate(midnight.getDate() + 1);
    const of = (view: CaseView, title: string): Panel[] => {
      const filter = filterOfView(view, session);
      return filter ? [{ title, view, search: { view } }] : [];
    };
    const theirs: Panel[] = [
      { title: t.panels.mine, view: "mine", search: { view: "mine" } },
      { title: t.panels.late, filter: { ...own, due_before: new Date(minute * 60_000).toISOString() }, search: { view: "mine", due: "late" } },
      { title: t.panels.today, filter: { ...own, due_before: midnight.toISOString() }, search: { view: "mine", due: "today" } },
    ];
    return [
      ...theirs,
      ...of("team", t.panels.team),
      ...of("unassigned", t.panels.unassigned),
      ...of("approval", t.panels.approval),
      ...of("customer", t.panels.customer),
      ...of("escalated", t.panels.escalated),
      { title: t.panels.severe, filter: { severity: "critical" }, search: { view: "all", severity: "critical" } },
    ];
  }, [session, today, minute]);
  const tallies = useTallies(panels.map(({ filter }) => filter));
  const tallyOf = useViewTallies();
  return (
    <aside aria-labelledby="glance" className="no-print">
      <Title order={2} id="glance" mb="xs">
        {t.panels.title}
      </Title>
      <ul className={`panel ${styles["panels"] ?? ""}`}>
        {panels.map(({ title, view, search }, index) => {
          const tally = view ? tallyOf(view) : tallies[index];
          return (
            <li key={title}>
              <PageLink to="/cases" search={search} className={styles["panel"]} underline="never">
                <span>{title}</span>
                <span className={styles["number"]}>{tally ? tallyText(tally) : "…"}</span>
              </PageLink>
            </li>
          );
        })}
      </ul>
      <Button component={PageLink} to="/log" mt="md" fullWidth variant="light">
        {t.log}
      </Button>
    </aside>
  );
}
