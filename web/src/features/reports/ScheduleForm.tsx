// Having a report written whenever a period is over.

import { Button, Group, NativeSelect, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, bodyOf, type Problem } from "@/shared/api/client";
import { words } from "@/shared/i18n";
import { language } from "@/shared/i18n/language";
import { announce } from "@/shared/ui/announce";
import { ProblemNote } from "@/shared/ui/problems";
import { addressesIn, faultOfRecipients } from "./addresses";
import { t } from "./messages";
import styles from "./reports.module.css";
import { scheduleName } from "./Scheduled";
import type { ScheduleList, Wish } from "./types";

const kinds = Object.keys(t.scheduled.kinds) as Wish["kind"][];
const lengths = Object.keys(t.scheduled.form.lengths) as Wish["every"][];
const languages = Object.keys(t.scheduled.form.languages) as Wish["language"][];
const ways = Object.keys(t.scheduled.form.ways) as Wish["to"][];

export function ScheduleForm({ here: { writes_here: writes, sends_here: sends }, onClose }: { here: Pick<ScheduleList, "writes_here" | "sends_here">; onClose: () => void }) {
  const queries = useQueryClient();
  const [wish, setWish] = useState<Wish>({ kind: "service_review", every: "month", to: sends && !writes ? "mail" : "folder", language: language === "de-DE" ? "german" : "english" });
  const [addresses, setAddresses] = useState("");
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const to = useRef<HTMLTextAreaElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input:checked")?.focus(), []);
  const give = useMutation<unknown, Problem, Wish>({
    mutationFn: (body) => bodyOf(api.POST("/api/v1/reports/schedules", { body })),
    onSuccess: async (_, body) => {
      announce(t.scheduled.done(scheduleName(body)));
      await queries.invalidateQueries({ queryKey: ["reports", "schedules"] });
      onClose();
    },
    onError: () => to.current?.focus(),
  });
  const set = (patch: Partial<Wish>) => {
    setWish((now) => {
      const next = { ...now, ...patch };
      return next.kind === "half_year_return" ? { ...next, every: "half_year" } : next;
    });
    give.reset();
  };
  const { form: says } = t.scheduled;
  const isReturn = wish.kind === "half_year_return";
  const byMail = wish.to === "mail";
  return (
    <form
      ref={form}
      className={`panel ${styles["form"] ?? ""}`}
      aria-label={t.scheduled.schedule}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const recipients = byMail ? addressesIn(addresses) : [];
        setMissing(byMail && recipients.length === 0);
        if (byMail && recipients.length === 0) to.current?.focus();
        else give.mutate({ ...wish, recipients });
      }}
    >
      <Stack gap="sm">
        <Radio.Group label={says.kind} value={wish.kind} onChange={(kind) => set({ kind: kind })}>
          <Group gap="lg" mt={6}>
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} label={t.scheduled.kinds[kind]} />
            ))}
          </Group>
        </Radio.Group>
        <Group gap="md" align="start">
          <NativeSelect
            label={says.every}
            {...(isReturn ? { description: says.everyHalf } : {})}
            value={wish.every}
            data={lengths.filter((one) => !isReturn || one === "half_year").map((value) => ({ value, label: says.lengths[value] }))}
            onChange={(event) => set({ every: event.currentTarget.value as Wish["every"] })}
          />
          <NativeSelect label={says.language} value={wish.language} data={languages.map((value) => ({ value, label: says.languages[value] }))} onChange={(event) => set({ language: event.currentTarget.value as Wish["language"] })} />
        </Group>
        <Radio.Group label={says.way} value={wish.to} onChange={(way) => set({ to: way })}>
          <Group gap="lg" mt={6}>
            {ways.map((way) => (
              <Radio key={way} value={way} label={says.ways[way]} />
            ))}
          </Group>
        </Radio.Group>
        {byMail && (
          <Textarea
            ref={to}
            label={says.addresses}
            description={says.addressesSay}
            withAsterisk
            autosize
            minRows={2}
            maw="34rem"
            autoComplete="off"
            spellCheck={false}
            value={addresses}
            error={missing && addressesIn(addresses).length === 0 ? says.addressesMissing : faultOfRecipients(give.error, addressesIn(addresses))}
            onChange={(event) => {
              setAddresses(event.currentTarget.value);
              give.reset();
            }}
          />
        )}
        <Text size="sm" c="dimmed">
          {[byMail ? says.sent : says.written, says.first, (byMail ? sends : writes) ? "" : byMail ? t.scheduled.sendsNot : t.scheduled.writesNot].filter(Boolean).join(" ")}
        </Text>
        <ProblemNote problem={give.error} shown={["recipients"]} />
        <Group gap="xs">
          <Button type="submit" loading={give.isPending}>
            {t.scheduled.schedule}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.ui.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
