import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newKey, Problem } from "@/shared/api/client";
import { language, words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { concernsAll, uploadFaultOf } from "@/shared/uploads";
import classes from "./case.module.css";
import { useCase } from "./caseContext";
import { attachFile, largest } from "./files";
import { t } from "./messages";

type Waiting = { key: ReturnType<typeof newKey>; file: File; note: string };

export function FilesDialog({ onClose }: { onClose: () => void }) {
  const { ref } = useCase().view;
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState("");
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState<unknown>();
  const [faults, setFaults] = useState<Record<string, string>>({});
  const rows = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);

  const take = (files: readonly File[]) => {
    setRefused(files.filter(({ size }) => size > largest).map(({ name }) => name));
    const fit = files.filter(({ size }) => size <= largest).map((file) => ({ key: newKey(), file, note: "" }));
    setWaiting((already) => [...already, ...fit]);
  };
  const change = (key: Waiting["key"], note: string) => setWaiting((all) => all.map((one) => (one.key === key ? { ...one, note } : one)));
  const remove = (key: Waiting["key"]) => setWaiting((all) => all.filter((one) => one.key !== key));

  const send = async () => {
    setProblem(undefined);
    setFaults({});
    const found: Record<string, string> = {};
    try {
      for (const { key, file, note } of waiting) {
        setSending(file.name);
        try {
          // The same key on a second try, so that a file whose answer was lost is not there twice.
          await attachFile(ref, file, note, key);
          setSaid(t.files.done(file.name));
          remove(key);
        } catch (refused) {
          const fault = refused instanceof Problem ? uploadFaultOf(refused.status, file.size) : undefined;
          if (fault === undefined) throw refused;
          // What is wrong with one file keeps none of the others back.
          found[key] = t.files.faults[fault](file.name);
          setFaults({ ...found });
          if (concernsAll(fault)) break;
        }
      }
      if (Object.keys(found).length === 0) onClose();
    } catch (fault) {
      setProblem(fault);
    } finally {
      setSending("");
      await queries.invalidateQueries({ queryKey: ["case", ref] });
      focusFirstFault(rows.current);
    }
  };

  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{t.files.add}</Text>} size="lg" closeButtonProps={{ "aria-label": words.ui.close }}>
      <Stack gap="md">
        <div
          className={classes.drop}
          {...(over ? { "data-over": true } : {})}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            take([...event.dataTransfer.files]);
          }}
        >
          <Text size="sm">{t.files.drop}</Text>
          <Text size="xs" c="dimmed" mb="xs">
            {t.files.most}
          </Text>
          <Button variant="light" onClick={() => picker.current?.click()} data-autofocus>
            {t.files.choose}
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={t.files.choose}
            onChange={(event) => {
              take([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </div>
        {refused.map((name) => (
          <Text key={name} role="alert" size="sm" style={{ color: "var(--late)" }}>
            {t.files.tooBig(name)}
          </Text>
        ))}
        <Stack gap="md" ref={rows}>
          {waiting.map(({ key, file, note }) => (
            <Group key={key} align="flex-start" wrap="nowrap">
              <TextInput
                style={{ flex: 1 }}
                error={faults[key] && <span role="alert">{faults[key]}</span>}
                label={`${file.name} (${size(file.size)})`}
                placeholder={t.files.note}
                description={t.files.note}
                maxLength={50_000}
                value={note}
                onChange={(event) => change(key, event.currentTarget.value)}
              />
              <Button variant="subtle" size="compact-sm" mt="2.9rem" onClick={() => remove(key)} aria-label={`${words.ui.remove}: ${file.name}`}>
                {words.ui.remove}
              </Button>
            </Group>
          ))}
        </Stack>
        <Text size="sm" role="status">
          {sending === "" ? said : t.files.sending(sending)}
        </Text>
        <ProblemNote problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
          <Button disabled={waiting.length === 0} loading={sending !== ""} onClick={() => void send()}>
            {t.files.send(Math.max(1, waiting.length))}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function size(bytes: number): string {
  if (bytes < 1024) return new Intl.NumberFormat(language, { style: "unit", unit: "byte", unitDisplay: "long" }).format(bytes);
  const unit = bytes < 1024 * 1024 ? "kilobyte" : "megabyte";
  const amount = bytes / (unit === "kilobyte" ? 1024 : 1024 * 1024);
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount);
}
