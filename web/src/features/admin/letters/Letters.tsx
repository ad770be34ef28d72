// The desk's letters for those who answer for them: what must stand in which, and how a template turns out on a real case.

import { Anchor, Autocomplete, Badge, Button, Group, Modal, NativeSelect, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { choice, longDay, number } from "@/shared/i18n";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "../admin.module.css";
import { useProcedures } from "../useProcedures";
import { t } from "./messages";

type LetterKind = Schemas["LetterKind"];
const kinds: readonly LetterKind[] = ["acknowledgement", "update", "holding", "summary_resolution", "stage_one_answer", "stage_two_answer", "final_response", "deadlock"];
const dayOf = (day: string) => longDay(new Date(`${day}T00:00:00`));

export function Letters() {
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed" maw={760}>
        {t.says}
      </Text>
      <Try />
      <Required />
      <section className="panel" aria-labelledby="change-template">
        <Stack gap="sm" p="md">
          <Title order={2} id="change-template">
            {t.changeTitle}
          </Title>
          <Text size="sm" maw={760}>
            {t.change}
          </Text>
          <div>
            <Text size="sm">{t.commands}</Text>
            <pre className={styles["command"]}>
              {"amends letter --template our-letters/en-GB/final-response.txt \\\n  --values our-letters/en-GB/example.json --pdf letter.pdf\namends serve --letters our-letters"}
            </pre>
          </div>
          <Text size="sm">
            {t.required}{" "}
            <PageLink to="/admin/$part" params={{ part: "procedures" }} size="sm" underline="always">
              {t.toProcedures}
            </PageLink>
          </Text>
        </Stack>
      </section>
    </Stack>
  );
}

const reference = /^[A-Z]{1,2}-\d+/;

function Try() {
  const [typed, setTyped] = useState("");
  const [of, setOf] = useState<string>();
  const [kind, setKind] = useState<LetterKind>("acknowledgement");
  const [settled] = useDebouncedValue(typed.trim(), 200);
  const asked = settled.length >= 2 && !settled.includes(" · ");
  const { data: found, error } = useQuery({
    queryKey: ["search", "letters", asked ? settled : ""],
    queryFn: async ({ signal }) =>
      asked
        ? (await bodyOf(api.GET("/api/v1/search", { params: { query: { q: settled, limit: 20 } }, signal }))).cases
        : (await bodyOf(api.GET("/api/v1/cases", { params: { query: { limit: 20 } }, signal }))).cases,
    placeholderData: keepPreviousData,
  });
  const line = ({ ref, subject, customer_name }: Schemas["CaseSummary"]) => [ref, subject ?? t.erased, customer_name].filter(Boolean).join(" · ");
  const lines = (found ?? []).map(line);
  return (
    <section aria-labelledby="try">
      <Stack gap="md">
        <Title order={2} id="try">
          {t.tryTitle}
        </Title>
        <Group align="flex-start" gap="md">
          <Autocomplete
            label={t.case}
            description={t.caseHelp}
            value={typed}
            data={lines}
            filter={({ options }) => options}
            maxDropdownHeight={320}
            style={{ flex: "1 1 22rem" }}
            maw={560}
            error={asked && found?.length === 0 ? t.nobody : undefined}
            onChange={(value) => {
              setTyped(value);
              setOf(lines.includes(value) ? reference.exec(value)?.[0] : undefined);
            }}
          />
          <NativeSelect
            label={t.kind}
            description={" "}
            value={kind}
            data={kinds.map((value) => ({ value, label: choice("LetterKind", value) }))}
            onChange={(event) => setKind(event.currentTarget.value as LetterKind)}
          />
        </Group>
        <ProblemNote problem={error} />
        {of !== undefined && <Draft of={of} kind={kind} />}
      </Stack>
    </section>
  );
}

