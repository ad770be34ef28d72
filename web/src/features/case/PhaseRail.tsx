// The four phases, what each still asks for, and the way to the very form that does it.

import { Anchor, Button, Group, Tabs, Text, Title, VisuallyHidden } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { Schemas } from "@/shared/api/client";
import { choice, commandName, language, words } from "@/shared/i18n";
import classes from "./case.module.css";
import { useCase, type Phase } from "./caseContext";
import { t } from "./messages";

type GateItem = Schemas["GateItem"];
export const phases: readonly Phase[] = ["identify", "analyse", "resolve", "follow_up"];

type Props = {
  phase: Phase;
  onPhase: (phase: Phase) => void;
  /** On paper all four are there, one below the other. The one that is open stays as it is, half-written forms and all. */
  whole: boolean;
  children: (phase: Phase) => ReactNode;
};

export function PhaseRail({ phase, onPhase, whole, children }: Props) {
  const { guide, state } = useCase().view;
  const over = state.closed !== undefined || state.merged_into !== undefined;
  return (
    <Tabs value={phase} onChange={(to) => to && onPhase(to as Phase)} keepMounted={false} variant="unstyled" className={`panel ${classes.phases}`}>
      <Tabs.List className={classes.rail} aria-label={t.rail.title}>
        {guide.phases.map((step) => {
          const left = step.gate.filter(({ met }) => !met).length;
          const here = !over && step.phase === guide.phase;
          return (
            <Tabs.Tab key={step.phase} value={step.phase} className={classes.step} id={`phase-${step.phase}`} {...(here ? { "aria-current": "step" } : {})}>
              <span className={classes.stepName}>{choice("Phase", step.phase)}</span>
              <span className={classes.stepState} {...(left === 0 ? { "data-done": true } : here ? { "data-left": true } : {})}>
                {left === 0 ? `✓ ${t.rail.done}` : t.rail.left(left)}
                {here && ` · ${t.rail.here}`}
              </span>
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {phases.map((one) => {
        const inside = (
          <>
            {whole && (
              <Title order={2} className={`${classes.paperOnly} ${classes.phaseTitle}`}>
                {choice("Phase", one)}
              </Title>
            )}
            <Gate phase={one} onPhase={onPhase} whole={whole} />
            {children(one)}
          </>
        );
        if (whole && one !== phase) {
          return (
            <div key={one} className={`${classes.section} ${classes.paperOnly}`}>
              {inside}
            </div>
          );
        }
        return (
          <Tabs.Panel key={one} value={one} className={classes.section}>
            {inside}
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}

function Gate({ phase, onPhase, whole }: Omit<Props, "children">) {
  const { view, give } = useCase();
  const over = view.state.closed !== undefined || view.state.merged_into !== undefined;
  const next = view.guide.phase;
  const goOn = () => {
    onPhase(next);
    setTimeout(() => document.getElementById(`phase-${next}`)?.focus({ preventScroll: true }));
  };
  const [showDone, setShowDone] = useState(false);
  const gate = view.guide.phases.find((step) => step.phase === phase)?.gate ?? [];
  const left = gate.filter(({ met }) => !met);
  const done = gate.filter(({ met }) => met);
  return (
    <section aria-label={left.length > 0 ? t.rail.leftTitle : t.rail.done} style={{ marginBottom: "1.25rem" }}>
      <Group justify="space-between" mb={6} gap="xs">
        <Title order={2}>{left.length > 0 ? t.rail.leftTitle : t.rail.allDone}</Title>
        {done.length > 0 && (
          <Button variant="subtle" size="compact-xs" aria-expanded={showDone} onClick={() => setShowDone((was) => !was)} className="no-print">
            {showDone ? t.rail.hide : t.rail.doneTitle(done.length)}
          </Button>
        )}
      </Group>
      {left.length === 0 && !over && phases.indexOf(next) > phases.indexOf(phase) && (
        <Button variant="light" size="xs" mb="xs" onClick={goOn} className="no-print">
          {t.rail.goOn(choice("Phase", next))}
        </Button>
      )}
      {left.length === 0 && !over && phase === "follow_up" && next === phase && (
        <Button size="xs" mb="xs" onClick={() => give("close-case")} className="no-print">
          {t.close.submit}
        </Button>
      )}
      <ul className={classes.gate}>
        {left.map((item) => (
          <Missing key={item.requirement} item={item} />
        ))}
        {(showDone || whole) &&
          done.map((item) => (
            <li key={item.requirement}>
              <span className={classes.tick} aria-hidden>
                ✓
              </span>
              <span>
                <VisuallyHidden>{t.rail.met} </VisuallyHidden>
                {item.title}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Missing({ item }: { item: GateItem }) {
  const { goTo } = useCase();
  const { missing } = item;
  return (
    <li>
      <span className={classes.todo} aria-hidden>
        ○
      </span>
      <div>
        {missing?.mend ? (
          <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => goTo(missing.mend ?? "")}>
            {commandName(missing.mend)}
          </Anchor>
        ) : (
          <Text size="sm" fw={600}>
            {item.title}
          </Text>
        )}
        <Text size="sm">
          {missing?.says ?? item.title}
        </Text>
        {missing?.clause && (
          <Text size="xs" c="dimmed" lang="en">
            <span lang={language}>{words.ui.clause}</span> {missing.clause.number}: {missing.clause.words}
          </Text>
        )}
      </div>
    </li>
  );
}
