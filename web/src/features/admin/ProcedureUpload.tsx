// A procedure of one's own, from its files: looked at by the server first, put in force only then.

import { Alert, Button, FileButton, Group, List, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./admin.module.css";
import { t } from "./messages";
import { bundleOf, type Bundle } from "./packFiles";
import { ReasonDialog } from "./Procedures";
import { ReasonButton } from "./ReasonButton";

const p = t.procedures;
const mostOfAFile = 50_000; // characters the server takes

export function ProcedureUpload({ may }: { may: boolean }) {
  const [bundle, setBundle] = useState<Bundle>();
  const [tooLarge, setTooLarge] = useState<string>();
  const [putting, setPutting] = useState(false);
  const forget = useRef<() => void>(null);
  const check = useMutation({ mutationFn: (files: Bundle["files"]) => bodyOf(api.POST("/api/v1/procedures/check", { body: { files } })) });

  const choose = async (files: File[]) => {
    check.reset();
    const picked = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
    const large = picked.find(({ text }) => text.length > mostOfAFile);
    setTooLarge(large?.name);
    setBundle(large ? undefined : bundleOf(picked));
    forget.current?.();
  };
  const found = check.data;
  return (
    <section aria-labelledby="upload" className="no-print">
      <Title order={2} id="upload" mb={4}>
        {p.upload}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {p.uploadSays}
      </Text>
      <Stack gap="md" className="panel" p="md">
        <Group>
          <FileButton multiple accept=".toml" resetRef={forget} onChange={(files) => void choose(files)}>
            {(props) => (
              <Button variant="default" {...props}>
                {p.choose}
              </Button>
            )}
          </FileButton>
          {bundle?.subject && (
            <>
              <Button variant="light" loading={check.isPending} onClick={() => check.mutate(bundle.files)}>
                {p.check}
              </Button>
              {found?.sound && <ReasonButton label={p.activate} why={may ? undefined : "managers"} onGive={() => setPutting(true)} />}
            </>
          )}
        </Group>
        {tooLarge !== undefined && <Alert color="red">{p.tooLarge(tooLarge)}</Alert>}
        {bundle && bundle.unknown.length > 0 && <Text size="sm">{p.unknown(bundle.unknown.join(", "))}</Text>}
        {bundle?.subject && (
          <div>
            <Text fw={600}>
              {bundle.subject.title} ({bundle.subject.id}, {p.version(bundle.subject.version)})
            </Text>
            <List size="sm">
              {bundle.files.map(({ path }) => (
                <List.Item key={path}>{path}</List.Item>
              ))}
            </List>
          </div>
        )}
        <ProblemNote problem={check.error} />
        <div role="status" aria-live="polite">
          {found && <Found found={found} />}
        </div>
      </Stack>
      {putting && bundle?.subject && (
        <ReasonDialog
          title={p.putTitle(bundle.subject.title)}
          label={p.putReason}
          submit={p.activate}
          draft={`procedure.${bundle.subject.id}`}
          give={(reason) => bodyOf(api.POST("/api/v1/procedures", { body: { files: bundle.files, reason } }))}
          onClose={() => setPutting(false)}
          onDone={() => {
            setBundle(undefined);
            check.reset();
          }}
        />
      )}
    </section>
  );
}

function Found({ found }: { found: Schemas["CheckReply"] }) {
  return (
    <Stack gap="sm">
      {found.sound ? (
        <Text fw={600} style={{ color: "var(--met)" }}>
          ✓ {p.sound}
        </Text>
      ) : (
        <Text fw={600} style={{ color: "var(--late)" }}>
          {p.faults(found.problems.length)}
        </Text>
      )}
      {found.problems.length > 0 && (
        <Stack component="ul" gap="sm" className={styles["tree"]}>
          {found.problems.map((fault) => (
            <li key={`${fault.file} ${fault.line} ${fault.column} ${fault.says}`}>
              <Text size="sm" fw={600}>
                {p.at(fault.file, fault.line, fault.column)}
                {fault.where !== "" && ` (${fault.where})`}
              </Text>
              <Text size="sm">{fault.says}</Text>
              {fault.source !== "" && (
                <pre className={styles["code"]}>
                  {fault.source}
                  {"\n"}
                  {" ".repeat(Math.max(0, fault.column - 1))}^
                </pre>
              )}
            </li>
          ))}
        </Stack>
      )}
      {found.sound && (
        <div>
          <Text size="sm" fw={600}>
            {p.changes}
          </Text>
          {found.changes.length === 0 ? <Text size="sm">{p.noChanges}</Text> : <Words says={found.changes} />}
        </div>
      )}
      {found.remarks.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {p.remarks}
          </Text>
          <Words says={found.remarks} />
        </div>
      )}
    </Stack>
  );
}

function Words({ says }: { says: readonly string[] }) {
  return (
    <List size="sm">
      {says.map((one) => (
        <List.Item key={one}>{one}</List.Item>
      ))}
    </List>
  );
}
