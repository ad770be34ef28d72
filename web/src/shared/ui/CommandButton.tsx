// A button for a command of the guide. Where the command is not possible it stays on the page, reachable by keyboard, and
// says why and what would mend it, instead of being grey without a word.

import { Button, Popover, Stack, Text, type ButtonProps } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { refusalsOf } from "../commands";
import { commandName, words } from "../i18n";
import { RefusalList } from "./problems";

type Props = ButtonProps & { command: string; guide: Schemas["Guide"]; label?: string; onGive: () => void };

export function CommandButton({ command, guide, label, onGive, ...button }: Props) {
  const [asked, setAsked] = useState(false);
  const refusals = refusalsOf(guide, command) ?? [];
  const says = label ?? commandName(command);
  if (refusals.length === 0) {
    return (
      <Button {...button} onClick={onGive}>
        {says}
      </Button>
    );
  }
  return (
    <Popover opened={asked} onChange={setAsked} width={340} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button {...button} variant="default" aria-disabled data-refused onClick={() => setAsked((open) => !open)}>
          {says}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.ui.notNow(says)}>
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {words.ui.notNow(says)}
          </Text>
          <RefusalList refusals={refusals} />
          <div>
            <Button size="compact-xs" variant="subtle" onClick={() => setAsked(false)} data-autofocus>
              {words.ui.close}
            </Button>
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
