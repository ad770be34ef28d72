// What is put to the customer, what they say to it, and what we say in the end if nothing is agreed.

import { Badge, Group, Stack, Text, Textarea, TextInput, type BadgeProps } from "@mantine/core";
import { useMemo } from "react";
import type { Schemas } from "@/shared/api/client";
import { choice, count } from "@/shared/i18n";
import { CommandButton } from "@/shared/ui/CommandButton";
import { useNow, When } from "@/shared/ui/When";
import { useCase } from "../caseContext";
import { ChannelSelect } from "./ChannelSelect";
import { t } from "./messages";
import { OwnForm } from "./OwnForm";
import { Empty, lineOf, Mark, Said, Section } from "./parts";
import { instantOf } from "./times";
import { useFormPlace } from "./useFormPlace";

type Props = { view: Schemas["CaseView"] };
type Values = { terms: string; channel: Schemas["Channel"]; answer_by: string };

export function Offers({ view }: Props) {
  const { give } = useCase();
  const form = useFormPlace("make-offer");
  const { offers, round, closed } = view.state;
  const now = offers.slice(round.offers_before);
  const earlier = offers.slice(0, round.offers_before);
  const chosen = round.weighing && !round.weighing.overtaken ? view.state.options.find(({ id }) => id === round.weighing?.chosen) : undefined;
  const settled = round.agreement !== undefined || round.final_position !== undefined || closed !== undefined;
  return (
    <Section
      title={t.offer.title}
      says={t.offer.says}
      place={form.place}
      aside={
        !form.open &&
        !settled && (
          <>
            <CommandButton size="xs" command="make-offer" guide={view.guide} onGive={form.show} />
            <CommandButton size="xs" variant="default" command="give-final-position" guide={view.guide} onGive={() => give("give-final-position")} />
          </>
        )
      }
    >
      {form.open && chosen && <OfferForm view={view} option={chosen} onClose={form.close} />}
      {now.length === 0 && !form.open && !round.final_position && <Empty>{chosen ? t.offer.readyFor(chosen.id, lineOf(chosen.terms.title)) : t.offer.none}</Empty>}
      {now.toReversed().map((offer) => (
        <OfferCard key={offer.id} view={view} offer={offer} live />
      ))}
      {round.agreement && (
        <Stack gap={4}>
          <Text fw={600} style={{ color: "var(--met)" }}>
            ✓ {t.offer.agreed(round.agreement.option, lineOf(view.state.options.find(({ id }) => id === round.agreement?.option)?.terms.title))}
          </Text>
          <Said text={round.agreement.words} label={t.offer.theirWords} quote />
          <Mark at={round.agreement.at} channel={round.agreement.channel} />
        </Stack>
      )}
      {round.final_position && (
        <Stack gap={4}>
          <Text fw={600}>{t.offer.finalPosition}</Text>
          <Said text={round.final_position.reasons} />
          <Said text={round.final_position.alternatives} label={t.offer.alternatives} />
          <Mark at={round.final_position.at} by={round.final_position.by} channel={round.final_position.channel} />
        </Stack>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>
            <Text size="sm" span>
              {count(earlier.length, t.offer.earlier)}
            </Text>
          </summary>
          <Stack gap="sm" mt="xs">
            {earlier.toReversed().map((offer) => (
              <OfferCard key={offer.id} view={view} offer={offer} />
            ))}
          </Stack>
        </details>
      )}
    </Section>
  );
}

function OfferCard({ view, offer, live }: Props & { offer: Schemas["Offer"]; live?: boolean }) {
  const { give } = useCase();
  const now = useNow();
  const ranOut = offer.state === "open" && offer.answer_by !== undefined && new Date(offer.answer_by) < now;
  const about = { given: { offer: offer.id }, hidden: ["offer"] };
  const looks: Record<Schemas["OfferState"], BadgeProps["style"]> = {
    open: { color: "var(--soon)", background: "var(--soon-bg)" },
    accepted: { color: "var(--met)", background: "var(--met-bg)" },
    declined: { color: "var(--late)", background: "var(--late-bg)" },
    countered: { color: "var(--internal)", background: "var(--internal-bg)" },
    overtaken: { color: "var(--quiet)", background: "var(--quiet-bg)" },
  };
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text fw={600} size="sm">
          {t.offer.named(offer.id, offer.option)}
        </Text>
        <Badge size="sm" variant="light" style={looks[offer.state]}>
          {ranOut ? t.offer.ranOut : choice("OfferState", offer.state)}
        </Badge>
        {offer.state === "open" && offer.answer_by !== undefined && (
          <Text size="sm" span>
            {t.offer.standsUntil} <When at={offer.answer_by} />
          </Text>
        )}
      </Group>
      <Said text={offer.terms} quote />
      <Mark at={offer.at} by={offer.by} channel={offer.channel} />
      {offer.state !== "accepted" && <Said text={offer.answer} label={t.offer.theirWords} quote />}
      {live && offer.state === "open" && (
        <Group gap="xs" className="no-print">
          <CommandButton size="xs" command="accept-offer" label={t.offer.accept} guide={view.guide} onGive={() => give("accept-offer", { ...about, title: t.offer.accepting(offer.id) })} />
          <CommandButton size="xs" variant="default" command="decline-offer" label={t.offer.decline} guide={view.guide} onGive={() => give("decline-offer", { ...about, title: t.offer.declining(offer.id) })} />
          <CommandButton size="xs" variant="default" command="counter-offer" label={t.offer.counter} guide={view.guide} onGive={() => give("counter-offer", { ...about, title: t.offer.countering(offer.id) })} />
        </Group>
      )}
    </Stack>
  );
}

function OfferForm({ view, option, onClose }: Props & { option: Schemas["Option"]; onClose: () => void }) {
  const empty = useMemo<Values>(
    () => ({
      terms: [option.terms.title, option.terms.details].filter(Boolean).join("\n\n"),
      channel: view.customer.preference.channel ?? view.state.channel,
      answer_by: "",
    }),
    [option, view.customer.preference.channel, view.state.channel],
  );
  return (
    <OwnForm<Values>
      of={view.ref}
      command="make-offer"
      draft={`${view.ref}.make-offer.${option.id}`}
      empty={empty}
      fields={["terms", "channel", "answer_by"]}
      check={({ terms }) => (terms.trim() === "" ? [{ path: "terms", says: t.offer.needsTerms }] : [])}
      body={({ terms, channel, answer_by }) => ({ option: option.id, terms: terms.trim(), channel, ...(answer_by === "" ? {} : { answer_by: instantOf(answer_by) }) })}
      onDone={onClose}
      onCancel={onClose}
    >
      {({ values, set, fault }) => (
        <>
          <Text size="sm">{t.offer.offering(option.id, lineOf(option.terms.title))}</Text>
          <Textarea label={t.offer.terms} description={t.offer.termsSays} withAsterisk autosize minRows={3} maxRows={14} maxLength={50_000} value={values.terms} error={fault("terms")} onChange={(event) => set({ terms: event.currentTarget.value })} />
          <Group align="flex-start">
            <ChannelSelect label={t.offer.channel} value={values.channel} error={fault("channel")} onChange={(channel) => set({ channel })} />
            <TextInput type="datetime-local" label={t.offer.answerBy} value={values.answer_by} error={fault("answer_by")} onChange={(event) => set({ answer_by: event.currentTarget.value })} />
          </Group>
        </>
      )}
    </OwnForm>
  );
}
