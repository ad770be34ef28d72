// Identify: what the customer told us in their own words, what it means for them, and whether we have understood it.

import { Group, Stack, Text, Title } from "@mantine/core";
import { useId, type ReactNode, type RefObject } from "react";
import type { Schemas } from "@/shared/api/client";
import { choice, day, money, moment } from "@/shared/i18n";
import { CommandButton } from "@/shared/ui/CommandButton";
import classes from "../case.module.css";
import { useCase, useProcedure } from "../caseContext";
import { answerTo, askedFields } from "../corrections";
import { t } from "../messages";
import { useNames } from "../names";
import { CorrectDetails } from "./CorrectDetails";
import { ReadBack } from "./ReadBack";
import { useFormPlace } from "./useFormPlace";

type View = Schemas["CaseView"];

export function IdentifyPanel({ view }: { view: View }) {
  return (
    <Stack gap="xl">
      <Told view={view} />
      <Impact view={view} />
      <Acknowledged view={view} />
      <Understood view={view} />
    </Stack>
  );
}

function Part({ title, action, place, children }: { title: string; action?: ReactNode; place?: RefObject<HTMLElement | null>; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} ref={place}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} id={id}>
          {title}
        </Title>
        <div className="no-print" data-aside>
          {action}
        </div>
      </Group>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Told({ view }: { view: View }) {
  const { state, guide } = view;
  const nameOf = useNames();
  const procedure = useProcedure(view.procedure).data;
  const { open: correcting, show, close, place } = useFormPlace("correct-detail");
  const fields = askedFields(procedure?.fields ?? [], state);
  const template = new Set(procedure?.fields.map(({ id }) => id));
  const facts = Object.entries(state.attributes).filter(([name]) => !template.has(name));
  const extra = Object.entries(state.answers).filter(([name]) => !template.has(name));
  const erased = <em>{t.erasedWords}</em>;
  return (
    <Part
      title={t.identify.told}
      place={place}
      action={!correcting && <CommandButton command="correct-detail" guide={guide} label={t.identify.correct} size="compact-sm" variant="default" onGive={show} />}
    >
      {correcting ? (
        procedure && <CorrectDetails view={view} fields={procedure.fields} onClose={close} />
      ) : (
        <Stack gap="md">
          <div>
            <Text size="sm" c="dimmed">
              {t.identify.words}
            </Text>
            {state.words === undefined || state.words === "" ? (
              <Text size="sm">{t.identify.noWords}</Text>
            ) : (
              <blockquote className={`${classes.quote} ${classes.ownWords}`}>{state.words ?? erased}</blockquote>
            )}
          </div>
          <div>
            <Text size="sm" c="dimmed">
              {t.identify.remedy}
            </Text>
            {state.remedy_sought === undefined || state.remedy_sought === "" ? (
              <Text size="sm">{t.identify.noRemedy}</Text>
            ) : (
              <blockquote className={classes.quote}>{state.remedy_sought ?? erased}</blockquote>
            )}
          </div>
          <dl className={classes.facts}>
            {state.product && <Fact name={t.identify.product}>{state.product}</Fact>}
            {state.category && <Fact name={t.identify.category}>{state.category}</Fact>}
            <Fact name={t.identify.channel}>{choice("Channel", state.channel)}</Fact>
            <Fact name={t.identify.received}>{moment(new Date(state.received_at))}</Fact>
            <Fact name={t.identify.logged}>{t.identify.loggedBy(moment(new Date(state.logged_at)), nameOf(state.logged_by))}</Fact>
            {facts.map(([name, value]) => (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ))}
          </dl>
          {fields.length + extra.length > 0 && (
            <div>
              <Title order={3} size="sm" mb={6}>
                {t.identify.template}
              </Title>
              <dl className={classes.facts}>
                {fields.map((field) => (
                  <Fact key={field.id} name={field.title}>
                    <Answer field={field} state={state} />
                  </Fact>
                ))}
                {extra.map(([name, answer]) => (
                  <Fact key={name} name={name}>
                    {answer ?? erased}
                  </Fact>
                ))}
              </dl>
            </div>
          )}
        </Stack>
      )}
    </Part>
  );
}

function Answer({ field, state }: { field: Schemas["FieldView"]; state: View["state"] }) {
  const answer = answerTo(field.id, state);
  if (answer === null) return <em>{t.erasedWords}</em>;
  if (answer === undefined || answer === "") {
    return <span style={{ color: field.required ? "var(--soon)" : "var(--quiet)" }}>{t.identify.notAnswered}</span>;
  }
  if (field.type === "yes_no") return answer === "yes" ? t.identify.yes : t.identify.no;
  if (field.type === "date") return day(new Date(`${answer}T00:00`));
  if (field.type === "choice") return answer.replaceAll("-", " ");
  return answer;
}

