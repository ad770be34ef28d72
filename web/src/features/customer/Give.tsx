// A button that opens the form of a command of this customer, or says why it is not possible.

import { Button, Modal, Text, type ButtonProps } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { commandName } from "@/shared/i18n";
import { CommandForm } from "@/shared/ui/CommandForm";
import { RefusalList } from "@/shared/ui/problems";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { whyNot, type CustomerView } from "./data";

type Props = ButtonProps & {
  view: CustomerView;
  command: string;
  label: string;
  /** What a screen reader says where the label alone would be ambiguous. */
  says?: string;
  given?: Record<string, unknown>;
  start?: Record<string, unknown>;
  hidden?: readonly string[];
  also?: (values: Record<string, unknown>) => Record<string, unknown>;
};

export function Give({ view, command, label, says, given, start, hidden, also, ...button }: Props) {
  const [opened, { open, close }] = useDisclosure();
  const refusals = whyNot(view.guide, command);
  const named = says ? `${label}: ${says}` : undefined;
  if (refusals.length > 0 && !opened) {
    return (
      <RefusedButton size="compact-sm" {...button} label={label} says={named}>
        <RefusalList refusals={refusals} />
      </RefusedButton>
    );
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" {...button} onClick={open} aria-label={named}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={<Text fw={650}>{commandName(command)}</Text>} size="lg">
        <CommandForm
          area="customers"
          of={view.ref}
          command={command}
          seen={view.version}
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
