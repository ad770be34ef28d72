// The options side by side, what each is due to law and authority, and how they weigh against what matters.

import { Badge, Button, Group, NumberInput, Radio, Slider, Stack, Text, Textarea } from "@mantine/core";
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from "react";
import type { Schemas } from "@/shared/api/client";
import { refusalsOf, splitProblem, useCommand } from "@/shared/commands";
import { choice, count, distance, money, number, words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { CommandButton } from "@/shared/ui/CommandButton";
import { ProblemNote } from "@/shared/ui/problems";
import classes from "../case.module.css";
import { useCase, useOpener, useProcedure } from "../caseContext";
import { useNames } from "../names";
import { authorityInWords, whyNotAnswer, type Reader } from "./approving";
import { t } from "./messages";
import { OptionForm } from "./OptionForm";
import css from "./panels.module.css";
import { Empty, lineOf, Mark, Said, Section } from "./parts";
import { liveOptions, missingScores, rankingSays, rounded, shares, withCriterion, withoutCriterion, type Option } from "./ranking";
import { useFormPlace } from "./useFormPlace";
import { useWeighing } from "./useWeighing";

type Props = { view: Schemas["CaseView"] };

export function Options({ view }: Props) {
  const form = useFormPlace("add-option");
  const [amending, setAmending] = useState<string>();
  const { state } = view;
  const options = useMemo(() => liveOptions(state.options), [state.options]);
  const removed = state.options.filter((option) => option.removed);
  const amended = options.find(({ id }) => id === amending);
  const wasAmending = useRef<string>(undefined);
  // The focus goes back to where the form was opened from.
  useEffect(() => {
    if (amending === undefined && wasAmending.current !== undefined) {
      form.place.current?.querySelector<HTMLElement>(`[data-amend="${wasAmending.current}"] button`)?.focus();
    }
    wasAmending.current = amending;
  }, [amending, form.place]);
  return (
    <Section
      title={t.options.title}
      says={t.options.says}
      place={form.place}
      aside={
        !form.open && (
          <CommandButton
            size="xs"
            variant="light"
            command="add-option"
            guide={view.guide}
            onGive={() => {
              setAmending(undefined);
              form.show();
            }}
          />
        )
      }
    >
      {options.length === 0 && !form.open && <Empty>{t.options.none}</Empty>}
      {options.length === 1 && <Empty>{t.options.one}</Empty>}
      {form.open && <OptionForm of={view.ref} option={undefined} onClose={form.close} />}
      {amended && <OptionForm of={view.ref} option={amended} onClose={() => setAmending(undefined)} />}
      {options.length > 0 && (
        <Matrix
          view={view}
          options={options}
          onAmend={(id) => {
            if (form.open) form.close();
            setAmending(id);
          }}
        />
      )}
      {removed.length > 0 && (
        <details>
          <summary>
            <Text size="sm" span>
              {count(removed.length, t.options.removed)}
            </Text>
          </summary>
          {removed.map(({ id, terms }) => (
            <Text key={id} size="sm" c="dimmed">
              {id} · {lineOf(terms.title)}
            </Text>
          ))}
        </details>
      )}
    </Section>
  );
}

function Matrix({ view, options, onAmend }: Props & { options: Option[]; onAmend: (id: string) => void }) {
  const { give } = useCase();
  const { round, closed } = view.state;
  const standing = round.weighing;
  const editable = (refusalsOf(view.guide, "weigh-options") ?? []).length === 0 && !round.agreement && !closed;
  const weighing = useWeighing(view.ref, options, standing, t.weigh.criteria, editable);
  const { values, ranking, chosen } = weighing;
  const titleOf = (id: string) => t.weigh.named(id, lineOf(view.state.options.find((option) => option.id === id)?.terms.title));
  const rankOf = (id: string) => ranking?.ranks.find(({ option }) => option === id);
  const share = shares(values.criteria);
  const shown = editable || (standing !== undefined && !standing.overtaken);
  const missing = missingScores(values);
  const radios = useId();
  const offered = (id: string) => view.state.offers.some((offer) => offer.option === id && (offer.state === "open" || offer.state === "accepted"));

  const row = (label: ReactNode, cell: (option: Option) => ReactNode, key?: string) => (
    <tr key={key}>
      <th scope="row">{label}</th>
      {options.map((option) => (
        <td key={option.id}>{cell(option)}</td>
      ))}
    </tr>
  );
  const setScore = (id: string, at: number, score: number | null) =>
    weighing.change({ ...values, scores: { ...values.scores, [id]: (values.scores[id] ?? []).map((before, index) => (index === at ? score : before)) } });
  const setCriterion = (at: number, part: Partial<{ name: string; weight: number }>) =>
    weighing.change({ ...values, criteria: values.criteria.map((criterion, index) => (index === at ? { ...criterion, ...part } : criterion)) });

  return (
    <Stack gap="sm">
      <div className={css["scroll"]} tabIndex={0} role="region" aria-label={t.options.table}>
        <table className={css["matrix"]}>
          <thead>
            <tr>
              <th scope="col">
                <Text size="sm" c="dimmed" span>
                  {t.options.option}
                </Text>
              </th>
              {options.map(({ id, terms }) => (
                <th key={id} scope="col">
                  <Text size="xs" c="dimmed">
                    {id} · {choice("RemedyKind", terms.remedy)}
                  </Text>
                  <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
                    {lineOf(terms.title)}
                  </Text>
                  <Group gap={6} mt={4} className="no-print">
                    {!offered(id) && (
                      <>
                        <span data-amend={id}>
                          <CommandButton size="compact-xs" variant="subtle" command="amend-option" label={t.options.amend} guide={view.guide} onGive={() => onAmend(id)} />
                        </span>
                        <CommandButton
                          size="compact-xs"
                          variant="subtle"
                          command="remove-option"
                          label={t.options.remove}
                          guide={view.guide}
                          onGive={() => give("remove-option", { given: { option: id }, hidden: ["option"], title: t.options.removing(id) })}
                        />
                      </>
                    )}
                    {standing?.chosen === id && !standing.overtaken && (
                      <Badge size="sm" variant="light" style={{ color: "var(--internal)", background: "var(--internal-bg)" }}>
                        {t.options.recommended}
                      </Badge>
                    )}
                  </Group>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {options.some(({ terms }) => terms.details !== undefined) && row(t.option.details, ({ terms }) => <Said text={terms.details} />)}
            {row(t.options.cost, ({ terms }) => (
              <span className="num">{terms.cost ? money(terms.cost) : t.options.nothing}</span>
            ))}
            {row(t.options.days, ({ terms }) => (
              <span className="num">{terms.days === 0 ? t.options.atOnce : count(terms.days, t.options.day)}</span>
            ))}
            {row(t.options.impact, ({ terms }) => (terms.customer_impact === undefined ? <Empty>{t.options.notSaid}</Empty> : <Said text={terms.customer_impact} />))}
            {row(t.options.due, (option) => (
              <Due view={view} option={option} />
            ))}
            {row(t.options.authority, (option) => (
              <Authority view={view} option={option} />
            ))}
          </tbody>
          {shown && (
            <tbody>
              <tr className={css["group"]}>
                <th scope="row">{t.weigh.title}</th>
                {options.map(({ id }) => (
                  <td key={id}>
                    <Text size="xs" c="dimmed" className="no-print">
                      {editable && t.weigh.scale}
                    </Text>
                  </td>
                ))}
              </tr>
              {values.criteria.map((criterion, at) => (
                <tr key={at}>
                  <th scope="row">
                    {editable ? (
                      <Stack gap={2}>
                        <span className={classes.paperOnly}>{criterion.name}</span>
                        <Group gap={4} wrap="nowrap" className="no-print">
                          <Textarea size="xs" rows={1} autosize aria-label={t.weigh.nameOf(at + 1)} maxLength={200} value={criterion.name} error={criterion.name.trim() === ""} onChange={(event) => setCriterion(at, { name: event.currentTarget.value.replaceAll("\n", " ") })} style={{ flex: 1 }} />
                          {values.criteria.length > 1 && (
                            <Button size="compact-xs" variant="subtle" aria-label={t.weigh.removeCriterion(criterion.name)} onClick={() => weighing.change(withoutCriterion(values, at))}>
                              ×
                            </Button>
                          )}
                        </Group>
                        <Slider
                          className="no-print"
                          size="sm"
                          min={0}
                          max={100}
                          step={5}
                          label={null}
                          value={criterion.weight}
                          onChange={(weight) => setCriterion(at, { weight })}
                          thumbLabel={t.weigh.weightOf(criterion.name)}
                          my={6}
                        />
                        <Text size="xs" className="num">
                          {t.weigh.share(criterion.weight, share[at] ?? 0)}
                        </Text>
                      </Stack>
                    ) : (
                      <>
                        {criterion.name}
                        <Text size="xs" className="num">
                          {t.weigh.share(criterion.weight, share[at] ?? 0)}
                        </Text>
                      </>
                    )}
                  </th>
                  {options.map(({ id }) => {
                    const score = values.scores[id]?.[at] ?? null;
                    return (
                      <td key={id}>
                        {editable && <span className={`num ${classes.paperOnly}`}>{score === null ? "–" : number(score)}</span>}
                        {editable ? (
                          <NumberInput
                            className="no-print"
                            size="xs"
                            w="5.5rem"
                            min={0}
                            max={10}
                            clampBehavior="strict"
                            allowDecimal={false}
                            allowNegative={false}
                            aria-label={t.weigh.scoreOf(id, criterion.name)}
                            placeholder="0–10"
                            value={score ?? ""}
                            onChange={(given) => setScore(id, at, given === "" ? null : Number(given))}
                          />
                        ) : (
                          <span className="num">{score === null ? "–" : number(score)}</span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
              {row(<b>{t.weigh.total}</b>, ({ id }) => {
                const rank = rankOf(id);
                if (!rank) return <Empty>{t.weigh.notYet}</Empty>;
                return (
                  <Text size="sm" fw={rank.place === 1 ? 700 : 400} className="num" data-leads={rank.place === 1 ? true : undefined} px={4} mx={-4}>
                    {rank.tied ? t.weigh.placeTied(rank.place, rounded(rank.total)) : t.weigh.place(rank.place, rounded(rank.total))}
                  </Text>
                );
              })}
              {editable &&
                row(<b id={radios}>{t.weigh.recommend}</b>, ({ id }) => (
                  <>
                    <Radio className="no-print" name={radios} value={id} aria-label={titleOf(id)} label={t.weigh.thisOne} checked={chosen === id} onChange={() => weighing.change({ ...values, chosen: id })} />
                    {chosen === id && <span className={classes.paperOnly}>✓ {t.weigh.thisOne}</span>}
                  </>
                ))}
            </tbody>
          )}
        </table>
      </div>
      {editable && (
        <div className="no-print">
          <Button size="compact-sm" variant="light" onClick={() => weighing.change(withCriterion(values, ""))} disabled={values.criteria.length >= 20}>
            {t.weigh.addCriterion}
          </Button>
        </div>
      )}
      {shown && (
        <Text size="sm" role="status" aria-live="polite" fw={500}>
          {ranking ? rankingSays(ranking, titleOf, t.weigh.words) : missing > 0 ? count(missing, t.weigh.missing) : t.weigh.weightless}
        </Text>
      )}
      <ProblemNote problem={weighing.error} again={weighing.again} />
      {standing?.overtaken && (
        <Text size="sm" style={{ color: "var(--soon)" }}>
          {t.weigh.overtaken}
        </Text>
      )}
      {!editable && shown && standing && (
        <Stack gap={4}>
          <Said text={standing.justification} label={t.weigh.justification} />
          <Mark at={standing.at} by={standing.by} />
        </Stack>
      )}
      {editable && values.justification.trim() !== "" && (
        <div className={classes.paperOnly}>
          <Said text={values.justification} label={t.weigh.justification} />
        </div>
      )}
      {!closed && !round.agreement && <Record view={view} weighing={weighing} editable={editable} titleOf={titleOf} />}
    </Stack>
  );
}

function Record({ view, weighing, editable, titleOf }: Props & { weighing: ReturnType<typeof useWeighing>; editable: boolean; titleOf: (id: string) => string }) {
  const { values, body, chosen, behind } = weighing;
  const give = useCommand("cases", view.ref, "weigh-options");
  const faults = give.error ? splitProblem(give.error).fields : {};
  const justification = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [tooEarly, setTooEarly] = useState("");
  const [askedWhy, setAskedWhy] = useState(false);
  const unexplained = behind && values.justification.trim() === "";
  useOpener("weigh-options", () => {
    place.current?.scrollIntoView({ block: "center" });
    (justification.current ?? place.current?.querySelector<HTMLElement>("button"))?.focus();
  });
  const recorded = view.state.round.weighing;
  const record = () => {
    if (body === undefined) { setTooEarly(t.weigh.fillIn); return; }
    if (chosen === "") { setTooEarly(t.weigh.chooseOne); return; }
    if (unexplained) {
      setTooEarly("");
      setAskedWhy(true);
      return justification.current?.focus();
    }
    setTooEarly("");
    give.mutate(
      { body: { ...body, chosen, ...(values.justification.trim() === "" ? {} : { justification: values.justification.trim() }) } },
      {
        onSuccess: () => weighing.forget(),
        onError: () => justification.current?.focus(),
      },
    );
  };
  return (
    <Stack gap="sm" ref={place} className="no-print">
      {editable && (
        <Textarea
          ref={justification}
          label={chosen === "" ? t.weigh.justification : t.weigh.why(titleOf(chosen))}
          description={behind ? t.weigh.whyBehind : t.weigh.whySays}
          withAsterisk={behind}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={50_000}
          value={values.justification}
          error={askedWhy && unexplained ? t.weigh.whyNeeded : faults["justification"]}
          onChange={(event) => weighing.change({ ...values, chosen, justification: event.currentTarget.value })}
        />
      )}
      <ProblemNote problem={give.error} shown={["justification"]} />
      <Group gap="sm">
        <CommandButton command="weigh-options" label={recorded ? t.weigh.recordAgain : t.weigh.record} guide={view.guide} variant={weighing.changed ? "filled" : "default"} loading={give.isPending} onGive={record} />
        {weighing.touched && (
          <Button variant="subtle" size="compact-sm" onClick={weighing.forget}>
            {recorded ? t.weigh.asRecorded : words.ui.startAfresh}
          </Button>
        )}
        <Text size="sm" c="dimmed" role="status">
          {tooEarly !== ""
            ? tooEarly
            : weighing.touched && weighing.changed
              ? weighing.restoredAt
                ? words.ui.draftRestored(distance(weighing.restoredAt))
                : t.weigh.notRecorded
              : recorded && !weighing.changed
                ? t.weigh.isRecorded
                : ""}
        </Text>
      </Group>
    </Stack>
  );
}

function Due({ view, option }: Props & { option: Option }) {
  const check = view.rights?.options.find((beside) => beside.option === option.id)?.check;
  const looks = {
    below: { color: "var(--late)", background: "var(--late-bg)" },
    not_below: { color: "var(--met)", background: "var(--met-bg)" },
    cannot_tell: { color: "var(--quiet)", background: "var(--quiet-bg)" },
  } as const;
  const why = check && `${check.says}${check.source === "" ? "" : ` (${check.source})`}`;
  if (!check && option.terms.entitlement === undefined) return <Empty>{t.options.notAssessed}</Empty>;
  return (
    <Stack gap={4}>
      {check && (
        <>
          <div>
            <Badge size="sm" variant="light" h="auto" py={2} styles={{ label: { whiteSpace: "normal" } }} style={looks[check.verdict]}>
              {check.verdict === "below" ? `! ${choice("Entitled", check.verdict)}` : choice("Entitled", check.verdict)}
            </Badge>
          </div>
          {check.verdict === "below" ? (
            <Text size="xs">{why}</Text>
          ) : (
            <details>
              <summary>
                <Text size="xs" span>
                  {t.options.why}
                </Text>
              </summary>
              <Text size="xs" c="dimmed">
                {why}
              </Text>
            </details>
          )}
        </>
      )}
      <Said text={option.terms.entitlement} />
    </Stack>
  );
}

const inWords = {
  ...t.approval,
  needs: (role: Schemas["Role"]) => t.approval.needs(choice("Role", role)),
  second: (role: Schemas["Role"] | undefined) => (role === undefined ? t.approval.second : t.approval.secondAt(choice("Role", role))),
};

function Authority({ view, option }: Props & { option: Option }) {
  const { give } = useCase();
  const { role, user } = useSession();
  const nameOf = useNames();
  const { data: procedure } = useProcedure(view.procedure);
  const { approval, id } = option;
  const need = view.options.find((one) => one.option === id);
  const reader: Reader = { role, user, ladder: procedure?.ladder };
  const no = approval && whyNotAnswer(need, approval, reader, t.approval);
  const ask = (command: string) => give(command, { given: { option: id }, hidden: ["option"], title: t.approval.titles[command as keyof typeof t.approval.titles](id) });
  const over = view.state.round.agreement !== undefined || view.state.closed !== undefined;
  return (
    <Stack gap={4}>
      {need && <Text size="sm">{authorityInWords(need, reader, inWords)}</Text>}
      {need && !need.settled && need.says !== "" && (
        <Text size="xs" c="dimmed" className="no-print">
          {need.says}
        </Text>
      )}
      {approval && (
        <>
          <Text size="sm" fw={600} style={{ color: { requested: "var(--soon)", granted: "var(--met)", refused: "var(--late)" }[approval.state] }}>
            {approval.state === "requested" ? t.approval.waiting(choice("Role", approval.needed)) : t.approval.answered(choice("ApprovalState", approval.state), nameOf(approval.answered_by))}
          </Text>
          <Said text={approval.reason} label={t.approval.asked(nameOf(approval.requested_by))} />
          <Said text={approval.answer} label={t.approval.answer} />
        </>
      )}
      {!over && (
        <Group gap={6} className="no-print">
          {need && need.by !== "nobody" && (!approval || approval.state === "refused") && (
            <CommandButton size="compact-sm" variant="light" command="request-approval" guide={view.guide} onGive={() => ask("request-approval")} />
          )}
          {approval?.state === "requested" && (
            <>
              <CommandButton size="compact-sm" variant="light" command="grant-approval" guide={view.guide} whyNot={no?.grant} onGive={() => ask("grant-approval")} />
              <CommandButton size="compact-sm" variant="subtle" command="refuse-approval" guide={view.guide} whyNot={no?.refuse} onGive={() => ask("refuse-approval")} />
            </>
          )}
        </Group>
      )}
    </Stack>
  );
}
