// The cases behind a figure of a report, where the figure is no measure that the page of figures knows: an age of what is open, a
// line of the return.

import { Skeleton, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CaseCount, CasePager, CaseRows } from "@/shared/figures/CaseRows";
import { rangeInWords } from "@/shared/figures/periods";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { useHalfYear, useReportCases, useReview } from "./data";
import { t } from "./messages";
import { parsedHalfYear } from "./periods";
import type { CasesSearch } from "./search";
import { numberOf } from "./sum";
import type { Report, ReturnLine } from "./types";

export function ReportCasesPage() {
  const search: CasesSearch = useSearch({ from: "/reports/cases" });
  const { from, to, figure, of, line } = search;
  const names = (of !== undefined && line !== undefined) || (from !== undefined && to !== undefined && figure !== undefined);
  return (
    <Stack gap="md" maw={900}>
      {of !== undefined ? (
        <PageLink to="/reports/half-year" search={{ of }} size="sm" className="no-print">
          {t.cases.toReturn}
        </PageLink>
      ) : (
        <PageLink to="/reports/service-review" search={from !== undefined && to !== undefined ? { from, to } : {}} size="sm" className="no-print">
          {t.cases.toReview}
        </PageLink>
      )}
      <Title order={1}>{t.cases.title}</Title>
      {names ? <Cases search={search} /> : <Text>{t.cases.nothing}</Text>}
    </Stack>
  );
}

function Cases({ search }: { search: CasesSearch }) {
  const navigate = useNavigate();
  const page = search.page ?? 1;
  const { data, error, isPending, isPlaceholderData, refetch } = useReportCases(search);
  const told = useFigureName(search);
  return (
    <>
      <Text c="dimmed">{told}</Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {data && (
        <Stack gap="sm" aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <CaseCount total={data.total} page={page} />
          {data.rows.length > 0 && (
            <div className="panel">
              <CaseRows rows={data.rows} label={t.cases.title} />
            </div>
          )}
          <CasePager total={data.total} page={page} onPage={(to) => void navigate({ to: "/reports/cases", search: { ...search, page: to > 1 ? to : undefined } })} />
        </Stack>
      )}
    </>
  );
}

/** What the figure is called where it stands: in the report, which is at hand as a rule. */
function useFigureName({ from, to, figure, of, line, product, category }: CasesSearch): string {
  const review = useReview({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }, figure !== undefined && of === undefined);
  const made = useHalfYear(of ?? "", of !== undefined);
  if (of !== undefined) {
    const { year, half } = parsedHalfYear(of);
    const title = made.data && numberOf(made.data, line as ReturnLine)?.title;
    const known = (name: string | undefined) => (name === "" ? t.halfYear.notRecorded : name);
    return [t.pages.halfYear.title, t.halfYear.name(year, half), title, known(product), known(category)].filter(Boolean).join(" · ");
  }
  return [t.pages.review.title, from !== undefined && to !== undefined ? rangeInWords({ from, to }) : "", ...(review.data ? whereOpens(review.data, figure ?? "") : [])].filter(Boolean).join(" · ");
}

/** The table and the row whose figure it is. */
function whereOpens({ sections }: Report, figure: string): string[] {
  for (const table of sections.flatMap(({ tables }) => tables)) {
    const row = table.rows.find(({ cells }) => cells.some(({ opens }) => opens?.endsWith(`&figure=${figure}`)));
    if (row) return [table.title, row.cells[0]?.text ?? ""];
  }
  return [];
}
