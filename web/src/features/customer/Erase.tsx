// For good: the warning first, then the box, then the ground.

import { Alert, Button, Checkbox, Modal, Popover, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { count, words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { CommandForm } from "@/shared/ui/CommandForm";
import type { CustomerView } from "./data";
import { t } from "./messages";

export function Erase({ view }: { view: CustomerView }) {
  const { role } = useSession();
  const [opened, { open, close }] = useDisclosure();
  const [why, setWhy] = useState(false);
  const [sure, setSure] = useState(false);
  const running = view.cases.filter(({ status }) => status === "open").length;
  if (role !== "manager" && role !== "administrator") {
    return (
      <Popover opened={why} onChange={setWhy} width={320} withArrow shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Button variant="default" size="xs" aria-disabled data-refused onClick={() => setWhy(!why)}>
            {t.erase.button}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs">
            <Text size="sm">{t.erase.mayNot}</Text>
            <div>
              <Button size="compact-xs" variant="subtle" data-autofocus onClick={() => setWhy(false)}>
                {words.ui.close}
              </Button>
            </div>
          </Stack>
        </Popover.Dropdown>
      </Popover>
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