function Draft({ of, kind }: { of: string; kind: LetterKind }) {
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ["case", of, "letter", kind, undefined],
    queryFn: () => bodyOf(api.GET("/api/v1/cases/{ref}/letters/{kind}", { params: { path: { ref: of, kind } } })),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const [pages, setPages] = useState(false);
  const body = data && { letter: kind, channel: data.channel, title: data.title, text: data.text };
  // As the customer reads it, without the signs that headings and lists are written with.
  const { data: proof } = useQuery({
    queryKey: ["letter-check", of, body],
    queryFn: () => bodyOf(api.POST("/api/v1/cases/{ref}/letters/check", { params: { path: { ref: of } }, body: body as Schemas["LetterTextInput"] })),
    enabled: body !== undefined,
    retry: false,
  });
  if (error) return <ProblemNote problem={error} again={() => void refetch()} />;
  if (isPending) return <Skeleton height={240} aria-label={t.drafting} />;
  const { review } = data;
  return (
    <div className={styles["letter"]} aria-busy={isFetching}>
      <article className="panel">
        <Stack gap="sm" p="md">
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t.goes(choice("Channel", data.channel))}
              {data.print === "large" && `, ${t.large}`}
            </Text>
            <Group gap="sm" className="no-print">
              <PageLink to="/cases/$ref" params={{ ref: of }} size="sm">
                {t.openCase}
              </PageLink>
              <Button size="compact-sm" variant="light" onClick={() => setPages(true)}>
                {t.pdf}
              </Button>
            </Group>
          </Group>
          <Title order={3} lang={data.language}>
            {data.title}
          </Title>
          <div className={styles["prose"]} lang={data.language}>
            {proof?.plain ?? data.text}
          </div>
          {review.gaps.length > 0 && (
            <Text size="xs" c="dimmed">
              {t.gap}
            </Text>
          )}
        </Stack>
      </article>
      <Review review={review} notes={data.notes} />
      {pages && body && <Pages of={of} body={body} onClose={() => setPages(false)} />}
    </div>
  );
}

function Found({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={4} size="sm" mb={4}>
        {title}
      </Title>
      <Stack component="ul" gap={6} className={styles["tree"]}>
        {children}
      </Stack>
    </div>
  );
}
const Mark = ({ good }: { good: boolean }) => (
  <span aria-hidden style={{ color: good ? "var(--met)" : "var(--soon)" }}>
    {good ? "✓ " : "○ "}
  </span>
);

function Review({ review, notes }: { review: Schemas["LetterReview"]; notes: readonly string[] }) {
  const { readability, heat } = review;
  const decimal = (value: string | null | undefined) => (value === null || value === undefined ? "–" : number(Number(value)));
  const mind = [...notes, ...review.remarks];
  const look = review.may_be_sent ? "met" : "soon";
  return (
    <aside aria-label={t.checkTitle}>
      <Stack gap="md">
        <Title order={3}>{t.checkTitle}</Title>
        <div role="status">
          <Badge size="lg" variant="light" tt="none" style={{ color: `var(--${look})`, background: `var(--${look}-bg)` }}>
            {review.may_be_sent ? `✓ ${t.ready}` : t.notReady}
          </Badge>
        </div>
        {review.gaps.length > 0 && (
          <Found title={t.gaps}>
            {review.gaps.map(({ field, what }, at) => (
              <Text component="li" size="sm" key={`${field} ${at}`}>
                <Mark good={false} />
                {what}
              </Text>
            ))}
          </Found>
        )}
        <Found title={t.statements}>
          {review.statements.length === 0 && (
            <Text component="li" size="sm">
              {t.noStatements}
            </Text>
          )}
          {review.statements.map((one) => (
            <li key={one.id}>
              <Text size="sm">
                <Mark good={one.presence === "present"} />
                <strong>{one.title}</strong>: {t.presence[one.presence]}
              </Text>
              {one.presence !== "present" && (
                <Text size="sm">
                  {one.says} {one.mend}
                </Text>
              )}
              <Text size="xs" c="dimmed">
                {one.clause.number}: {one.clause.words}
                {!one.verified && ` (${t.unverified})`}
              </Text>
            </li>
          ))}
        </Found>
        <Found title={t.reading}>
          <Text component="li" size="sm">
            {readability.says}
          </Text>
          <Text component="li" size="sm" className="num">
            {t.figures(decimal(readability.grade), decimal(readability.reading_ease), decimal(readability.words_per_sentence))}
          </Text>
          {readability.long_sentences.length > 0 && (
            <Text component="li" size="sm">
              <Mark good={false} />
              {t.longSentences(readability.long_sentences.length)}
            </Text>
          )}
          {readability.jargon.map(({ term, plain }, at) => (
            <Text component="li" size="sm" key={`${term} ${at}`}>
              <Mark good={false} />
              {t.plainer(term, plain)}
            </Text>
          ))}
        </Found>
        <Found title={t.heat}>
          {heat.parts.map(({ part, place, cue }) => (
            <Text component="li" size="sm" key={part}>
              <Mark good={place !== undefined} />
              {t.heatParts[part]}: {place ? `“${place.words}”` : cue}
            </Text>
          ))}
        </Found>
        {mind.length > 0 && (
          <Found title={t.mind}>
            {mind.map((says) => (
              <Text component="li" size="sm" key={says}>
                {says}
              </Text>
            ))}
          </Found>
        )}
      </Stack>
    </aside>
  );
}

