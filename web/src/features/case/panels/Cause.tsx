// Why it happened: the chain of whys, the cause from the tree, what makes it sure; and the fishbone that shows it.

import { Checkbox, Group, List, Select, Stack, Text, Textarea } from "@mantine/core";
import { useMemo } from "react";
import type { Schemas } from "@/shared/api/client";
import { CommandButton } from "@/shared/ui/CommandButton";
import { ProblemNote } from "@/shared/ui/problems";
import { useProcedure } from "../caseContext";
import { groupCauses, type CauseNode } from "@/shared/fishbone";
import { FishboneChart } from "./Fishbone";
import { mostWhys, passedOver, questionsShown, whysToSend, withAnswer } from "./fiveWhys";
import { t } from "./messages";
import { OwnForm } from "./OwnForm";
import css from "./panels.module.css";
import { Empty, lineOf, Mark, Said, Section } from "./parts";
import { useFormPlace } from "./useFormPlace";

type Props = { view: Schemas["CaseView"] };
type Values = { cause: string; cannot: boolean; whys: string[]; reasons: string; findings: string[] };

export function Cause({ view }: Props) {
  const form = useFormPlace("establish-cause");
  const procedure = useProcedure(view.procedure);
  const { cause } = view.state.round;
  const causes = procedure.data?.causes ?? [];
  const earlier = view.state.earlier_rounds.flatMap((round) => (round.cause ? [round.cause] : []));
  return (
    <Section
      title={t.cause.title}
      says={t.cause.says}
      place={form.place}
      aside={
        !form.open && (
          <CommandButton size="xs" variant={cause ? "default" : "filled"} command="establish-cause" label={cause ? t.cause.again : t.cause.establish} guide={view.guide} onGive={form.show} />
        )
      }
    >
      <ProblemNote problem={procedure.error} again={() => void procedure.refetch()} />
      {form.open ? (
        <CauseForm view={view} causes={causes} onClose={form.close} />
      ) : (
        <>
          {cause ? <Established cause={cause} causes={causes} /> : <Empty>{t.cause.none}</Empty>}
          {causes.length > 0 && <FishboneChart causes={causes} problem={lineOf(view.state.subject)} established={cause?.cause} />}
        </>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>
            <Text size="sm" span>
              {t.cause.earlier}
            </Text>
          </summary>
          <Stack gap="sm" mt="xs">
            {earlier.map((before) => (
              <Established key={before.at} cause={before} causes={causes} />
            ))}
          </Stack>
        </details>
      )}
    </Section>
  );
}

/** "Process › A step is missing" */
function nameOf(code: string, causes: readonly CauseNode[]) {
  const steps = code.split(".");
  return steps.map((step, at) => causes.find((cause) => cause.code === steps.slice(0, at + 1).join("."))?.title ?? step).join(" › ");
}

