// A report as files: the server writes them, which takes its time for a large desk. One sees that it goes on, can call it off,
// and reads why when it is refused. The button stays one and the same, so that the focus does.

import { Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useActions } from "@/shared/actions";
import { fetchFile } from "@/shared/api/file";
import { downloadBlob } from "@/shared/download";
import { ProblemNote } from "@/shared/ui/problems";
import { WorkBar } from "@/shared/ui/WorkBar";
import { withHeadway } from "@/shared/work";
import { t } from "./messages";

export type FileKind = "pdf" | "xlsx" | "csv";
type Job = { says: string; going: boolean; done?: number | undefined; problem?: unknown };
type Props = {
  /** The address of the report, with what it is of: the kind is put at its end. */
  path: string;
  /** What the report is called. */
  report: string;
  kinds: readonly FileKind[];
};

export function FileButtons({ path, report, kinds }: Props) {
  const [jobs, setJobs] = useState<Partial<Record<FileKind, Job>>>({});
  const stops = useRef<Partial<Record<FileKind, AbortController>>>({});
  const set = (kind: FileKind, job: Job) => setJobs((now) => ({ ...now, [kind]: job }));

  const start = useCallback(
    async (kind: FileKind) => {
      if (stops.current[kind]) return;
      const stop = (stops.current[kind] = new AbortController());
      const name = t.files.kinds[kind];
      set(kind, { going: true, says: t.files.writing(name) });
      try {
        let writing = true;
        const file = await withHeadway(
          stop.signal,
          (done) => writing && set(kind, { going: true, says: t.files.writing(name), done }),
          (request) =>
            fetchFile(`${path}${path.includes("?") ? "&" : "?"}as=${kind}`, request, (bytes, of) => {
              writing = false;
              if (of !== undefined && bytes < of) set(kind, { going: true, says: t.files.arriving(name), done: bytes / of });
            }),
        );
        downloadBlob(file.name, file.blob);
        set(kind, { going: false, says: t.files.here(file.name) });
      } catch (problem) {
        set(kind, stop.signal.aborted ? { going: false, says: t.files.cancelled(name) } : { going: false, says: "", problem });
      } finally {
        delete stops.current[kind];
      }
    },
    [path],
  );
  // What was begun for another period is not wanted any more.
  useEffect(() => {
    const going = stops.current;
    return () => Object.values(going).forEach((stop) => stop.abort());
  }, [path]);
  useActions(
    useMemo(() => kinds.map((kind) => ({ id: `report-${kind}`, title: t.files.download(report, t.files.kinds[kind]), section: t.section, run: () => void start(kind) })), [kinds, report, start]),
  );
  return (
    <Stack gap={6} className="no-print">
      <Group gap="xs" role="group" aria-label={t.files.label}>
        {kinds.map((kind) => {
          const going = jobs[kind]?.going === true;
          const name = t.files.kinds[kind];
          return (
            <Button
              key={kind}
              size="xs"
              variant="default"
              aria-label={going ? t.files.cancel(name) : t.files.download(report, name)}
              leftSection={going ? <Loader size={12} aria-hidden /> : undefined}
              onClick={() => (going ? stops.current[kind]?.abort() : void start(kind))}
            >
              {going ? t.files.cancel(name) : name}
            </Button>
          );
        })}
      </Group>
      <div role="status">
        {kinds.map((kind) => {
          const says = jobs[kind]?.says ?? "";
          return (
            says !== "" && (
              <Text key={kind} size="sm">
                {says}
              </Text>
            )
          );
        })}
      </div>
      {kinds.map((kind) => jobs[kind]?.going === true && <WorkBar key={kind} label={jobs[kind].says} done={jobs[kind].done} />)}
      {kinds.map((kind) => jobs[kind]?.problem !== undefined && <ProblemNote key={kind} problem={jobs[kind].problem} again={() => void start(kind)} />)}
    </Stack>
  );
}
