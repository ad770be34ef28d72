// Something on its way that is made for the page: how far it is, and calling it off. The button stays one and the same, so that the focus does.

import { Button, Group, Text } from "@mantine/core";
import { words } from "../i18n";
import { WorkBar } from "./WorkBar";

type Props = {
  /** What is being made, as a sentence. */
  label: string;
  made: { isFetching: boolean; isPending: boolean; isPlaceholderData: boolean; error: unknown; done: number | undefined; callOff: () => void; refetch: () => Promise<unknown> };
};

export function Making({ label, made: { isFetching, isPending, isPlaceholderData, error, done, callOff, refetch } }: Props) {
  const calledOff = !isFetching && !error && (isPending || isPlaceholderData);
  if (!isFetching && !calledOff) return null;
  return (
    <Group gap="sm" className="late no-print">
      <Text size="sm" role="status">
        {isFetching ? label : words.ui.calledOff}
      </Text>
      {isFetching && <WorkBar label={label} done={done} />}
      <Button size="xs" variant="default" onClick={() => (isFetching ? callOff() : void refetch())}>
        {isFetching ? words.ui.cancel : words.ui.again}
      </Button>
    </Group>
  );
}