function Established({ cause, causes }: { cause: Schemas["Cause"]; causes: readonly CauseNode[] }) {
  return (
    <Stack gap="xs">
      <Text fw={600}>{cause.cause === undefined ? t.cause.cannot : nameOf(cause.cause, causes)}</Text>
      <Said text={cause.reasons} label={t.cause.reasons} />
      {cause.whys.length > 0 && (
        <div>
          <Text size="xs" c="dimmed">
            {t.cause.chain}
          </Text>
          <List type="ordered" size="sm" spacing={2}>
            {cause.whys.map((why, at) => (
              <List.Item key={at} style={{ overflowWrap: "anywhere" }}>
                {why ?? t.erased}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      <Group gap="xs">
        {cause.findings.length > 0 && (
          <Text size="xs" c="dimmed">
            {t.cause.restsOn(cause.findings.join(", "))}
          </Text>
        )}
        <Mark at={cause.at} by={cause.by} />
      </Group>
    </Stack>
  );
}

function CauseForm({ view, causes, onClose }: Props & { causes: readonly CauseNode[]; onClose: () => void }) {
  const { round, findings, subject } = view.state;
  const empty = useMemo<Values>(
    () => ({
      cause: round.cause?.cause ?? "",
      cannot: round.cause !== undefined && round.cause.cause === undefined,
      whys: round.cause?.whys.flatMap((why) => why ?? []) ?? [],
      reasons: round.cause?.reasons ?? "",
      findings: round.cause?.findings ?? findings.slice(round.findings_before).map(({ id }) => id),
    }),
    [round, findings],
  );
  const data = useMemo(
    () =>
      groupCauses(causes).map(({ root, causes: below }) => ({
        group: root.title,
        items: [...below.map(({ code, title }) => ({ value: code, label: title })), { value: root.code, label: t.cause.inGeneral(root.title) }],
      })),
    [causes],
  );
  return (
    <OwnForm<Values>
      of={view.ref}
      command="establish-cause"
      empty={empty}
      submitLabel={t.cause.establish}
      fields={["cause", "whys", "reasons", "findings"]}
      check={({ cause, cannot, reasons, whys }) => {
        const gap = passedOver(whys);
        return [
          ...(gap === undefined ? [] : [{ path: `whys[${gap}]`, says: t.whys.passedOver }]),
          ...(cause === "" && !cannot ? [{ path: "cause", says: t.cause.choose }] : []),
          ...(reasons.trim() === "" ? [{ path: "reasons", says: t.cause.sayWhy }] : []),
        ];
      }}
      body={({ cause, cannot, whys, reasons, findings: restsOn }) => ({
        ...(cannot ? { cannot_be_established: true } : { cause }),
        whys: whysToSend(whys),
        reasons: reasons.trim(),
        findings: restsOn,
      })}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => (
        <>
          <FiveWhys subject={lineOf(subject)} answers={values.whys} onChange={(whys) => set({ whys })} fault={fault} />
          <FishboneChart causes={causes} problem={lineOf(subject)} established={values.cannot || values.cause === "" ? undefined : values.cause} onPick={(cause) => set({ cause, cannot: false })} />
          <Group align="flex-end" gap="lg">
            <Select
              label={t.cause.cause}
              placeholder={t.cause.placeholder}
              data={data}
              value={values.cause === "" ? null : values.cause}
              onChange={(cause) => set({ cause: cause ?? "", cannot: false })}
              disabled={values.cannot}
              searchable
              clearable
              withAsterisk={!values.cannot}
              nothingFoundMessage={t.cause.nothingFound}
              error={fault("cause")}
              style={{ flex: "1 1 18rem" }}
              maw={460}
            />
            <Checkbox label={t.cause.cannotTick} checked={values.cannot} onChange={(event) => set({ cannot: event.currentTarget.checked })} pb={8} />
          </Group>
          <Textarea
            label={values.cannot ? t.cause.reasonsCannot : t.cause.reasons}
            description={t.cause.reasonsSays}
            withAsterisk
            autosize
            minRows={2}
            maxRows={12}
            maxLength={50_000}
            value={values.reasons}
            error={fault("reasons")}
            onChange={(event) => set({ reasons: event.currentTarget.value })}
          />
          {findings.length > 0 && (
            <Checkbox.Group label={t.cause.findings} value={values.findings} onChange={(restsOn) => set({ findings: restsOn })} error={fault("findings")}>
              <Stack gap={6} mt={6}>
                {findings.map(({ id, says }) => (
                  <Checkbox key={id} value={id} label={`${id} · ${lineOf(says)}`} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
        </>
      )}
    </OwnForm>
  );
}

function FiveWhys({ subject, answers, onChange, fault }: { subject: string; answers: string[]; onChange: (answers: string[]) => void; fault: (path: string) => string | undefined }) {
  const shown = questionsShown(answers);
  const question = (at: number) => {
    if (at === 0) return t.whys.first(subject);
    const before = (answers[at - 1] ?? "").trim();
    return before === "" ? t.whys.next : t.whys.because(before.length > 140 ? `${before.slice(0, 140)}…` : before);
  };
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" fw={500} size="sm" mb={4}>
        {t.whys.title}
      </Text>
      <Text size="sm" c="dimmed" mb="sm">
        {t.whys.says}
      </Text>
      <Stack gap="sm">
        {Array.from({ length: shown }, (_, at) => (
          <div key={at} className={css["why"]}>
            <span className={css["whyNumber"]} aria-hidden>
              {at + 1}
            </span>
            <Textarea
              label={question(at)}
              autosize
              minRows={1}
              maxRows={6}
              maxLength={50_000}
              value={answers[at] ?? ""}
              error={fault(`whys[${at}]`)}
              onChange={(event) => onChange(withAnswer(answers, at, event.currentTarget.value))}
            />
          </div>
        ))}
      </Stack>
      <Text size="xs" c="dimmed" mt={6} role="status">
        {shown === mostWhys ? t.whys.enough : ""}
      </Text>
    </fieldset>
  );
}
