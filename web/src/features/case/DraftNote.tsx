import { Button, Group, Text } from "@mantine/core";
import { distance, words } from "@/shared/i18n";

/** Says that a form begins with what was typed before, and lets the reader begin with nothing instead. */
export function DraftNote({ at, onAfresh }: { at: Date | undefined; onAfresh: () => void }) {
  if (!at) return null;
  return (
    <Group gap="xs">
      <Text size="sm" role="status">
        {words.ui.draftRestored(distance(at))}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={onAfresh}>
        {words.ui.startAfresh}
      </Button>
    </Group>
  );
}
