// Closing: every way a case can end, and of each that is not open, why not and what would mend it.

import { Button, Group, Modal, Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { type SubmitEvent, useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { choice, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote, RefusalList } from "@/shared/ui/problems";
import classes from "./case.module.css";
import { useCase } from "./caseContext";
import { ChangedMeanwhile } from "./CommandDialog";
import { t } from "./messages";
// Fields that say their own fault.
const shown = ["outcome", "reason"];

export function CloseDialog({ onClose }: { onClose: () => void }) {
  const { view } = useCase();
  const { closing, refusals } = view.guide;
  const draft = useDraft(`${view.ref}.close-case`, { outcome: "", reason: "" });
  const [value, setValue] = useState(draft.initial);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const give = useCommand("cases", view.ref, "close-case");
  const faults = splitProblem(give.error).fields;
  const change = (part: Partial<typeof value>) => {
    const next = { ...value, ...part };
    setValue(next);
    draft.keep(next);
  };
  const open = closing.filter(({ allowed }) => allowed);
  const refused = closing.filter(({ allowed }) => !allowed);
  const chosen = closing.some(({ outcome, allowed }) => allowed && outcome === value.outcome);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!chosen) return;
    give.mutate(
      { body: { outcome: value.outcome, ...(value.reason.trim() === "" ? {} : { reason: value.reason }) }, seen: view.version },
      {
        onSuccess: () => {
          draft.drop();
          onClose();
        },
        onError: () => focusFirstFault(form.current),
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{t.close.title(view.ref)}</Text>} size="lg" closeButtonProps={{ "aria-label": words.ui.close }}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <ChangedMeanwhile />
          {open.length > 0 ? (
            <>
              <Radio.Group
                label={t.close.says}
                value={value.outcome}
                onChange={(outcome) => change({ outcome })}
                error={faults["outcome"] ?? (asked && !chosen ? t.close.choose : undefined)}
              >
                <Stack gap="xs" mt="xs">
                  {open.map(({ outcome }) => (
                    <div key={outcome} className={classes.outcome}>
                      <Radio value={outcome} label={choice("Outcome", outcome)} />
                    </div>
                  ))}
                </Stack>
              </Radio.Group>
              <Textarea
                label={t.close.reason}
                description={t.close.reasonNeeded}
                autosize
                minRows={2}
                maxRows={10}
                maxLength={50_000}
                value={value.reason}
                error={faults["reason"]}
                onChange={(event) => change({ reason: event.currentTarget.value })}
              />
            </>
          ) : (
            <Text>{t.close.none}</Text>
          )}
          {refused.length > 0 && (
            <section aria-labelledby="close-refused">
              <Title order={3} size="sm" id="close-refused" mb="xs">
                {t.close.notNow}
              </Title>
              <Stack gap="xs">
                {refused.map(({ outcome, refusals: why }, at) => (
                  <details key={outcome} className={classes.outcome} data-refused open={open.length === 0 && at === 0}>
                    <summary>
                      {choice("Outcome", outcome)} <span>· {t.close.why(why.length)}</span>
                    </summary>
                    <RefusalList refusals={why.map((one) => refusals[one]).filter((refusal) => refusal !== undefined)} />
                  </details>
                ))}
              </Stack>
            </section>
          )}
          <ProblemNote problem={give.error} shown={shown} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.ui.cancel}
            </Button>
            {open.length > 0 && (
              <Button type="submit" loading={give.isPending}>
                {t.close.submit}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
