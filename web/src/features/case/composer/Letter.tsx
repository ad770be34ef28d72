// A letter or e-mail: drafted from the desk's template and the case, edited here, checked as it is written, and sent.

import { Alert, Badge, Button, Checkbox, CloseButton, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, type SubmitEvent, Suspense, useMemo, useRef, useState } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { splitProblem, useCommand } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { choice, distance, language, moment, number } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import classes from "../case.module.css";
import { useCase } from "../caseContext";
import { ChangedMeanwhile } from "../CommandDialog";
import { t } from "../messages";
import { findInText, withNextNews } from "./findInText";
import { instantOf } from "./nextNews";
import { newsBody, NextNews, noNews, type News } from "./NextNews";

const Preview = lazy(() => import("./Preview").then((m) => ({ default: m.Preview })));

type LetterKind = Schemas["LetterKind"];
type Channel = Schemas["Channel"];
type Review = Schemas["LetterReview"];

const kinds: readonly LetterKind[] = ["acknowledgement", "update", "holding", "summary_resolution", "stage_one_answer", "stage_two_answer", "final_response", "deadlock"];
const channels: readonly Channel[] = ["email", "letter", "portal", "fax"];

type Props = { mode: "email" | "letter"; kind?: LetterKind; onClose: () => void; onSent: () => void };
// Fields that say their own fault.
const shown = ["again", "title", "text", "next_news_by", "no_news_because"];

export function Letter({ mode, kind: wanted, onClose, onSent }: Props) {
  const { view } = useCase();
  const [kind, setKind] = useState<LetterKind>(wanted ?? (view.state.acknowledged ? "update" : "acknowledgement"));
  const [channel, setChannel] = useState<Channel>(mode);
  return (
    <section className={`panel ${classes.section} ${classes.container}`} aria-labelledby="letter-title">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} id="letter-title">
            {mode === "email" ? t.letter.titleEmail : t.letter.titleLetter}
          </Title>
          <CloseButton aria-label={`${t.note.close}. ${t.note.closeSays}`} title={`${t.note.close}. ${t.note.closeSays}`} onClick={onClose} />
        </Group>
        <ChangedMeanwhile />
        <Group align="flex-end" gap="md">
          <NativeSelect
            label={t.letter.kind}
            value={kind}
            autoFocus
            onChange={(event) => setKind(event.currentTarget.value as LetterKind)}
            data={kinds.map((value) => ({ value, label: choice("LetterKind", value) }))}
          />
          <NativeSelect
            label={t.letter.how}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value as Channel)}
            data={channels.map((value) => ({ value, label: choice("Channel", value) }))}
          />
        </Group>
        {/* Each kind keeps a draft of its own, so that looking at another loses nothing. */}
        <Editor key={kind} kind={kind} channel={channel} onClose={onClose} onSent={onSent} />
      </Stack>
    </section>
  );
}

type Written = { title: string; text: string };
type Kept = { written: Written | null; news: News };

type EditorProps = { kind: LetterKind; channel: Channel; onClose: () => void; onSent: () => void };

