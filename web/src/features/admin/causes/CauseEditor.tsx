// The cause tree of a procedure, to be changed: what changes is shown, the server looks at it, and only then is it put in force,
// as a new version with a reason.

import { Alert, Button, Group, List, NativeSelect, Skeleton, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { download } from "@/shared/download";
import { useDraft } from "@/shared/drafts";
import { words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "../admin.module.css";
import { t as admin } from "../messages";
import { Found } from "../ProcedureUpload";
import { ReasonDialog } from "../Procedures";
import { ReasonButton } from "../ReasonButton";
import { t } from "./messages";
import { withCauses } from "./packText";
import { added, aboveOf, changesOf, isBelow, moved, renamed, retired, type Node } from "./tree";

type Files = { path: string; text: string }[];

export function CauseEditor({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["procedure", id, "causes"],
    queryFn: async () => {
      const path = { params: { path: { id }, query: {} } };
      const [details, { files }] = await Promise.all([bodyOf(api.GET("/api/v1/procedures/{id}", path)), bodyOf(api.GET("/api/v1/procedures/{id}/files", path))]);
      return { title: details.title, version: details.version, causes: details.causes.map(({ code, title }) => ({ code, title })), files };
    },
  });
  return (
    <Stack gap="md">
      <PageLink to="/admin/$part" params={{ part: "procedures" }} search={{ id }} size="sm" className="no-print">
        ← {t.back}
      </PageLink>
      <Title order={2}>{t.title(data?.title ?? id)}</Title>
      <Text size="sm" c="dimmed" maw="46rem">
        {t.says}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={300} />}
      {data && <Editor key={`${id} ${data.version}`} id={id} {...data} />}
    </Stack>
  );
}

type Props = { id: string; title: string; version: number; causes: Node[]; files: Files };

function Editor({ id, title, version, causes: before, files }: Props) {
  const { role } = useSession();
  const may = role === "manager" || role === "administrator";
  const draft = useDraft<Node[]>(`causes.${id}.${version}`, before);
  const [causes, setCauses] = useState(draft.initial);
  const [putting, setPutting] = useState(false);
  const check = useMutation({ mutationFn: (of: Files) => bodyOf(api.POST("/api/v1/procedures/check", { body: { files: of } })) });
  const changes = changesOf(before, causes);
  const text = withCauses(files.at(-1)?.text ?? "", causes);
  const drafted = text === undefined ? undefined : [...files.slice(0, -1), { path: files.at(-1)?.path ?? "", text }];
  const set = (to: Node[]) => {
    setCauses(to);
    draft.keep(to);
    check.reset(); // what was looked at is no longer what would be put in force
  };
  return (
    <>
      {text === undefined && <Alert color="yellow">{t.notHere}</Alert>}
      <ul className={`panel ${styles["tree"] ?? ""}`} style={{ padding: "0.5rem 1rem" }} aria-label={t.list}>
        {causes.map((node) => (
          <Row key={node.code} node={node} causes={causes} isNew={!before.some(({ code }) => code === node.code)} onChange={set} />
        ))}
      </ul>
      <Add causes={causes} onAdd={(below, name) => set(added(causes, below, name))} />
      <section aria-labelledby="changes">
        <Title order={3} id="changes" mb="xs">
          {t.changes.title}
        </Title>
        {changes.length === 0 && <Text size="sm">{t.changes.none}</Text>}
        <List size="sm">
          {changes.map((change) => (
            <List.Item key={`${change.kind} ${change.node.code}`}>
              {change.kind === "renamed" ? t.changes.renamed(change.was, change.node.title) : t.changes[change.kind](change.node.title, change.node.code)}
            </List.Item>
          ))}
        </List>
        {changes.some(({ kind }) => kind === "retired") && (
          <Text size="sm" mt="xs">
            {t.changes.old}
          </Text>
        )}
        <Group gap="xs" mt="sm">
          <Button variant="light" disabled={changes.length === 0 || drafted === undefined} loading={check.isPending} onClick={() => drafted && check.mutate(drafted)}>
            {admin.procedures.check}
          </Button>
          {check.data?.sound && <ReasonButton label={admin.procedures.activate} why={may ? undefined : "managers"} onGive={() => setPutting(true)} />}
          {check.data?.sound && text !== undefined && (
            <Button variant="subtle" onClick={() => download("pack.toml", text, "application/toml")}>
              {t.download}
            </Button>
          )}
          {changes.length > 0 && (
            <Button variant="default" onClick={() => set(before)}>
              {t.changes.back}
            </Button>
          )}
        </Group>
      </section>
      <ProblemNote problem={check.error} />
      <div role="status" aria-live="polite">
        {check.data && <Found found={check.data} folder={`${id}/pack.toml`} />}
      </div>
      {putting && drafted && (
        <ReasonDialog
          title={admin.procedures.putTitle(title)}
          says={t.putSays(version + 1)}
          label={admin.procedures.putReason}
          submit={admin.procedures.activate}
          draft={`causes.${id}.reason`}
          done={admin.procedures.inForceNow(title)}
          give={(reason) => bodyOf(api.POST("/api/v1/procedures", { body: { files: drafted, reason } }))}
          onClose={() => setPutting(false)}
          onDone={draft.drop}
        />
      )}
    </>
  );
}

