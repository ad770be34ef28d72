// Which case, whose, how grave, and who sees to it; and what one does most on it.

import { Anchor, Button, Group, Menu, Stack, Text, Title } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { refusalsOf, useCommand } from "@/shared/commands";
import { choice, commandName, language, moment } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { CommandButton } from "@/shared/ui/CommandButton";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useNow } from "@/shared/ui/When";
import classes from "./case.module.css";
import { useCase } from "./caseContext";
import { grouped } from "./commandGroups";
import { t } from "./messages";
import { customerName, openEscalation, roleName, useNames } from "./names";
import type { Writing } from "./writing";

type Props = { onWrite: (what: Writing) => void; onClose: () => void };

export function CaseHeader({ onWrite, onClose }: Props) {
  const { view, give } = useCase();
  const { state, guide } = view;
  const now = useNow();
  const over = state.closed !== undefined || state.merged_into !== undefined;
  return (
    <div className={`panel ${classes.section}`}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div style={{ flex: "1 1 26rem", minWidth: 0 }}>
          <Text size="sm" c="dimmed">
            <strong className="num">{view.ref}</strong> · {choice("Kind", state.kind)} · {t.head.received(choice("Channel", state.channel), moment(new Date(state.received_at), now))} ·{" "}
            <span lang="en">{view.procedure.title}</span>
          </Text>
          <Title order={1} style={{ overflowWrap: "anywhere" }} data-title={`${view.ref} ${state.subject ?? ""}`.trim()}>
            {state.subject ?? <em>{t.erasedWords}</em>}
          </Title>
          <Group gap="xs" mt={4}>
            <PageLink to="/customers/$ref" params={{ ref: view.customer.ref }} fw={600}>
              {customerName(view)}
            </PageLink>
            <Tags view={view} />
          </Group>
          <Owner />
        </div>
        <Stack gap="xs" className={`${classes.doing} no-print`}>
          <Group gap="xs" role="group" aria-label={t.head.write}>
            <CommandButton command="record-contact" guide={guide} label={t.head.call} size="sm" onGive={() => onWrite("note")} />
            <CommandButton command="send-letter" guide={guide} label={t.head.email} size="sm" variant="light" onGive={() => onWrite("email")} />
            <CommandButton command="send-letter" guide={guide} label={t.head.letter} size="sm" variant="light" onGive={() => onWrite("letter")} />
          </Group>
          <Group gap="xs" role="group" aria-label={t.head.decide}>
            {over ? (
              !state.merged_into && <CommandButton command="reopen-case" guide={guide} label={t.head.reopen} size="sm" variant="default" onGive={() => give("reopen-case")} />
            ) : (
              <>
                {openEscalation(view) && guide.allowed.includes("return-escalation") ? (
                  <CommandButton command="return-escalation" guide={guide} label={t.head.handBack} size="sm" variant="default" onGive={() => give("return-escalation")} />
                ) : (
                  <CommandButton command="escalate-case" guide={guide} label={t.head.escalate} size="sm" variant="default" onGive={() => give("escalate-case")} />
                )}
                <Button size="sm" variant="default" onClick={onClose}>
                  {t.head.close}
                </Button>
              </>
            )}
            <MoreMenu />
          </Group>
        </Stack>
      </Group>
      <Banners />
    </div>
  );
}

const grave: Record<string, string> = { critical: "late", high: "soon" };

function Tags({ view }: { view: Schemas["CaseView"] }) {
  const { impact } = view.state;
  const { needs, vulnerabilities, preference } = view.customer;
  const careful = vulnerabilities.length > 0 || (impact?.vulnerable ?? false);
  return (
    <>
      {impact ? (
        <Tag means={grave[impact.severity]}>{t.head.severity(choice("Severity", impact.severity))}</Tag>
      ) : (
        <Tag>{t.head.notAssessed}</Tag>
      )}
      {impact?.safety_risk && <Tag means="late">⚠ {t.head.safety}</Tag>}
      {careful && <Tag means="soon">♥ {t.head.vulnerable}</Tag>}
      {impact && impact.emotion !== "calm" && <Tag>{t.head.feels(choice("Emotion", impact.emotion).toLocaleLowerCase(language))}</Tag>}
      {needs.map(({ need, note }) => (
        <Tag key={need} means="internal">
          {choice("Need", need)}
          {note && `: ${note}`}
        </Tag>
      ))}
      {preference.channel && <Tag means="internal">{t.head.prefers(choice("Channel", preference.channel))}</Tag>}
      {preference.notes && <Tag>{preference.notes}</Tag>}
    </>
  );
}

function Tag({ means, children }: { means?: string | undefined; children: React.ReactNode }) {
  return (
    <span className={classes.tag} data-means={means}>
      {children}
    </span>
  );
}

function Owner() {
  const { view, give } = useCase();
  const { user } = useSession();
  const nameOf = useNames();
  const take = useCommand("cases", view.ref, "take-ownership");
  const { owner, team } = view.state;
  const can = (command: string) => refusalsOf(view.guide, command)?.length === 0;
  return (
    <div>
      <Group gap="xs" mt={6}>
        <Text size="sm">
          {t.head.owner}: <strong>{owner === undefined ? t.head.nobody : owner === user ? t.head.you(nameOf(owner)) : nameOf(owner)}</strong>
          {team && ` · ${t.head.team(team)}`}
        </Text>
        {owner !== user && can("take-ownership") && (
          <Button
            size="compact-sm"
            variant={owner === undefined ? "filled" : "default"}
            loading={take.isPending}
            className="no-print"
            onClick={() => take.mutate({ body: {}, seen: view.version })}
          >
            {t.head.take}
          </Button>
        )}
        {can("assign-case") && (
          <Button size="compact-sm" variant="subtle" className="no-print" onClick={() => give("assign-case", { given: { team: view.state.team ?? "" } })}>
            {owner === undefined ? t.head.assign : t.head.reassign}
          </Button>
        )}
      </Group>
      <ProblemNote problem={take.error} />
    </div>
  );
}

