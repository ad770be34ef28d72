// What is out of the usual: what nobody has looked at first, then what is under way, and what is closed when asked for.

import { Skeleton, Stack, Switch, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Schemas } from "@/shared/api/client";
import { columnName } from "@/shared/figures/names";
import { dayInWords } from "@/shared/figures/periods";
import { language } from "@/shared/i18n/language";
import { useSignals } from "@/shared/signals";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import { useAbout } from "./names";
import { inOrder } from "./order";
import { Renames } from "./Renames";
import { SignalRow } from "./SignalRow";
import styles from "./signals.module.css";
import { Watch } from "./Watch";

const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });

export function SignalsPage() {
  const { closed = false } = useSearch({ from: "/signals" });
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useSignals(closed ? "all" : "open");
  const signals = inOrder(data?.signals ?? []);
  const about = useAbout(signals.map(({ found }) => found));
  return (
    <Stack gap="md" maw={1100}>
      <Title order={1}>{t.title}</Title>
      <Text size="sm" c="dimmed" maw="46rem">
        {[t.says, data ? t.rate(share.format(data.rate)) : ""].filter(Boolean).join(" ")}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={180} />}
      {data && (
        <>
          <Watch />
          <Switch
            className="no-print"
            label={t.showClosed}
            checked={closed}
            onChange={(event) => void navigate({ to: "/signals", search: event.currentTarget.checked ? { closed: true } : {}, resetScroll: false })}
          />
          {signals.length === 0 ? (
            <Text className={`panel ${styles["empty"] ?? ""}`}>{closed ? t.noneAtAll : t.none}</Text>
          ) : (
            <ul className={styles["list"]} aria-label={t.list}>
              {signals.map((signal) => (
                <SignalRow key={signal.id} signal={signal} about={about(signal.found)} />
              ))}
            </ul>
          )}
          <Watched open={signals.length === 0} watched={data.watched} />
          <Renames renames={data.renames} />
        </>
      )}
    </Stack>
  );
}

/** Open where there is nothing else to read. */
function Watched({ open, watched }: { open: boolean; watched?: Schemas["WatchView"] }) {
  const partly = watched?.columns.filter(({ series, judged, left_out }) => judged < series || left_out > 0 || series === 0) ?? [];
  return (
    <details className={styles["watched"]} open={open}>
      <summary>{t.watched.title}</summary>
      <p>{t.watched.what}</p>
      <p>{t.watched.when}</p>
      {watched && <p>{partly.length === 0 ? t.watched.all(dayInWords(watched.day)) : t.watched.partly(dayInWords(watched.day))}</p>}
      {partly.length > 0 && (
        <ul>
          {partly.map(({ column, every, series, judged, left_out, unsaid }) => (
            <li key={`${column} ${every}`}>
              {[
                t.watched.column(column === "" ? "" : columnName(column), every),
                judged < series ? t.watched.judged(judged, series) : "",
                left_out > 0 ? t.watched.leftOut(left_out) : "",
                unsaid ?? "",
              ]
                .filter(Boolean)
                .join(" ")}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
