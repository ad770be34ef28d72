// A report on its way: how far it is, and calling it off. The button stays one and the same, so that the focus does.

import { Button, Group, Text } from "@mantine/core";
import { words } from "@/shared/i18n";
import { WorkBar } from "@/shared/ui/WorkBar";
import { t } from "./messages";

type Props = {
  made: { isFetching: boolean; isPending: boolean; isPlaceholderData: boolean; error: unknown; done: number | undefined; callOff: () => void; refetch: () => Promise<unknown> };
};

export function Making({ made: { isFetching, isPending, isPlaceholderData, error, done, callOff, refetch } }: Props) {
  const calledOff = !isFetching && !error && (isPending || isPlaceholderData);
  if (!isFetching && !calledOff) return null;
  return (
    <Group gap="sm" className="late no-print">
      <Text size="sm" role="status">
        {isFetching ? t.making : words.ui.calledOff}
      </Text>
      {isFetching && <WorkBar label={t.making} done={done} />}
      <Button size="xs" variant="default" onClick={() => (isFetching ? callOff() : void refetch())}>
        {isFetching ? words.ui.cancel : words.ui.again}
      </Button>
    </Group>
  );
}
