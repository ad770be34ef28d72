import { Alert, Text } from "@mantine/core";
import classes from "./case.module.css";
import { t } from "./messages";
import { useHere } from "./useHere";

/** Says who else is here, and warns before two people write to one customer. */
export function Here({ caseRef, writing }: { caseRef: string; writing: boolean }) {
  const colleagues = useHere(caseRef, writing);
  const writers = colleagues.filter((colleague) => colleague.writing).map(({ name }) => name);
  const readers = colleagues.filter((colleague) => !colleague.writing).map(({ name }) => name);
  return (
    <div role="status" className={`no-print ${classes.live}`}>
      {writers.length > 0 && (
        <Alert color="yellow" variant="light" title={t.here.writing(writers)}>
          {writing ? t.here.both : t.here.ask}
        </Alert>
      )}
      {readers.length > 0 && (
        <Text size="sm" c="dimmed">
          {t.here.reading(readers)}
        </Text>
      )}
    </div>
  );
}
