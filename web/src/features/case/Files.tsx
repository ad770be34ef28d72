import { Anchor, Group, Text, Title } from "@mantine/core";
import { useId } from "react";
import { CommandButton } from "@/shared/ui/CommandButton";
import { moment } from "@/shared/i18n";
import classes from "./case.module.css";
import { useCase } from "./caseContext";
import { fileAddress } from "./files";
import { size } from "./FilesDialog";
import { t } from "./messages";
import { useNames } from "./names";

export function Files() {
  const { view, give } = useCase();
  const nameOf = useNames();
  const titleId = useId();
  const files = view.state.attachments;
  return (
    <section className={`panel ${classes.section}`} aria-labelledby={titleId}>
      <Group justify="space-between" mb={files.length > 0 ? "xs" : 0}>
        <Title order={2} id={titleId}>
          {t.files.title}
        </Title>
        <CommandButton command="attach-file" guide={view.guide} label={t.files.add} size="compact-sm" variant="default" className="no-print" onGive={() => give("attach-file")} />
      </Group>
      {files.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.files.none}
        </Text>
      )}
      <ul className={classes.plain}>
        {files.map((file) => (
          <li key={file.id}>
            {view.state.person_erased && file.name === null ? (
              <Text size="sm">{t.erasedWords}</Text>
            ) : (
              <Anchor size="sm" href={fileAddress(view.ref, file.id)} download style={{ overflowWrap: "anywhere" }}>
                {file.name ?? file.id}
              </Anchor>
            )}
            <Text size="xs" c="dimmed">
              {file.id} · {size(file.size)} · {t.files.by(nameOf(file.by), moment(new Date(file.at)))}
            </Text>
            {file.note && <Text size="sm">{file.note}</Text>}
          </li>
        ))}
      </ul>
    </section>
  );
}
