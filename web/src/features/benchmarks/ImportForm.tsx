// Taking figures in: a table that is pasted or read from a file, its faults said with their line and column.

import { Alert, Button, FileButton, Group, List, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, bodyOf, Problem } from "@/shared/api/client";
import { useDraft } from "@/shared/drafts";
import { download } from "@/shared/download";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./benchmarks.module.css";
import { example } from "./example";
import { t } from "./messages";

const most = 50_000; // characters the server takes
const columns = ["measure", "whose", "from", "to", "value", "low", "high", "source"] as const;
const optional: readonly string[] = ["low", "high", "source"];

export function ImportForm() {
  const queries = useQueryClient();
  const draft = useDraft("benchmarks", "");
  const [csv, setCsv] = useState(draft.initial);
  const [fault, setFault] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const reset = useRef<() => void>(null);
  const { mutate, error, isPending, isSuccess, reset: forget } = useMutation({
    mutationFn: (text: string) => bodyOf(api.POST("/api/v1/benchmarks/import", { body: { csv: text } })),
    onSuccess: () => {
      setCsv("");
      draft.drop();
      return queries.invalidateQueries({ queryKey: ["benchmarks"] });
    },
    onError: () => focusFirstFault(form.current),
  });
  const faults = error instanceof Problem ? error.faults : [];
  const type = (text: string) => {
    setCsv(text);
    draft.keep(text);
    setFault(undefined);
    forget();
  };
  const read = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    reset.current?.();
    if (text.length > most) setFault(t.tooLarge);
    else type(text);
  };
  return (
    <form
      ref={form}
      aria-label={t.import}
      noValidate
      className={`panel no-print ${styles["section"] ?? ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (csv.trim() === "") {
          setFault(t.missing);
          focusFirstFault(form.current);
        } else mutate(csv);
      }}
    >
      <Stack gap="sm">
        <div>
          <Title order={2}>{t.import}</Title>
          <Text size="sm" c="dimmed">
            {t.importSays}
          </Text>
        </div>
        <div>
          <Text size="sm" fw={600}>
            {t.what.title}
          </Text>
          <List size="sm">
            {columns.map((column) => (
              <List.Item key={column}>
                <code>{column}</code>: {t.what[column]}
                {optional.includes(column) && ` (${t.what.optional})`}
              </List.Item>
            ))}
          </List>
        </div>
        <Textarea
          label={t.text}
          description={t.textHint}
          minRows={6}
          autosize
          maxRows={16}
          classNames={{ input: styles["table"] ?? "" }}
          value={csv}
          error={fault ?? (faults.length > 0 ? faults.map(({ path, says }) => t.faultAt(path, says)).join(" ") : undefined)}
          onChange={(event) => type(event.currentTarget.value)}
        />
        {faults.length === 0 && <ProblemNote problem={error} />}
        {isSuccess && (
          <Alert variant="light" role="status">
            {t.done}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" loading={isPending}>
            {t.submit}
          </Button>
          <FileButton accept=".csv,text/csv" resetRef={reset} onChange={(file) => void read(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                {t.file}
              </Button>
            )}
          </FileButton>
          <Button variant="subtle" onClick={() => download("benchmarks.csv", example, "text/csv")}>
            {t.example}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