function Pages({ of, body, onClose }: { of: string; body: Schemas["LetterTextInput"]; onClose: () => void }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["letter-preview", of, body],
    queryFn: () => bodyOf(api.POST("/api/v1/cases/{ref}/letters/preview", { params: { path: { ref: of } }, body, parseAs: "blob" })),
    gcTime: 0,
    retry: false,
  });
  const address = useMemo(() => (data ? URL.createObjectURL(new Blob([data], { type: "application/pdf" })) : undefined), [data]);
  useEffect(() => {
    return () => {
      // A page of its own that was just opened may still be fetching it.
      if (address) setTimeout(() => URL.revokeObjectURL(address), 60_000);
    };
  }, [address]);
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{t.pdfTitle}</Text>} size="xl">
      <Stack gap="sm">
        <ProblemNote problem={error} again={() => void refetch()} />
        {isPending && <Text role="status">{t.pdfWait}</Text>}
        {address && (
          <>
            <Anchor href={address} target="_blank" size="sm">
              {t.pdfOpen}
            </Anchor>
            <iframe src={address} title={t.pdfTitle} className={styles["pages"]} />
          </>
        )}
      </Stack>
    </Modal>
  );
}

function Required() {
  const { data: all } = useProcedures();
  const inForce = all?.procedures.filter(({ in_force }) => in_force) ?? [];
  const [chosen, setChosen] = useState<string>();
  const id = chosen ?? inForce[0]?.id ?? "";
  const { data, error, refetch } = useQuery({
    queryKey: ["procedure", id, undefined],
    queryFn: () => bodyOf(api.GET("/api/v1/procedures/{id}", { params: { path: { id }, query: {} } })),
    enabled: id !== "",
    placeholderData: keepPreviousData,
  });
  return (
    <section aria-labelledby="required">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end">
          <Title order={2} id="required">
            {t.requiredTitle}
          </Title>
          {inForce.length > 1 && (
            <NativeSelect label={t.procedure} value={id} data={inForce.map((one) => ({ value: one.id, label: one.title }))} onChange={(event) => setChosen(event.currentTarget.value)} />
          )}
        </Group>
        <ProblemNote problem={error} again={() => void refetch()} />
        {data?.letters.length === 0 && <Text size="sm">{t.requiredNone}</Text>}
        {data && data.letters.length > 0 && (
          <div className={`panel ${styles["table"] ?? ""}`}>
            <Table verticalSpacing="xs" aria-labelledby="required" miw="34rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.letter}</Table.Th>
                  <Table.Th>{t.statement}</Table.Th>
                  <Table.Th>{t.clause}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.letters.map((one) => (
                  <Table.Tr key={`${one.letter} ${one.statement} ${one.clause.number}`} style={{ verticalAlign: "top" }}>
                    <Table.Td>{choice("LetterKind", one.letter.replaceAll("-", "_"))}</Table.Td>
                    <Table.Td>
                      {one.statement}
                      {(one.in_force_from !== undefined || one.in_force_until !== undefined) && (
                        <Text size="xs" c="dimmed">
                          {[one.in_force_from !== undefined && t.validFrom(dayOf(one.in_force_from)), one.in_force_until !== undefined && t.validUntil(dayOf(one.in_force_until))].filter(Boolean).join(", ")}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      {one.clause.number}: {one.clause.words}
                      {!one.verified && (
                        <Text size="xs" style={{ color: "var(--soon)" }}>
                          {t.unverified}
                        </Text>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Stack>
    </section>
  );
}