function Editor({ kind, channel, onClose, onSent }: EditorProps) {
  const { view } = useCase();
  const { ref } = view;
  const draft = useDraft<Kept>(`${ref}.send-letter.${kind}`, { written: null, news: noNews });
  const [kept, setKept] = useState(draft.initial);
  const [undo, setUndo] = useState<Written | null>(null);
  const [blocked, setBlocked] = useState(false);
  const [preview, setPreview] = useState(false);
  const [again, setAgain] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const change = (part: Partial<Kept>) => {
    const next = { ...kept, ...part };
    setKept(next);
    draft.keep(next);
  };

  const newsBy = instantOf(kept.news.by);
  const template = useQuery({
    queryKey: ["case", ref, "letter", kind, newsBy],
    queryFn: () =>
      bodyOf(api.GET("/api/v1/cases/{ref}/letters/{kind}", { params: { path: { ref, kind }, query: newsBy ? { next_news_by: newsBy } : {} } })),
    placeholderData: keepPreviousData,
    enabled: kept.written === null,
  });
  const drafted = template.data;
  const written = useMemo<Written>(() => kept.written ?? { title: drafted?.title ?? "", text: drafted?.text ?? "" }, [kept.written, drafted]);
  const write = (part: Partial<Written>) => change({ written: { ...written, ...part } });

  const [settled] = useDebouncedValue(written, 500);
  const ready = settled.title.trim() !== "" && settled.text.trim() !== "";
  const check = useQuery({
    queryKey: ["letter-check", ref, kind, channel, settled.title, settled.text],
    queryFn: ({ signal }) =>
      bodyOf(api.POST("/api/v1/cases/{ref}/letters/check", { params: { path: { ref } }, body: { letter: kind, channel, ...settled }, signal })),
    enabled: ready,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const review = ready ? check.data?.review : undefined;
  const current = !check.isFetching && settled === written;

  const form = useRef<HTMLFormElement>(null);
  const give = useCommand("cases", ref, "send-letter");
  const faults = splitProblem(give.error).fields;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (current && review && !review.may_be_sent) {
      setBlocked(true);
      return;
    }
    setBlocked(false);
    const { next_news_by, no_news_because } = { next_news_by: undefined, no_news_because: undefined, ...newsBody({ ...kept.news, about: "" }) };
    give.mutate(
      {
        body: { letter: kind, channel, ...written, ...(again ? { again } : {}), ...(next_news_by ? { next_news_by } : {}), ...(no_news_because ? { no_news_because } : {}) },
        seen: view.version,
      },
      {
        onSuccess: () => {
          draft.drop();
          onSent();
        },
        onError: () => focusFirstFault(form.current),
      },
    );
  };

  const show = (sought: string) => {
    const box = area.current;
    const found = findInText(written.text, sought);
    if (!box || !found) return;
    box.focus();
    box.setSelectionRange(found.start, found.end);
    box.scrollTop = (found.start / Math.max(1, written.text.length)) * box.scrollHeight - box.clientHeight / 2;
  };

  if (kept.written === null && template.isPending) return <Text role="status">{t.letter.drafting}</Text>;
  const { promise } = view.state;
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <ProblemNote problem={kept.written === null ? template.error : undefined} again={() => void template.refetch()} />
      <div className={classes.letter}>
        <Stack gap="sm">
          {draft.restoredAt && kept.written && (
            <Text size="sm" role="status">
              {t.letter.keptDraft(distance(draft.restoredAt))}
            </Text>
          )}
          <TextInput
            label={t.letter.subject}
            required
            maxLength={200}
            value={written.title}
            error={faults["title"]}
            onChange={(event) => write({ title: event.currentTarget.value })}
          />
          <Textarea
            ref={area}
            label={t.letter.text}
            description={t.letter.textHelp}
            required
            rows={22}
            maxLength={50_000}
            spellCheck
            lang={template.data?.language}
            value={written.text}
            error={faults["text"]}
            onChange={(event) => write({ text: event.currentTarget.value })}
          />
          <Group gap="xs">
            {kept.written && (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  setUndo(kept.written);
                  change({ written: null });
                }}
              >
                {t.letter.again}
              </Button>
            )}
            {undo && kept.written === null && (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  change({ written: undo });
                  setUndo(null);
                }}
              >
                {t.letter.undo}
              </Button>
            )}
          </Group>
          <NextNews
            value={kept.news}
            errors={faults}
            hint={promise && !promise.broken ? t.note.stands(moment(new Date(promise.by))) : undefined}
            onChange={(part) => {
              const news = { ...kept.news, ...part };
              // An untouched draft is drafted anew with the day; a text of one's own only has its gap filled.
              const filled = kept.written && part.by !== undefined ? { ...kept.written, text: withNextNews(kept.written.text, part.by, template.data?.language ?? "en-GB") } : kept.written;
              change({ news, written: filled });
            }}
          />
        </Stack>
        <aside aria-label={t.letter.check}>
          <Title order={3} mb="xs">
            {t.letter.check}
          </Title>
          <div role="status" aria-live="polite">
            {review ? (
              <Badge variant="light" style={review.may_be_sent ? { color: "var(--met)", background: "var(--met-bg)" } : { color: "var(--soon)", background: "var(--soon-bg)" }} tt="none" size="lg">
                {review.may_be_sent ? `✓ ${t.letter.ready}` : t.letter.notReady}
              </Badge>
            ) : (
              ready && check.isFetching && <Text size="sm">{t.letter.checking}</Text>
            )}
          </div>
          <ProblemNote problem={check.error} again={() => void check.refetch()} />
          {template.data && kept.written === null && <TemplateNotes draft={template.data} />}
          {review && <ReviewView review={review} text={written.text} large={check.data?.print === "large"} onShow={show} />}
        </aside>
      </div>
      <Stack gap="sm" mt="md">
        {blocked && review && !review.may_be_sent && (
          <Alert role="alert" color="yellow" variant="light">
            <Text size="sm">{t.letter.blocked}</Text>
            <Text size="sm" {...inEnglish}>
              {review.says}
            </Text>
          </Alert>
        )}
        <ProblemNote problem={give.error} shown={shown} />
        {(faults["again"] !== undefined || again) && (
          <Checkbox label={t.letter.another} error={again ? undefined : faults["again"]} checked={again} onChange={(event) => setAgain(event.currentTarget.checked)} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.note.close}
          </Button>
          <Button variant="default" onClick={() => setPreview(true)} disabled={!ready}>
            {t.letter.preview}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {t.letter.send} ({choice("Channel", channel)})
          </Button>
        </Group>
      </Stack>
      {preview && (
        <Suspense fallback={null}>
          <Preview of={ref} body={{ letter: kind, channel, ...written }} onClose={() => setPreview(false)} />
        </Suspense>
      )}
    </form>
  );
}

