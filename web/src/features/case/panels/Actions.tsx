// What is to be done for the customer, by whom and by when; and what they were given.

import { Badge, Group, List, Stack, Text } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { choice, count, money } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { CommandButton } from "@/shared/ui/CommandButton";
import { When } from "@/shared/ui/When";
import { useCase } from "../caseContext";
import { useNames } from "../names";
import { t } from "./messages";
import { Empty, Files, Mark, Said, Section } from "./parts";

type Props = { view: Schemas["CaseView"] };

export function Actions({ view }: Props) {
  const { give } = useCase();
  const { user } = useSession();
  const { actions, round } = view.state;
  const now = actions.slice(round.actions_before);
  const earlier = actions.slice(0, round.actions_before);
  return (
    <Section
      title={t.actions.title}
      says={t.actions.says}
      aside={<CommandButton size="xs" variant="light" command="plan-action" guide={view.guide} onGive={() => give("plan-action", { given: { owner: user }, hidden: ["replaces"] })} />}
    >
      {now.length === 0 && <Empty>{t.actions.none}</Empty>}
      {now.length > 0 && (
        <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: "none" }}>
          {now.map((action) => (
            <ActionLine key={action.id} view={view} action={action} />
          ))}
        </Stack>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>
            <Text size="sm" span>
              {count(earlier.length, t.actions.earlier)}
            </Text>
          </summary>
          <Stack component="ul" gap="md" p={0} m={0} mt="xs" style={{ listStyle: "none" }}>
            {earlier.map((action) => (
              <ActionLine key={action.id} view={view} action={action} />
            ))}
          </Stack>
        </details>
      )}
    </Section>
  );
}

function ActionLine({ view, action }: Props & { action: Schemas["Action"] }) {
  const { give } = useCase();
  const { user } = useSession();
  const nameOf = useNames();
  const looks = {
    planned: { color: "var(--internal)", background: "var(--internal-bg)" },
    completed: { color: "var(--met)", background: "var(--met-bg)" },
    failed: { color: "var(--late)", background: "var(--late-bg)" },
  }[action.state];
  return (
    <Stack component="li" gap={4}>
      <Group gap="xs">
        <Text size="sm" c="dimmed" className="num">
          {action.id}
        </Text>
        <Badge size="sm" variant="light" style={looks}>
          {choice("ActionState", action.state)}
        </Badge>
        <Text size="sm" span>
          {nameOf(action.owner)}
        </Text>
        {action.state === "planned" && (
          <Text size="sm" span>
            {t.actions.by} <When at={action.due} />
          </Text>
        )}
      </Group>
      <Said text={action.what} />
      <Said text={action.result} label={action.state === "failed" ? t.actions.whyNot : t.actions.evidence} />
      <Files of={view} files={action.files} label={t.actions.files} />
      {action.done_at !== undefined && <Mark at={action.done_at} />}
      {action.replaced && (
        <Text size="xs" c="dimmed">
          {t.actions.replaced}
        </Text>
      )}
      <Group gap="xs" className="no-print">
        {action.state === "planned" && (
          <>
            <CommandButton size="compact-sm" variant="light" command="complete-action" guide={view.guide} onGive={() => give("complete-action", { given: { action: action.id }, hidden: ["action"], title: t.actions.completing(action.id) })} />
            <CommandButton size="compact-sm" variant="subtle" command="fail-action" guide={view.guide} onGive={() => give("fail-action", { given: { action: action.id }, hidden: ["action"], title: t.actions.failing(action.id) })} />
          </>
        )}
        {action.state === "failed" && !action.replaced && (
          <CommandButton size="compact-sm" variant="light" command="plan-action" label={t.actions.replace} guide={view.guide} onGive={() => give("plan-action", { given: { replaces: action.id, owner: user }, hidden: ["replaces"], title: t.actions.replacing(action.id) })} />
        )}
      </Group>
    </Stack>
  );
}

export function RedressGiven({ view }: Props) {
  const { give } = useCase();
  const { redress } = view.state;
  return (
    <Section
      title={t.redress.title}
      says={t.redress.says}
      aside={<CommandButton size="xs" variant="light" command="record-redress" guide={view.guide} onGive={() => give("record-redress")} />}
    >
      {redress.length === 0 && <Empty>{t.redress.none}</Empty>}
      {redress.length > 0 && (
      <List listStyleType="none" p={0} spacing="sm" size="sm">
        {redress.map((given) => (
          <List.Item key={given.id}>
            <Text size="sm" fw={600} className="num">
              {choice("RemedyKind", given.kind)}
              {given.amount && `: ${money(given.amount)}`}
            </Text>
            <Said text={given.details} />
            <Mark at={given.at} />
          </List.Item>
        ))}
      </List>
      )}
    </Section>
  );
}
