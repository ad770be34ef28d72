// A button that is not for this person, or not for now: it stays in its place and says why when asked.

import { Button, Popover, Stack, Text, type ButtonProps } from "@mantine/core";
import { useState } from "react";
import { words } from "@/shared/i18n";
import { t } from "./messages";
import type { WhyNot } from "./powers";

type Props = ButtonProps & { label: string; why: WhyNot | "managers" | undefined; onGive: () => void };

export function ReasonButton({ label, why, onGive, ...button }: Props) {
  const [asked, setAsked] = useState(false);
  if (why === undefined) {
    return (
      <Button {...button} onClick={onGive}>
        {label}
      </Button>
    );
  }
  return (
    <Popover opened={asked} onChange={setAsked} width={300} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button {...button} variant="default" aria-disabled data-refused onClick={() => setAsked((open) => !open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.ui.notNow(label)}>
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {words.ui.notNow(label)}
          </Text>
          <Text size="sm">{t.whyNot[why]}</Text>
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
