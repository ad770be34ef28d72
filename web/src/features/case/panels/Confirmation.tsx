// Is it solved? Their word decides; silence never counts as yes.

import { Group, List, Stack, Text } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { choice, count, lengthInWords, moment } from "@/shared/i18n";
import { CommandButton } from "@/shared/ui/CommandButton";
import { useCase, useProcedure } from "../caseContext";
import { standingOf } from "./confirmation";
import { t } from "./messages";
import { Mark, Said, Section } from "./parts";

export function Confirmation({ view }: { view: Schemas["CaseView"] }) {
  const { give } = useCase();
  const { round, earlier_rounds } = view.state;
  const closing = useProcedure(view.procedure).data?.closing;
  const standing = standingOf(round, closing?.attempts);
  const disputes = earlier_rounds.flatMap(({ disputed }) => (disputed ? [disputed] : []));
  const rule = closing && t.confirmation.rule(count(closing.attempts, t.confirmation.times), lengthInWords(closing.wait));
  const settled = standing.is === "confirmed" || standing.is === "lapsed";
  const first = standing.is === "not_asked";
  return (
    <Section title={t.confirmation.title} says={t.confirmation.says}>
      {standing.is === "confirmed" && (
        <Stack gap={4}>
          <Text fw={600} style={{ color: "var(--met)" }}>
            ✓ {t.confirmation.confirmed}
          </Text>
          <Said text={standing.word.words} quote />
          <Mark at={standing.word.at} channel={standing.word.channel} />
        </Stack>
      )}
      {standing.is === "lapsed" && (
        <Text size="sm" fw={600}>
          {t.confirmation.lapsed(count(standing.asked, t.confirmation.times), moment(new Date(standing.at)))}
        </Text>
      )}
      {standing.is === "not_asked" && <Text size="sm">{t.confirmation.notAsked}</Text>}
      {standing.is === "asked" && (
        <Text size="sm" fw={600}>
          {t.confirmation.asked(count(standing.asked, t.confirmation.times))}
          {standing.left !== undefined && standing.left > 0 && ` ${t.confirmation.left(count(standing.left, t.confirmation.times))}`}
          {standing.left === 0 && ` ${t.confirmation.askedEnough}`}
        </Text>
      )}
      {round.confirmation_requests.length > 0 && (
        <List size="sm" type="ordered">
          {round.confirmation_requests.map(({ at, channel }) => (
            <List.Item key={at} className="num">
              {moment(new Date(at))}, {choice("Channel", channel)}
            </List.Item>
          ))}
        </List>
      )}
      {rule && !settled && (
        <Text size="sm" c="dimmed">
          {rule}
          {closing.clause && ` (${closing.clause.number})`}
        </Text>
      )}
      {!settled && !view.state.closed && (
        <Group gap="xs" className="no-print">
          <CommandButton size="xs" variant={first ? "filled" : "default"} command="request-confirmation" label={first ? undefined : t.confirmation.askAgain} guide={view.guide} onGive={() => give("request-confirmation")} />
          <CommandButton size="xs" variant={first ? "default" : "filled"} command="confirm-resolution" label={t.confirmation.yes} guide={view.guide} onGive={() => give("confirm-resolution")} />
          <CommandButton size="xs" variant="default" command="dispute-resolution" label={t.confirmation.no} guide={view.guide} onGive={() => give("dispute-resolution")} />
          <CommandButton size="xs" variant="default" command="let-confirmation-lapse" guide={view.guide} onGive={() => give("let-confirmation-lapse")} />
        </Group>
      )}
      {settled && !view.state.closed && (
        <Group className="no-print">
          <CommandButton size="xs" variant="default" command="dispute-resolution" label={t.confirmation.no} guide={view.guide} onGive={() => give("dispute-resolution")} />
        </Group>
      )}
      {disputes.length > 0 && (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t.confirmation.disputedBefore}
          </Text>
          {disputes.map((word) => (
            <div key={word.at}>
              <Said text={word.words} quote />
              <Mark at={word.at} channel={word.channel} />
            </div>
          ))}
        </Stack>
      )}
    </Section>
  );
}
