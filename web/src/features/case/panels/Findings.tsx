import { Group, Stack, Text } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { CommandButton } from "@/shared/ui/CommandButton";
import { useCase } from "../caseContext";
import { t } from "./messages";
import { Empty, Files, Mark, Said, Section } from "./parts";

type Props = { view: Schemas["CaseView"] };

export function Findings({ view }: Props) {
  const { give } = useCase();
  const { findings, round } = view.state;
  return (
    <Section
      title={t.findings.title}
      says={t.findings.says}
      aside={<CommandButton size="xs" variant="light" command="add-finding" guide={view.guide} onGive={() => give("add-finding")} />}
    >
      {findings.length === 0 && <Empty>{t.findings.none}</Empty>}
      {findings.length > 0 && (
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {findings.map((finding, at) => (
          <Stack key={finding.id} component="li" gap={4}>
            <Group gap="xs" align="baseline" wrap="nowrap">
              <Text size="sm" c="dimmed" className="num" style={{ flexShrink: 0 }}>
                {finding.id}
              </Text>
              <Stack gap={4} style={{ minWidth: 0 }}>
                <Said text={finding.says} />
                {finding.source && (
                  <Text size="sm" c="dimmed">
                    {t.findings.from(finding.source)}
                  </Text>
                )}
                <Files of={view} files={finding.evidence} label={t.findings.evidence} />
                <Group gap="xs">
                  <Mark at={finding.at} by={finding.by} />
                  {at < round.findings_before && (
                    <Text size="xs" c="dimmed">
                      {t.findings.earlier}
                    </Text>
                  )}
                </Group>
              </Stack>
            </Group>
          </Stack>
        ))}
      </Stack>
      )}
    </Section>
  );
}