function Row({ node, causes, isNew, onChange }: { node: Node; causes: readonly Node[]; isNew: boolean; onChange: (to: Node[]) => void }) {
  const [open, setOpen] = useState(false);
  const depth = node.code.split(".").length - 1;
  return (
    <li data-cause={node.code} style={{ paddingLeft: `${depth * 1.5}rem` }}>
      <Group justify="space-between" wrap="nowrap" py={3}>
        <Text size="sm" fw={depth === 0 ? 600 : 400}>
          {node.title}{" "}
          <Text span size="xs" c="dimmed">
            {node.code}
            {isNew && ` · ${t.isNew}`}
          </Text>
        </Text>
        <Button size="compact-xs" variant="subtle" aria-expanded={open} aria-label={t.editOf(node.title)} onClick={() => setOpen((now) => !now)}>
          {t.edit}
        </Button>
      </Group>
      {open && <Change node={node} causes={causes} onChange={onChange} onClose={() => setOpen(false)} />}
    </li>
  );
}

function Change({ node: { code, title }, causes, onChange, onClose }: { node: Node; causes: readonly Node[]; onChange: (to: Node[]) => void; onClose: () => void }) {
  const [name, setName] = useState(title);
  const [below, setBelow] = useState(aboveOf(code));
  return (
    <form
      aria-label={t.editOf(title)}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        onClose();
        onChange(moved(renamed(causes, code, name.trim()), code, below));
      }}
    >
      <Group gap="sm" align="end" py="xs">
        <TextInput size="xs" label={t.name} value={name} maxLength={200} error={name.trim() === "" ? t.missing : undefined} onChange={(event) => setName(event.currentTarget.value)} style={{ flex: "1 1 14rem" }} autoFocus />
        <NativeSelect size="xs" label={t.below} value={below} data={placesFor(causes.filter((one) => !isBelow(one.code, code)))} onChange={(event) => setBelow(event.currentTarget.value)} style={{ flex: "1 1 12rem" }} />
        <Button size="xs" type="submit">
          {t.take}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            onClose();
            onChange(retired(causes, code));
          }}
        >
          {t.retire}
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {words.ui.cancel}
        </Button>
      </Group>
      {below !== aboveOf(code) && <Text size="xs">{t.moves}</Text>}
    </form>
  );
}

const placesFor = (causes: readonly Node[]) => [{ value: "", label: t.root }, ...causes.map(({ code, title }) => ({ value: code, label: `${"  ".repeat(code.split(".").length - 1)}${title}` }))];

function Add({ causes, onAdd }: { causes: readonly Node[]; onAdd: (below: string, title: string) => void }) {
  const [name, setName] = useState("");
  const [below, setBelow] = useState("");
  const [tried, setTried] = useState(false);
  return (
    <form
      aria-label={t.add}
      noValidate
      className="panel no-print"
      style={{ padding: "0.75rem 1rem" }}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(name.trim() === "");
        if (name.trim() === "") return;
        onAdd(causes.some(({ code }) => code === below) ? below : "", name.trim());
        setName("");
      }}
    >
      <Group gap="sm" align="end">
        <TextInput size="xs" label={t.newName} value={name} maxLength={200} error={tried && name.trim() === "" ? t.missing : undefined} onChange={(event) => setName(event.currentTarget.value)} style={{ flex: "1 1 14rem" }} />
        <NativeSelect size="xs" label={t.below} value={below} data={placesFor(causes)} onChange={(event) => setBelow(event.currentTarget.value)} style={{ flex: "1 1 12rem" }} />
        <Button size="xs" type="submit" variant="default">
          {t.add}
        </Button>
      </Group>
    </form>
  );
}
