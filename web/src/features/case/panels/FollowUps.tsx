// Looking again later whether it came back, and what this case teaches.

import { Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import type { Schemas } from "@/shared/api/client";
import { CommandButton } from "@/shared/ui/CommandButton";
import { When } from "@/shared/ui/When";
import { useCase, useProcedure } from "../caseContext";
import { after } from "./confirmation";
import { t } from "./messages";
import { OwnForm } from "./OwnForm";
import { Empty, Mark, Said, Section } from "./parts";
import { instantOf, localOf } from "./times";
import { useFormPlace } from "./useFormPlace";

type Props = { view: Schemas["CaseView"] };

export function FollowUps({ view }: Props) {
  const { give } = useCase();
  const form = useFormPlace("schedule-follow-up");
  const { follow_ups } = view.state;
  return (
    <Section
      title={t.followUps.title}
      says={t.followUps.says}
      place={form.place}
      aside={!form.open && <CommandButton size="xs" variant="light" command="schedule-follow-up" guide={view.guide} onGive={form.show} />}
    >
      {form.open && <ScheduleForm view={view} onClose={form.close} />}
      {follow_ups.length === 0 && !form.open && <Empty>{t.followUps.none}</Empty>}
      {follow_ups.length > 0 && (
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: "none" }}>
        {follow_ups.map((followUp) => (
          <Stack key={followUp.id} component="li" gap={4}>
            <Group gap="xs">
              <Text size="sm" c="dimmed" className="num">
                {followUp.id}
              </Text>
              {followUp.done_at === undefined ? (
                <When at={followUp.at} />
              ) : (
                <Text size="sm" fw={600} style={{ color: followUp.still_solved ? "var(--met)" : "var(--late)" }}>
                  {followUp.still_solved ? `✓ ${t.followUps.still}` : `! ${t.followUps.back}`}
                </Text>
              )}
            </Group>
            <Said text={followUp.purpose} />
            <Said text={followUp.notes} label={t.followUps.seen} />
            {followUp.done_at !== undefined && <Mark at={followUp.done_at} />}
            {followUp.done_at === undefined && (
              <Group className="no-print">
                <CommandButton
                  size="compact-sm"
                  variant="light"
                  command="record-follow-up"
                  guide={view.guide}
                  onGive={() => give("record-follow-up", { given: { follow_up: followUp.id }, hidden: ["follow_up"], title: t.followUps.recording(followUp.id) })}
                />
              </Group>
            )}
          </Stack>
        ))}
      </Stack>
      )}
    </Section>
  );
}

function ScheduleForm({ view, onClose }: Props & { onClose: () => void }) {
  const usual = useProcedure(view.procedure).data?.follow_up.length;
  const empty = useMemo(() => {
    const at = usual === undefined ? undefined : after(usual, new Date());
    return { at: at ? localOf(at) : "", purpose: "" };
  }, [usual]);
  return (
    <OwnForm
      of={view.ref}
      command="schedule-follow-up"
      empty={empty}
      fields={["at", "purpose"]}
      check={({ at, purpose }) => [
        ...(at === "" ? [{ path: "at", says: t.followUps.needsWhen }] : []),
        ...(purpose.trim() === "" ? [{ path: "purpose", says: t.followUps.needsPurpose }] : []),
      ]}
      body={({ at, purpose }) => ({ at: instantOf(at), purpose: purpose.trim() })}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => (
        <>
          <TextInput type="datetime-local" label={t.followUps.when} withAsterisk value={values.at} error={fault("at")} onChange={(event) => set({ at: event.currentTarget.value })} maw={260} />
          <Textarea label={t.followUps.purpose} withAsterisk autosize minRows={2} maxRows={8} maxLength={50_000} value={values.purpose} error={fault("purpose")} onChange={(event) => set({ purpose: event.currentTarget.value })} />
        </>
      )}
    </OwnForm>
  );
}

export function Lessons({ view }: Props) {
  const { give } = useCase();
  const { lessons } = view.state;
  return (
    <Section
      title={t.lessons.title}
      says={t.lessons.says}
      aside={<CommandButton size="xs" variant="light" command="record-lesson" guide={view.guide} onGive={() => give("record-lesson")} />}
    >
      {lessons.length === 0 && <Empty>{t.lessons.none}</Empty>}
      {lessons.map((lesson) => (
        <Stack key={lesson.at} gap={4}>
          <Said text={lesson.lesson} />
          <Said text={lesson.suggested_change} label={t.lessons.change} />
          <Mark at={lesson.at} by={lesson.by} />
        </Stack>
      ))}
    </Section>
  );
}
