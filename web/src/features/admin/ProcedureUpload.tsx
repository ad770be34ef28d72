// A procedure of one's own, from its files: looked at by the server first, put in force only then.

import { Alert, Button, FileButton, Group, List, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, bodyOf, Problem, type Schemas } from "@/shared/api/client";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./admin.module.css";
import { t } from "./messages";
import { download } from "@/shared/download";
import { bundleOf, examplePack, withBases, type Bundle } from "./packFiles";
import { ReasonDialog } from "./Procedures";
import { ReasonButton } from "./ReasonButton";

const p = t.procedures;
const mostOfAFile = 50_000; // characters the server takes

/** With what the desk has of the packs it is based on, so that nobody has to look for files that are here already. */
async function completed(bundle: Bundle): Promise<{ bundle: Bundle; added: string[] }> {
  const bases = await Promise.all(
    bundle.lacks.map((id) =>
      bodyOf(api.GET("/api/v1/procedures/{id}/files", { params: { path: { id }, query: {} } })).then(
        ({ files }) => files,
        (problem: unknown) => {
          // That there is no such pack is said by the check, at its place in the file.
          if (problem instanceof Problem && problem.status === 404) return [];
          throw problem;
        },
      ),
    ),
  );
  const files = withBases(bundle.files, bases);
  const picked = new Set(bundle.files.map(({ path }) => path));
  return { bundle: { ...bundle, files }, added: files.map(({ path }) => path).filter((path) => !picked.has(path)) };
}

export function ProcedureUpload({ may }: { may: boolean }) {
  const [bundle, setBundle] = useState<Bundle>();
  const [tooLarge, setTooLarge] = useState<string>();
  const [putting, setPutting] = useState(false);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [lost, setLost] = useState<unknown>(null);
  const forget = useRef<() => void>(null);
  const check = useMutation({ mutationFn: (files: Bundle["files"]) => bodyOf(api.POST("/api/v1/procedures/check", { body: { files } })) });

  const choose = async (files: File[]) => {
    check.reset();
    const picked = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
    const large = picked.find(({ text }) => text.length > mostOfAFile);
    setTooLarge(large?.name);
    setBundle(undefined);
    setLost(null);
    forget.current?.();
    if (large) return;
    try {
      const whole = await completed(bundleOf(picked));
      setBundle(whole.bundle);
      setAdded(whole.added);
      // Looking at it changes nothing, so nobody has to ask for it.
      if (whole.bundle.subject) check.mutate(whole.bundle.files);
    } catch (problem) {
      setLost(problem);
    }
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
          <Button variant="subtle" onClick={() => download("our-complaints.toml", examplePack(new Date().getFullYear()), "application/toml")}>
            {p.example}
          </Button>
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
                <List.Item key={path}>
                  {path}
                  {added.includes(path) && (
                    <Text span size="xs" c="dimmed">
                      {" "}
                      {p.fromDesk}
                    </Text>
                  )}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <ProblemNote problem={check.error ?? lost} />
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
          done={p.inForceNow(bundle.subject.title)}
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

/** `folder`: where the draft lies on the machine, as an example. */
export function Found({ found, folder = "our-complaints" }: { found: Schemas["CheckReply"]; folder?: string }) {
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
                <pre className={styles["code"]} tabIndex={0}>
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
      {found.sound && (
        <div>
          <Text size="sm">{p.tryIt}</Text>
          <pre className={styles["command"]}>amends procedure try {folder} --from {new Date().getFullYear()}-01-01</pre>
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