// What the checks find is said by the server, in its own language.
const inEnglish = language === "en-GB" ? {} : { lang: "en" };

function TemplateNotes({ draft }: { draft: Schemas["LetterDraft"] }) {
  if (draft.notes.length === 0) return null;
  return (
    <Section title={t.letter.mind}>
      {draft.notes.map((note) => (
        <li key={note} {...inEnglish}>
          {note}
        </li>
      ))}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div style={{ marginTop: "0.9rem" }}>
      <Title order={4} size="sm" mb={4}>
        {title}
      </Title>
      <ul className={classes.plain}>{children}</ul>
    </div>
  );
}

function ReviewView({ review, text, large, onShow }: { review: Review; text: string; large: boolean; onShow: (words: string) => void }) {
  const find = (place: Schemas["Place"] | undefined) =>
    place && findInText(text, place.words) ? (
      <Button size="compact-xs" variant="subtle" onClick={() => onShow(place.words)} aria-label={`${t.letter.find}: ${place.words}`}>
        {t.letter.find}
      </Button>
    ) : null;
  const mark = (good: boolean) => (
    <span aria-hidden className={good ? classes.tick : classes.todo}>
      {good ? "✓ " : "○ "}
    </span>
  );
  const { readability, heat } = review;
  const decimal = (value: string | null | undefined) => (value === null || value === undefined ? "–" : number(Number(value)));
  return (
    <>
      {review.gaps.length > 0 && (
        <Section title={t.letter.gaps}>
          {review.gaps.map((gap, at) => (
            <li key={at}>
              {mark(false)}
              <span {...inEnglish}>{gap.what}</span> {find(gap.place)}
            </li>
          ))}
        </Section>
      )}
      {(review.remarks.length > 0 || large) && (
        <Section title={t.letter.mind}>
          {large && <li>{t.letter.large}</li>}
          {review.remarks.map((remark) => (
            <li key={remark} {...inEnglish}>
              {remark}
            </li>
          ))}
        </Section>
      )}
      <Section title={t.letter.statements}>
        {review.statements.length === 0 && <li>{t.letter.noStatements}</li>}
        {review.statements.map((statement) => (
          <li key={statement.id}>
            {mark(statement.presence === "present")}
            <strong {...inEnglish}>{statement.title}</strong>: {t.letter.presence[statement.presence] ?? statement.presence} {find(statement.place)}
            {statement.presence !== "present" && (
              <div {...inEnglish}>
                {statement.says} {statement.mend}
              </div>
            )}
            <Text size="xs" c="dimmed">
              <span {...inEnglish}>
                {statement.clause.number}: {statement.clause.words}
              </span>
              {!statement.verified && ` (${t.letter.unverified})`}
            </Text>
          </li>
        ))}
      </Section>
      <Section title={t.letter.heat}>
        {heat.parts.map(({ part, place, cue }) => (
          <li key={part}>
            {mark(place !== undefined)}
            {t.letter.heatParts[part] ?? part}
            {": "}
            <span {...inEnglish}>{place ? t.letter.shown(place.words) : cue}</span> {find(place)}
          </li>
        ))}
        {heat.hollow.map(({ place, hint }, at) => (
          <li key={`hollow${at}`}>
            {mark(false)}
            {t.letter.hollow}: <span {...inEnglish}>{`“${place.words}”. ${hint}`}</span> {find(place)}
          </li>
        ))}
      </Section>
      <Section title={t.letter.reading}>
        <li {...inEnglish}>{readability.says}</li>
        <li className="num">{t.letter.perSentence(decimal(readability.words_per_sentence))}</li>
        {readability.long_sentences.map(({ place, words: n }, at) => (
          <li key={`long${at}`}>
            {mark(false)}
            {t.letter.long(n, place.words)} {find(place)}
          </li>
        ))}
        {readability.jargon.map(({ place, term, plain }, at) => (
          <li key={`jargon${at}`}>
            {mark(false)}
            {t.letter.plainer(term, plain)} {find(place)}
          </li>
        ))}
      </Section>
      <Text size="xs" c="dimmed" mt="sm" {...inEnglish}>
        {review.says}
      </Text>
    </>
  );
}