function MoreMenu() {
  const { view, goTo } = useCase();
  const { guide } = view;
  const all = [...guide.allowed, ...guide.refused.map(({ command }) => command)];
  return (
    <Menu position="bottom-end" withArrow width={320} shadow="md">
      <Menu.Target>
        <Button size="sm" variant="default" rightSection={<span aria-hidden>▾</span>}>
          {t.head.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }} aria-label={t.head.more}>
        {grouped(all).map(({ id, commands }) => (
          <div key={id} role="group" aria-label={t.groups[id]}>
            <Menu.Label aria-hidden>{t.groups[id]}</Menu.Label>
            {commands.map((command) => {
              const refused = !guide.allowed.includes(command);
              return (
                <Menu.Item
                  key={command}
                  onClick={() => goTo(command)}
                  {...(refused ? { c: "dimmed", rightSection: <Text size="xs">{t.menuRefused}</Text> } : {})}
                >
                  {commandName(command)}
                </Menu.Item>
              );
            })}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function CaseLinks({ refs }: { refs: readonly string[] }) {
  return refs.map((ref, at) => (
    <span key={ref}>
      {at > 0 && ", "}
      <PageLink to="/cases/$ref" params={{ ref }} size="sm">
        {ref}
      </PageLink>
    </span>
  ));
}

function Banners() {
  const { view, goTo } = useCase();
  const nameOf = useNames();
  const { state } = view;
  const escalation = state.closed ? undefined : openEscalation(view);
  // What came back with guidance goes on by it until something is agreed.
  const returned = escalation || state.closed || state.round.agreement ? undefined : state.escalations.at(-1);
  const first = state.impact?.act_at_once;
  const links = [
    // The link stands on both cases alike, and the later follows from the earlier.
    ...state.links.map(({ other, relation, other_came_later }) => ({
      says: relation === "follows_from" && other_came_later ? t.banner.cameBackAs : choice("Relation", relation),
      refs: [other],
    })),
    ...(state.split_from ? [{ says: t.banner.splitFrom, refs: [state.split_from] }] : []),
    ...(state.split_into.length > 0 ? [{ says: t.banner.splitInto, refs: state.split_into }] : []),
    ...(state.absorbed.length > 0 ? [{ says: t.banner.absorbed, refs: state.absorbed }] : []),
  ];
  return (
    <Stack gap="xs" className={classes.banners}>
      {(state.person_erased || view.customer.erased) && (
        <div className={classes.banner}>
          {t.banner.erased}
        </div>
      )}
      {state.merged_into && (
        <div className={classes.banner} data-means="soon">
          {t.banner.merged} <CaseLinks refs={[state.merged_into]} />.
        </div>
      )}
      {state.closed && (
        <div className={classes.banner}>
          <Text size="sm" fw={600}>
            {t.banner.closed(choice("Outcome", state.closed.outcome), moment(new Date(state.closed.at)), nameOf(state.closed.by))}
          </Text>
          {state.closed.reason !== undefined && <Text size="sm">{state.closed.reason ?? t.erasedWords}</Text>}
        </div>
      )}
      {first && !state.closed && (
        <div className={classes.banner} data-means="late">
          <Text size="sm" fw={650}>
            {t.banner.first}
          </Text>
          <Text size="sm">{first}</Text>
        </div>
      )}
      {escalation && (
        <div className={classes.banner} data-means="soon">
          <Text size="sm" fw={650}>
            {t.banner.escalated(roleName(escalation.to), moment(new Date(escalation.at)))}
            {escalation.by_rule && ` (${t.banner.byRule})`}
          </Text>
          <Text size="sm">
            {t.banner.because}: {choice("Trigger", escalation.trigger)}. {escalation.reason ?? t.erasedWords}
          </Text>
          {escalation.tried && (
            <Text size="sm">
              {t.banner.tried}: {escalation.tried}
            </Text>
          )}
        </div>
      )}
      {returned?.returned_at && (
        <div className={classes.banner}>
          <Text size="sm" fw={650}>
            {t.banner.returned(moment(new Date(returned.returned_at)))}
            {returned.within_authority && ` (${t.banner.within})`}
          </Text>
          <Text size="sm">{returned.guidance ?? t.erasedWords}</Text>
        </div>
      )}
      {state.possible_duplicates.length > 0 && (
        <Text size="sm">
          {t.banner.duplicates} <CaseLinks refs={state.possible_duplicates} />.{" "}
          {view.guide.allowed.includes("merge-case") && (
            <Anchor component="button" type="button" size="sm" onClick={() => goTo("merge-case")} className="no-print">
              {commandName("merge-case")}
            </Anchor>
          )}
        </Text>
      )}
      {links.map(({ says, refs }) => (
        <Text size="sm" key={says + refs.join()}>
          {says}: <CaseLinks refs={refs} />
        </Text>
      ))}
      {state.times_reopened > 0 && <Text size="sm">{t.banner.reopened(state.times_reopened)}</Text>}
    </Stack>
  );
}
