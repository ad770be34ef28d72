// A button for a command of the guide. Where the command is not possible it says why and what would mend it.

import { Button, Text, type ButtonProps } from "@mantine/core";
import type { Schemas } from "../api/client";
import { refusalsOf } from "../commands";
import { commandName } from "../i18n";
import { RefusalList } from "./problems";
import { RefusedButton } from "./RefusedButton";

type Props = ButtonProps & {
  command: string;
  guide: Schemas["Guide"];
  label?: string;
  /** What is in the way of this very one where the guide, which speaks of the command at large, lets it pass. */
  whyNot?: string | undefined;
  onGive: () => void;
};

export function CommandButton({ command, guide, label, whyNot, onGive, ...button }: Props) {
  const refusals = refusalsOf(guide, command) ?? [];
  const says = label ?? commandName(command);
  if (refusals.length > 0) {
    return (
      <RefusedButton label={says} {...button}>
        <RefusalList refusals={refusals} />
      </RefusedButton>
    );
  }
  if (whyNot !== undefined) {
    return (
      <RefusedButton label={says} {...button}>
        <Text size="sm">{whyNot}</Text>
      </RefusedButton>
    );
  }
  return (
    <Button {...button} onClick={onGive}>
      {says}
    </Button>
  );
}