function Impact({ view }: { view: View }) {
  const { give } = useCase();
  const { impact } = view.state;
  const assess = () =>
    give("assess-impact", {
      given: impact
        ? {
            severity: impact.severity,
            emotion: impact.emotion,
            vulnerable: impact.vulnerable,
            safety_risk: impact.safety_risk,
            ...(impact.money_at_stake ? { money_at_stake: impact.money_at_stake } : {}),
            act_at_once: impact.act_at_once ?? "",
            notes: impact.notes ?? "",
          }
        : {},
    });
  return (
    <Part
      title={t.identify.impact}
      action={<CommandButton command="assess-impact" guide={view.guide} label={impact ? t.identify.assessAgain : t.identify.assess} size="compact-sm" variant={impact ? "default" : "filled"} onGive={assess} />}
    >
      {impact ? (
        <dl className={classes.facts}>
          <Fact name={t.identify.severity}>{choice("Severity", impact.severity)}</Fact>
          <Fact name={t.identify.emotion}>{choice("Emotion", impact.emotion)}</Fact>
          {impact.money_at_stake && <Fact name={t.identify.money}>{money(impact.money_at_stake)}</Fact>}
          <Fact name={t.identify.care}>{impact.vulnerable ? t.identify.yes : t.identify.no}</Fact>
          <Fact name={t.identify.harm}>{impact.safety_risk ? t.identify.yes : t.identify.no}</Fact>
          {impact.act_at_once !== undefined && <Fact name={t.identify.first}>{impact.act_at_once ?? t.erasedWords}</Fact>}
          {impact.notes !== undefined && <Fact name={t.identify.notes}>{impact.notes ?? t.erasedWords}</Fact>}
        </dl>
      ) : (
        <Text size="sm">{t.identify.noImpact}</Text>
      )}
    </Part>
  );
}

function Acknowledged({ view }: { view: View }) {
  const { give, write } = useCase();
  const nameOf = useNames();
  const { acknowledged } = view.state;
  return (
    <Part
      title={t.identify.acknowledged}
      action={
        !acknowledged && (
          <Group gap="xs">
            <CommandButton command="send-letter" guide={view.guide} label={t.identify.writeAcknowledgement} size="compact-sm" onGive={() => write("email", "acknowledgement")} />
            <CommandButton command="acknowledge-case" guide={view.guide} label={t.identify.acknowledge} size="compact-sm" variant="default" onGive={() => give("acknowledge-case")} />
          </Group>
        )
      }
    >
      <Text size="sm">
        {acknowledged ? t.identify.acknowledgedBy(choice("Channel", acknowledged.channel), moment(new Date(acknowledged.at)), nameOf(acknowledged.by)) : t.identify.notAcknowledged}
      </Text>
    </Part>
  );
}

const answerName = { agreed: t.identify.agreed, corrected: t.identify.corrected, not_reached: t.identify.notReached };

function Understood({ view }: { view: View }) {
  const { open: reading, show, close, place } = useFormPlace("play-back-understanding");
  const attempts = view.state.play_backs;
  return (
    <Part
      title={t.identify.readBack}
      place={place}
      action={
        !reading && (
          <CommandButton
            command="play-back-understanding"
            guide={view.guide}
            label={attempts.length > 0 ? t.identify.readAgain : t.identify.read}
            size="compact-sm"
            variant={attempts.some(({ answer }) => answer === "agreed") ? "default" : "filled"}
            onGive={show}
          />
        )
      }
    >
      <Stack gap="sm">
        {reading && <ReadBack view={view} onClose={close} />}
        {attempts.length === 0 && !reading && <Text size="sm">{t.identify.noReadBack}</Text>}
        {[...attempts].reverse().map((attempt) => (
          <div key={attempt.at}>
            <Text size="sm">
              <strong>{answerName[attempt.answer]}</strong>
              <Text span size="sm" c="dimmed">
                {" "}
                · {choice("Channel", attempt.channel)}, {moment(new Date(attempt.at))}
              </Text>
            </Text>
            <blockquote className={classes.quote}>{attempt.summary ?? <em>{t.erasedWords}</em>}</blockquote>
            {attempt.correction !== undefined && (
              <Text size="sm" mt={4}>
                {t.identify.correction}: {attempt.correction ?? <em>{t.erasedWords}</em>}
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Part>
  );
}
