// "Undo", right after something was done that can be taken back: in a note that stands a while, and, as long as it stands,
// under a key and in the command bar, so that nobody has to race a note with the mouse.

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { QueryClient } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { useActions, type Action } from "../actions";
import { newKey, Problem, send } from "../api/client";
import { plainFault } from "../faults";
import { commandName, words } from "../i18n";
import type { Step } from "./inverse";
import { t } from "./messages";

const stands = 15_000; // milliseconds; it waits longer while somebody points at it

type Offer = { id: string; what: string; take: () => void };
let offered: Offer | undefined;
const listeners = new Set<() => void>();
function setOffered(now: Offer | undefined) {
  offered = now;
  listeners.forEach((tell) => tell());
}

/** Says that `command` was done, and takes it back by `step` if somebody wishes so. */
export function offerUndo(queries: QueryClient, command: string, step: Step) {
  const what = commandName(command);
  const id = `undo-${newKey()}`;
  let taken = false;
  const take = () => {
    if (taken) return;
    taken = true;
    notifications.hide(id);
    void send(step.area, step.ref, step.command, step.body, newKey()).then(
      () => {
        void queries.invalidateQueries();
        notifications.show({ message: t.undone(what), color: "green", closeButtonProps: { "aria-label": words.ui.close } });
      },
      (problem: unknown) => {
        void queries.invalidateQueries();
        notifications.show({ title: t.notUndone, message: said(problem), color: "red", autoClose: false, closeButtonProps: { "aria-label": words.ui.close } });
      },
    );
  };
  const close = () => {
    if (offered?.id === id) setOffered(undefined);
  };
  // One at a time: the last thing done is the one that is taken back.
  if (offered) notifications.hide(offered.id);
  setOffered({ id, what, take });
  notifications.show({
    id,
    autoClose: stands,
    color: "green",
    closeButtonProps: { "aria-label": words.ui.close },
    onClose: close,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text span size="sm">
          {t.done(what)}
        </Text>
        <Button size="compact-sm" variant="light" onClick={take} style={{ flexShrink: 0 }}>
          {t.undo}
        </Button>
      </Group>
    ),
  });
}

function said(problem: unknown): string {
  if (!(problem instanceof Problem)) return String(problem);
  if (problem.unreachable) return words.ui.unreachable;
  return problem.refusals[0]?.says ?? (problem.faults[0] ? plainFault(problem.faults[0].says) : problem.message);
}

/** Has the last thing done in the command bar, and under the key "z", while it can be taken back. */
export function UndoAction() {
  const offer = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => offered,
  );
  useActions(useMemo<Action[]>(() => (offer ? [{ id: "undo", title: t.action(offer.what), section: t.section, keys: "z", run: offer.take }] : []), [offer]));
  return null;
}
