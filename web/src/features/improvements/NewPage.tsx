// Proposing an improvement: from scratch, from a cause, from a signal; with the cases that justify it before one's eyes.

import { Alert, Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { casesBehind } from "@/shared/figures/behind";
import { toText } from "@/shared/figures/conditions";
import { useAnswer, useOverview } from "@/shared/figures/data";
import { PeriodFields } from "@/shared/figures/PeriodFields";
import { addDays, addPeriods, today } from "@/shared/figures/periods";
import type { Overview, Period } from "@/shared/figures/types";
import { valueText } from "@/shared/figures/values";
import { words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { PageButton } from "@/shared/ui/PageButton";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { missingIn, planOf, valuesFrom, type Missing, type Values } from "./form";
import styles from "./improvements.module.css";
import { t } from "./messages";
import { Part, PlanFields } from "./PlanFields";
import type { NewSearch } from "./search";

export function NewPage() {
  const search: NewSearch = useSearch({ from: "/improvements/new" });
  const overview = useOverview();
  return (
    <Stack gap="md" maw={900}>
      <PageLink to="/improvements" size="sm" className="no-print">
        {t.record.back}
      </PageLink>
      <Title order={1}>{t.form.title}</Title>
      <Text size="sm" c="dimmed">
        {t.form.says}
      </Text>
      <ProblemNote problem={overview.error} again={() => void overview.refetch()} />
      {overview.isPending && <Skeleton height={400} />}
      {overview.data && <Form key={JSON.stringify(search)} search={search} overview={overview.data} />}
    </Stack>
  );
}

type Days = { from?: string | undefined; to?: string | undefined };
/** A year up to yesterday, as the server takes it where nobody says otherwise. */
function daysOf({ from, to }: Days): Period {
  const last = to ?? addDays(today(), -1);
  return { from: from ?? addDays(addPeriods(last, "year", -1).slice(0, 4) + last.slice(4), 1), to: last };
}

function Form({ search, overview }: { search: NewSearch; overview: Overview }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const draft = useDraft<Values>(`improvement.new.${search.cause ?? ""}.${search.signals ?? ""}`, valuesFrom(search));
  const [values, setValues] = useState(draft.initial);
  const [restored, setRestored] = useState(draft.restoredAt !== undefined);
  const [asked, setAsked] = useState<Days>({});
  const [missing, setMissing] = useState<Missing>({});
  const form = useRef<HTMLFormElement>(null);
  const period = daysOf(asked);
  const give = useMutation({
    // The answer is of the log of all that is learnt; the number is that of the one that was just proposed.
    mutationFn: async (of: Values) => (await bodyOf(api.POST("/api/v1/improvements", { body: { plan: planOf(of), ...period } }))).made,
  });
  const faults = splitProblem(give.error).fields;
  const set = (patch: Partial<Values>) => {
    const next = { ...values, ...patch };
    setValues(next);
    draft.keep(next);
    setMissing({});
    give.reset();
  };
  return (
    <form
      ref={form}
      aria-label={t.form.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const lacks = missingIn(values);
        setMissing(lacks);
        if (Object.keys(lacks).length > 0) {
          focusFirstFault(form.current);
          return;
        }
        give.mutate(values, {
          onSuccess: (ref) => {
            draft.drop();
            void queries.invalidateQueries({ queryKey: ["improvements"] });
            void (ref === undefined ? navigate({ to: "/improvements" }) : navigate({ to: "/improvements/$ref", params: { ref } }));
          },
          onError: () => focusFirstFault(form.current),
        });
      }}
    >
      <Stack gap="md">
        {restored && (
          <Alert variant="light" p="xs">
            <Group gap="sm">
              <Text size="sm">{t.form.restored}</Text>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  draft.drop();
                  setValues(valuesFrom(search));
                  setRestored(false);
                }}
              >
                {t.form.discard}
              </Button>
            </Group>
          </Alert>
        )}
        <PlanFields values={values} set={set} overview={overview} missing={missing} faults={faults} />
        <Part title={t.form.evidence}>
          <Text size="sm">{t.form.evidencePeriod}</Text>
          <div className={styles["fields"]}>
            <PeriodFields asked={asked} shown={period} onChange={(by) => setAsked((now) => ({ ...now, ...by }))} />
          </div>
          <Preview values={values} period={period} overview={overview} />
        </Part>
        <ProblemNote problem={give.error} shown={["plan"]} />
        <Group gap="xs">
          <Button type="submit" loading={give.isPending}>
            {t.form.submit}
          </Button>
          <PageButton to="/improvements" variant="default">
            {words.ui.cancel}
          </PageButton>
        </Group>
      </Stack>
    </form>
  );
}

/** How many cases justify it as it stands in the form. */
function Preview({ values, period, overview }: { values: Values; period: Period; overview: Overview }) {
  const { data, error, isPending } = useAnswer({ measure: values.measure, ...period, every: "whole", where: toText(values.where) || undefined });
  const currency = overview.columns.find(({ name }) => name === "currency")?.values;
  if (error) return <ProblemNote problem={error} />;
  if (isPending) return <Skeleton height={24} />;
  const { whole } = data.all;
  if (whole.cases === 0) return <Text size="sm">{t.form.evidenceNone}</Text>;
  const value = valueText(whole.value, { unit: data.measure.unit, ...(currency?.length === 1 && currency[0] !== undefined ? { currency: currency[0] } : {}) });
  return (
    <Text size="sm" role="status">
      <strong className="num">{t.form.evidenceCount(whole.cases)}</strong> {data.measure.unit === "cases" ? "" : t.form.evidenceValue(data.measure.title, value)} {t.form.frozen}{" "}
      <PageLink to="/monitoring/explore" search={casesBehind(values.where, period, values.measure)} size="sm" target="_blank" underline="always">
        {t.form.evidenceOpen}
      </PageLink>
    </Text>
  );
}
