// What is due on the case: the promise first, then what the law sets and what we set ourselves, told apart in word and shape.

import { Button, Group, Popover, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { Schemas } from "@/shared/api/client";
import { refusalsOf } from "@/shared/commands";
import { choice, distance, fullMoment, moment, words } from "@/shared/i18n";
import { urgencyOf, useNow, type Urgency } from "@/shared/ui/When";
import classes from "./case.module.css";
import { useCase } from "./caseContext";
import { t } from "./messages";

type Clock = Schemas["CaseClock"];

const kindSays = { statutory: t.clocks.statutorySays, internal: t.clocks.internalSays, window: t.clocks.windowSays };
const kindName = { statutory: `§ ${t.clocks.statutory}`, internal: t.clocks.internal, window: t.clocks.window };
const over: readonly Clock["state"][] = ["met", "met_late", "ended", "passed"];

function urgencyOfClock({ state }: Clock): Urgency {
  if (state === "overdue") return "late";
  return state === "due_soon" ? "soon" : "calm";
}

function leftOf(clock: Clock, now: Date): string {
  if (clock.state === "paused") return t.clocks.paused;
  if (!clock.due_at) return choice("ClockState", clock.state);
  const due = new Date(clock.due_at);
  if (clock.kind === "window") return t.clocks.ends(distance(due, now));
  return due <= now ? t.clocks.was(distance(due, now)) : t.clocks.due(distance(due, now));
}

/** What the law sets before what we set, and the nearest first. */
function byWeight(a: Clock, b: Clock) {
  const order = { statutory: 0, internal: 1, window: 2 };
  return order[a.kind] - order[b.kind] || (a.due_at ?? "9").localeCompare(b.due_at ?? "9");
}

export function Clocks() {
  const { view } = useCase();
  const running = view.clocks.filter(({ state }) => !over.includes(state)).sort(byWeight);
  const settled = view.clocks.filter(({ state }) => over.includes(state));
  const open = !view.state.closed && !view.state.merged_into;
  return (
    <section aria-label={t.clocks.title}>
      <ul className={classes.clocks}>
        {open && (
          <li>
            <PromiseCard />
          </li>
        )}
        {running.map((clock) => (
          <li key={clock.id}>
            <ClockCard clock={clock} />
          </li>
        ))}
        {settled.length > 0 && (
          <li>
            <Settled clocks={settled} />
          </li>
        )}
      </ul>
    </section>
  );
}

type CardProps = { kind: string; kindSays: string; title: string; left: string; urgency: Urgency; at?: Date | undefined; children: ReactNode };
function Card({ kind, kindSays: tag, title, left, urgency, at, children }: CardProps) {
  const [open, setOpen] = useState(false);
  const now = useNow();
  return (
    <Popover opened={open} onChange={setOpen} width={380} withArrow shadow="md" trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <UnstyledButton className={classes.clock} data-kind={kind} data-urgency={urgency} onClick={() => setOpen((was) => !was)}>
          <span className={classes.clockKind}>{tag}</span>
          <span className={classes.clockTitle}>{title}</span>
          <span className={`${classes.clockLeft} num`}>
            {left}
            {at && ` · ${moment(at, now)}`}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.clocks.details(title)}>
        <Stack gap="sm">
          {children}
          <div>
            <Button size="compact-xs" variant="subtle" onClick={() => setOpen(false)} data-autofocus>
              {words.ui.close}
            </Button>
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function ClockCard({ clock }: { clock: Clock }) {
  const now = useNow();
  const at = clock.due_at ? new Date(clock.due_at) : undefined;
  return (
    <Card kind={clock.kind} kindSays={kindName[clock.kind]} title={clock.title} left={leftOf(clock, now)} urgency={urgencyOfClock(clock)} at={clock.state === "paused" ? undefined : at}>
      <ClockReasons clock={clock} />
    </Card>
  );
}

function ClockReasons({ clock }: { clock: Clock }) {
  const { view, give } = useCase();
  const can = (command: string) => refusalsOf(view.guide, command)?.length === 0;
  const running = ["running", "due_soon", "overdue"].includes(clock.state);
  const on = (command: string) => () => give(command, { given: { clock: clock.id }, hidden: ["clock"], title: clock.title });
  return (
    <>
      <div>
        <Title order={3}>{clock.title}</Title>
        <Text size="sm" fw={600}>
          {choice("ClockState", clock.state)}
          {clock.due_at && ` · ${fullMoment(new Date(clock.due_at))}`}
        </Text>
        <Text size="sm" c="dimmed">
          {kindSays[clock.kind]}
        </Text>
      </div>
      {clock.state === "paused" && <Text size="sm">{t.clocks.pausedLong}</Text>}
      {clock.unknown_day && <Text size="sm">{t.clocks.unknownDay(clock.unknown_day)}</Text>}
      {clock.extended && <Text size="sm">{clock.extended_beyond ? t.clocks.extendedBeyond : t.clocks.extended}</Text>}
      {clock.reasoning.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t.clocks.counted}
          </Text>
          {/* A long count scrolls, so the keyboard must reach it. */}
          <ol className={classes.reasoning} tabIndex={0} aria-label={t.clocks.counted}>
            {clock.reasoning.map((step, at) => (
              <li key={at}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      <div lang="en">
        <Text size="sm">
          <strong>{clock.clause.number}</strong>: {clock.clause.words}
        </Text>
        <Text size="xs" c="dimmed">
          {t.clocks.rests}: {clock.clause.rests_on}
        </Text>
      </div>
      {!clock.verified && (
        <Text size="sm" style={{ color: "var(--soon)" }}>
          {t.clocks.unverified}
        </Text>
      )}
      {running && (
        <Group gap="xs">
          {clock.may_pause_for.length > 0 && can("pause-clock") && (
            <Button size="compact-sm" variant="default" onClick={on("pause-clock")}>
              {t.clocks.pause}
            </Button>
          )}
          {clock.may_extend_by && can("extend-clock") && (
            <Button size="compact-sm" variant="default" onClick={on("extend-clock")}>
              {t.clocks.extend}
            </Button>
          )}
        </Group>
      )}
      {clock.state === "paused" && can("resume-clock") && (
        <div>
          <Button size="compact-sm" variant="default" onClick={on("resume-clock")}>
            {t.clocks.resume}
          </Button>
        </div>
      )}
    </>
  );
}

function PromiseCard() {
  const { view, give } = useCase();
  const now = useNow();
  const { promise, promises_kept, promises_broken } = view.state;
  const at = promise && new Date(promise.by);
  const late = promise ? promise.broken || new Date(promise.by) <= now : false;
  const urgency: Urgency = !at ? "soon" : late ? "late" : urgencyOf(at, now);
  const left = !at ? t.clocks.noPromise : late ? t.clocks.was(distance(at, now)) : t.clocks.due(distance(at, now));
  const title = t.clocks.promise;
  return (
    <Card kind="promise" kindSays={t.clocks.kept(promises_kept, promises_broken)} title={title} left={left} urgency={urgency} at={at}>
      <div>
        <Title order={3}>{title}</Title>
        {at ? (
          <Text size="sm" fw={600}>
            {fullMoment(at)}
          </Text>
        ) : (
          <Text size="sm">{t.clocks.noPromise}</Text>
        )}
        {late && (
          <Text size="sm" style={{ color: "var(--late)" }}>
            {t.clocks.promiseBroken}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {promise ? t.clocks.kept(promises_kept, promises_broken) : t.clocks.noPromiseSays}
        </Text>
      </div>
      {promise && promise.about !== undefined && (
        <div>
          <Text size="sm" fw={600}>
            {t.clocks.about}
          </Text>
          <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
            {promise.about ?? t.erasedWords}
          </Text>
        </div>
      )}
      {refusalsOf(view.guide, "promise-news")?.length === 0 && (
        <div>
          <Button size="compact-sm" variant="default" onClick={() => give("promise-news")}>
            {t.clocks.promiseNew}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Settled({ clocks }: { clocks: Clock[] }) {
  const now = useNow();
  const [open, setOpen] = useState(false);
  const title = t.clocks.settled(clocks.length);
  return (
    <Popover opened={open} onChange={setOpen} width={380} withArrow shadow="md" trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setOpen((was) => !was)}>
          {title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <Stack gap="sm">
          <ul className={classes.plain}>
            {clocks.map((clock) => (
              <li key={clock.id}>
                <Text size="sm" fw={600}>
                  {clock.title}
                </Text>
                <Text size="sm" style={{ color: clock.state === "met_late" || clock.state === "passed" ? "var(--late)" : "var(--met)" }}>
                  {kindName[clock.kind]} · {choice("ClockState", clock.state)}
                  {clock.stopped_at && ` · ${t.clocks.metAt(moment(new Date(clock.stopped_at), now))}`}
                  {clock.due_at && ` (${t.clocks.due(moment(new Date(clock.due_at), now))})`}
                </Text>
                <Text size="xs" c="dimmed" lang="en">
                  {clock.clause.number}: {clock.clause.words}
                </Text>
              </li>
            ))}
          </ul>
          <div>
            <Button size="compact-xs" variant="subtle" onClick={() => setOpen(false)} data-autofocus>
              {words.ui.close}
            </Button>
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
