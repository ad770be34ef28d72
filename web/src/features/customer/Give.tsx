// A button that opens the form of a command of this customer.

import { Button, Modal, Text, type ButtonProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { commandName } from "@/shared/i18n";
import { CommandForm } from "@/shared/ui/CommandForm";

type Props = ButtonProps & {
  of: string;
  seen: number;
  command: string;
  label: string;
  /** What a screen reader says where the label alone would be ambiguous. */
  says?: string;
  given?: Record<string, unknown>;
  start?: Record<string, unknown>;
  hidden?: readonly string[];
  also?: (values: Record<string, unknown>) => Record<string, unknown>;
};

export function Give({ of, seen, command, label, says, given, start, hidden, also, ...button }: Props) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size="compact-sm" variant="subtle" {...button} onClick={open} aria-label={says ? `${label}: ${says}` : undefined}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={<Text fw={650}>{commandName(command)}</Text>} size="lg">
        <CommandForm
          area="customers"
          of={of}
          command={command}
          seen={seen}
          {...(given && { given, draft: Object.values(given).join(".") })}
          {...(start && { start })}
          {...(hidden && { hidden })}
          {...(also && { also })}
          onDone={close}
          onCancel={close}
        />
      </Modal>
    </>
  );
}
