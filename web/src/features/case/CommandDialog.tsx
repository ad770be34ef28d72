// Any command of the case, in a dialog: its form, or why it is not possible now.

import { Alert, Anchor, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { refusalsOf } from "@/shared/commands";
import { commandName, words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { CommandForm } from "@/shared/ui/CommandForm";
import { RefusalList } from "@/shared/ui/problems";
import classes from "./case.module.css";
import { useCase, useColleagues, useProcedure, type GiveOptions } from "./caseContext";
import { EscalateForm } from "./EscalateForm";
import { t } from "./messages";
import { referentsFor } from "./referents";

type Props = { command: string; options: GiveOptions; onClose: () => void; onWriteLetter: () => void };

export function CommandDialog({ command, options, onClose, onWriteLetter }: Props) {
  const { view } = useCase();
  // What was possible when it was opened keeps its form: the news of one's own sending may come before the answer to it.
  const now = refusalsOf(view.guide, command) ?? [];
  const [possible, setPossible] = useState(now.length === 0);
  if (!possible && now.length === 0) setPossible(true);
  const refusals = possible ? [] : now;
  const title = options.title ?? commandName(command);
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{refusals.length > 0 ? words.ui.notNow(title) : title}</Text>} size="lg" closeButtonProps={{ "aria-label": words.ui.close }}>
      {refusals.length > 0 ? (
        <RefusalList refusals={refusals} />
      ) : (
        <Stack gap="md">
          <ChangedMeanwhile />
          {command === "acknowledge-case" && (
            <Anchor component="button" type="button" size="sm" ta="start" onClick={onWriteLetter}>
              {t.dialog.letterInstead}
            </Anchor>
          )}
          {command === "escalate-case" ? (
            <EscalateForm
              given={options.given ?? {}}
              onDone={() => {
                onClose();
                options.onDone?.();
              }}
              onCancel={onClose}
            />
          ) : (
            <Form command={command} options={options} onClose={onClose} />
          )}
        </Stack>
      )}
    </Modal>
  );
}

function Form({ command, options, onClose }: Omit<Props, "onWriteLetter">) {
  const { view } = useCase();
  const colleagues = useColleagues();
  const procedure = useProcedure(view.procedure).data;
  const siblings = useQuery({
    queryKey: ["cases", { customer: view.customer.ref }],
    queryFn: () => bodyOf(api.GET("/api/v1/cases", { params: { query: { customer: view.customer.ref, limit: 200 } } })),
    enabled: command === "merge-case",
  }).data?.cases;
  const procedures = useQuery({
    queryKey: ["procedures"],
    queryFn: () => bodyOf(api.GET("/api/v1/procedures")),
    enabled: command === "move-to-procedure",
  }).data?.procedures;
  const referents = useMemo(() => referentsFor(command, { view, colleagues, procedure, siblings, procedures }), [command, view, colleagues, procedure, siblings, procedures]);
  return (
    <CommandForm
      area="cases"
      of={view.ref}
      command={command}
      seen={view.version}
      {...(options.given ? { given: options.given } : {})}
      {...(options.hidden ? { hidden: options.hidden } : {})}
      {...(options.submitLabel ? { submitLabel: options.submitLabel } : {})}
      referents={referents}
      onDone={() => {
        onClose();
        options.onDone?.();
      }}
      onCancel={onClose}
    />
  );
}

/** Says at once when somebody else changes the case while one is writing, before the two write over each other. */
export function ChangedMeanwhile() {
  const { view } = useCase();
  const { user } = useSession();
  const [seen] = useState(view.version);
  const others = view.timeline.filter(({ version, actor }) => version > seen && actor !== user);
  const last = others.at(-1);
  return (
    <div role="status" aria-live="polite" className={classes.live}>
      {last && (
        <Alert color="yellow" variant="light">
          <Text size="sm">{t.dialog.changed(last.who, last.says)}</Text>
          <Text size="sm">{t.dialog.see}</Text>
        </Alert>
      )}
    </div>
  );
}
