import { Group, Loader, Stack, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { choice, day } from "@/shared/i18n";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";
import { Empty, lineOf, Section } from "./parts";
import { inOrderOfLikeness, questionsFor } from "./similar";

export function SimilarCases({ view }: { view: Schemas["CaseView"] }) {
  const { subject, category, product } = view.state;
  const questions = questionsFor(subject, category);
  const answers = useQueries({
    queries: questions.map((q) => ({
      queryKey: ["search", q, "similar"],
      queryFn: ({ signal }: { signal: AbortSignal }) => bodyOf(api.GET("/api/v1/search", { params: { query: { q, limit: 20 } }, signal })),
      staleTime: 60_000,
    })),
  });
  const failed = answers.find(({ error }) => error);
  const waiting = answers.some(({ isPending }) => isPending);
  const self = { ref: view.ref, ...(category === undefined ? {} : { category }), ...(product === undefined ? {} : { product }) };
  const found = inOrderOfLikeness(
    self,
    answers.map(({ data }) => data?.cases ?? []),
  );
  return (
    <Section title={t.similar.title} says={t.similar.says}>
      {failed && <ProblemNote problem={failed.error} again={() => answers.forEach((answer) => void answer.refetch())} />}
      {waiting && <Loader size="xs" aria-label={t.similar.looking} />}
      {!waiting && !failed && found.length === 0 && <Empty>{t.similar.none}</Empty>}
      {found.length > 0 && (
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
          {found.map((like) => (
            <Group key={like.ref} component="li" justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
              <div style={{ minWidth: 0 }}>
                <PageLink to="/cases/$ref" params={{ ref: like.ref }} size="sm">
                  {lineOf(like.subject)}
                </PageLink>
                <Text size="xs" c="dimmed">
                  {[like.ref, like.category, like.product, day(new Date(like.received_at))].filter(Boolean).join(" · ")}
                </Text>
              </div>
              <Text size="xs" c="dimmed" ta="end" style={{ flexShrink: 0, textWrap: "balance" }} maw={170}>
                {like.outcome === undefined ? t.similar.open(choice("Phase", like.phase)) : choice("Outcome", like.outcome)}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
