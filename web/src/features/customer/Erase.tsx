// For good: the warning first, then the box, then the ground.

import { Alert, Button, Checkbox, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { count } from "@/shared/i18n";
import { CommandForm } from "@/shared/ui/CommandForm";
import { RefusalList } from "@/shared/ui/problems";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { whyNot, type CustomerView } from "./data";
import { t } from "./messages";

export function Erase({ view }: { view: CustomerView }) {
  const [opened, { open, close }] = useDisclosure();
  const [sure, setSure] = useState(false);
  const running = view.cases.filter(({ status }) => status === "open").length;
  const refusals = whyNot(view.guide, "erase-customer");
  if (refusals.length > 0 && !opened) {
    return (
      <RefusedButton size="xs" label={t.erase.button}>
        {/* Where it is a matter of who asks, whom to turn to helps more than the rule. */}
        {refusals.every(({ rule }) => rule === "actor_may_not") ? <Text size="sm">{t.erase.mayNot}</Text> : <RefusalList refusals={refusals} />}
      </RefusedButton>
    );
  }
  return (
    <>
      <Button variant="default" size="xs" c="var(--late)" onClick={open}>
        {t.erase.button}
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          setSure(false);
          close();
        }}
        title={<Text fw={650}>{t.erase.title}</Text>}
        size="lg"
      >
        <Stack gap="md">
          <Alert color="red" variant="light">
            <Text size="sm">{t.erase.warning}</Text>
          </Alert>
          {running > 0 && (
            <Alert color="yellow" variant="light">
              <Text size="sm">
                <b>{count(running, t.erase.open)}.</b> {t.erase.openWarning}
              </Text>
            </Alert>
          )}
          <Checkbox data-autofocus label={t.erase.sure} checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
          {sure && (
            <CommandForm area="customers" of={view.ref} command="erase-customer" seen={view.version} submitLabel={t.erase.button} onDone={close} onCancel={close} />
          )}
        </Stack>
      </Modal>
    </>
  );
}
