// What the customer says of us when asked, from 0 to 10; for service quality what they expected beside what they got.

import { Group, NativeSelect, Radio, Stack, Table, Text, Textarea } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { choice, number, words } from "@/shared/i18n";
import { CommandButton } from "@/shared/ui/CommandButton";
import { gapsOf } from "./confirmation";
import { t } from "./messages";
import { OwnForm } from "./OwnForm";
import { Empty, Mark, Said, Section } from "./parts";
import { useFormPlace } from "./useFormPlace";

type Props = { view: Schemas["CaseView"] };
type Values = { instrument: Schemas["Instrument"]; score: string; dimension: Schemas["Dimension"]; expected: string; comment: string };
const empty: Values = { instrument: "satisfaction", score: "", dimension: "reliability", expected: "", comment: "" };

export function Survey({ view }: Props) {
  const form = useFormPlace("record-survey-answer");
  const { survey } = view.state;
  const plain = survey.filter(({ instrument }) => instrument !== "service_quality");
  const quality = survey.filter(({ instrument }) => instrument === "service_quality");
  return (
    <Section
      title={t.survey.title}
      says={t.survey.says}
      place={form.place}
      aside={!form.open && <CommandButton size="xs" variant="light" command="record-survey-answer" guide={view.guide} onGive={form.show} />}
    >
      {form.open && <AnswerForm view={view} onClose={form.close} />}
      {survey.length === 0 && !form.open && <Empty>{t.survey.none}</Empty>}
      {plain.map((answer) => (
        <Stack key={answer.instrument + answer.at} gap={2}>
          <Text size="sm" className="num">
            <b>{choice("Instrument", answer.instrument)}</b>: {t.survey.ofTen(answer.score)}
          </Text>
          <Said text={answer.comment} quote />
          <Mark at={answer.at} />
        </Stack>
      ))}
      {quality.length > 0 && (
        <>
          <Table maw={520}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{choice("Instrument", "service_quality")}</Table.Th>
                <Table.Th scope="col">{t.survey.expected}</Table.Th>
                <Table.Th scope="col">{t.survey.perceived}</Table.Th>
                <Table.Th scope="col">{t.survey.gap}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody className="num">
              {gapsOf(survey).map(({ dimension, expected, perceived, gap }) => (
                <Table.Tr key={dimension}>
                  <Table.Th scope="row" fw={500}>
                    {choice("Dimension", dimension)}
                  </Table.Th>
                  <Table.Td>{number(expected)}</Table.Td>
                  <Table.Td>{number(perceived)}</Table.Td>
                  <Table.Td style={gap < 0 ? { color: "var(--late)", fontWeight: 600 } : {}}>{gap > 0 ? `+${number(gap)}` : number(gap).replace("-", "−")}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {quality.map(({ comment, at }) => (
            <Said key={at} text={comment} quote />
          ))}
        </>
      )}
    </Section>
  );
}

function AnswerForm({ view, onClose }: Props & { onClose: () => void }) {
  const choices = (of: string) => Object.entries(words.choices[of] ?? {}).map(([value, label]) => ({ value, label }));
  return (
    <OwnForm<Values>
      of={view.ref}
      command="record-survey-answer"
      empty={empty}
      fields={["instrument", "score", "dimension", "expected", "comment"]}
      check={({ instrument, score, expected }) => [
        ...(score === "" ? [{ path: "score", says: t.survey.needsScore }] : []),
        ...(instrument === "service_quality" && expected === "" ? [{ path: "expected", says: t.survey.needsExpected }] : []),
      ]}
      body={({ instrument, score, dimension, expected, comment }) => ({
        instrument,
        score: Number(score),
        ...(instrument === "service_quality" ? { dimension, expected: Number(expected) } : {}),
        ...(comment.trim() === "" ? {} : { comment: comment.trim() }),
      })}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => (
        <>
          <Group align="flex-start">
            <NativeSelect label={t.survey.instrument} data={choices("Instrument")} value={values.instrument} error={fault("instrument")} onChange={(event) => set({ instrument: event.currentTarget.value as Values["instrument"] })} />
            {values.instrument === "service_quality" && (
              <NativeSelect label={t.survey.dimension} data={choices("Dimension")} value={values.dimension} error={fault("dimension")} onChange={(event) => set({ dimension: event.currentTarget.value as Values["dimension"] })} />
            )}
          </Group>
          <Text size="sm">{t.survey.questions[values.instrument]}</Text>
          {values.instrument === "service_quality" && <ZeroToTen label={t.survey.expectedOf(choice("Dimension", values.dimension))} value={values.expected} error={fault("expected")} onChange={(expected) => set({ expected })} />}
          <ZeroToTen label={values.instrument === "service_quality" ? t.survey.perceivedOf(choice("Dimension", values.dimension)) : t.survey.score} value={values.score} error={fault("score")} onChange={(score) => set({ score })} />
          <Textarea label={t.survey.comment} autosize minRows={2} maxRows={8} maxLength={50_000} value={values.comment} error={fault("comment")} onChange={(event) => set({ comment: event.currentTarget.value })} />
        </>
      )}
    </OwnForm>
  );
}

function ZeroToTen({ label, value, error, onChange }: { label: string; value: string; error: string | undefined; onChange: (value: string) => void }) {
  return (
    <Radio.Group label={label} description={t.survey.scale} withAsterisk value={value} error={error} onChange={onChange}>
      <Group gap={6} mt={6}>
        {Array.from({ length: 11 }, (_, score) => (
          <Radio key={score} value={String(score)} label={number(score)} />
        ))}
      </Group>
    </Radio.Group>
  );
}
