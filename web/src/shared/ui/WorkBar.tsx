// How far a long piece of work is. Until the server has told, the bar only says that it goes on.

import { Group, Progress, Text } from "@mantine/core";
import { valueText } from "../figures/values";

type Props = { label: string; /** 0 to 1; undefined: not known. */ done: number | undefined };

export function WorkBar({ label, done }: Props) {
  const known = done !== undefined;
  const part = known ? valueText(done, { unit: "share" }) : "";
  return (
    <Group gap="xs" wrap="nowrap" className="late">
      <Progress.Root size="sm" w="12rem" flex="none">
        <Progress.Section value={known ? done * 100 : 100} animated={!known} striped={!known} withAria={false} role="progressbar" aria-label={label} {...(known ? { "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(done * 100) } : {})} />
      </Progress.Root>
      <Text size="xs" c="dimmed" className="num" aria-hidden>
        {part}
      </Text>
    </Group>
  );
}
