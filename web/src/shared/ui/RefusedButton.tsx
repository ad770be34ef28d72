// A button that is not for now, or not for this person. It stays on the page, reachable by keyboard, and says why when it is
// asked, instead of being grey without a word.

import { Button, Popover, Stack, Text, type ButtonProps } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { words } from "../i18n";

type Props = ButtonProps & {
  label: string;
  /** What a screen reader says where the label alone would be ambiguous. */
  says?: string | undefined;
  children: ReactNode;
};

/** `children` say why. */
export function RefusedButton({ label, says, children, ...button }: Props) {
  const [asked, setAsked] = useState(false);
  return (
    <Popover opened={asked} onChange={setAsked} width={340} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button {...button} variant="default" aria-label={says} aria-disabled data-refused onClick={() => setAsked((open) => !open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.ui.notNow(label)}>
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {words.ui.notNow(label)}
          </Text>
          {children}
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
