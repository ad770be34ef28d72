// A procedure to be read: everything it asks, and behind each rule the clause it rests on.

import { Badge, Button, Group, NativeSelect, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { choice, lengthInWords, longDay, money } from "@/shared/i18n";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./admin.module.css";
import { t as causesWords } from "./causes/messages";
import { differences } from "./compare";
import { download } from "@/shared/download";
import { t } from "./messages";
import { useProcedures } from "./useProcedures";

type Procedure = Schemas["ProcedureDetails"];
type Clause = Schemas["Clause"];
const p = t.procedures;

function useProcedure(id: string, version: number | undefined) {
  return useQuery({
    queryKey: ["procedure", id, version],
    queryFn: () => bodyOf(api.GET("/api/v1/procedures/{id}", { params: { path: { id }, query: { version } } })),
    staleTime: version === undefined ? 15_000 : Infinity,
  });
}

export function ProcedureReader({ id, version, compareWith }: { id: string; version: number | undefined; compareWith: number | undefined }) {
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useProcedure(id, version);
  const { data: all } = useProcedures();
  const others = all?.procedures.filter((one) => one.id === id && one.version !== data?.version) ?? [];
  return (
    <Stack gap="lg">
      <PageLink to="/admin/$part" params={{ part: "procedures" }} size="sm" className="no-print">
        ← {p.back}
      </PageLink>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={300} />}
      {data && (
        <>
          <Group justify="space-between" align="flex-end">
            <div>
              <Title order={2}>{data.title}</Title>
              <Text c="dimmed">
                {data.id}, {p.version(data.version)}
                {data.unverified > 0 && ` · ${p.unverifiedMany(data.unverified)}`}
              </Text>
            </div>
            {others.length > 0 && (
              <NativeSelect
                className="no-print"
                size="xs"
                label={p.compareWith}
                value={compareWith ?? ""}
                data={[{ value: "", label: p.noComparison }, ...others.map((one) => ({ value: String(one.version), label: p.version(one.version) }))]}
                onChange={(event) => {
                  const chosen = Number(event.currentTarget.value);
                  void navigate({ to: "/admin/$part", params: { part: "procedures" }, search: { id, version: data.version, ...(chosen > 0 ? { with: chosen } : {}) } });
                }}
              />
            )}
          </Group>
          {compareWith === undefined ? <Reading of={data} /> : <Comparison of={data} with={compareWith} />}
        </>
      )}
    </Stack>
  );
}

function Comparison({ of, with: version }: { of: Procedure; with: number }) {
  const { data, error, refetch } = useProcedure(of.id, version);
  if (error) return <ProblemNote problem={error} again={() => void refetch()} />;
  if (!data) return <Skeleton height={200} />;
  const [before, after] = data.version < of.version ? [data, of] : [of, data];
  const found = differences(before, after);
  return (
    <section aria-labelledby="comparison">
      <Title order={3} id="comparison" mb="xs">
        {p.compareTitle(before.version, after.version)}
      </Title>
      {found.length === 0 ? (
        <Text>{p.same}</Text>
      ) : (
        <div className={`panel ${styles["table"] ?? ""}`}>
          <Table verticalSpacing="xs" aria-labelledby="comparison">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{p.area}</Table.Th>
                <Table.Th>{p.rule}</Table.Th>
                <Table.Th>{p.before}</Table.Th>
                <Table.Th>{p.after}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.map(({ area, what, before: was, after: is }) => (
                <Table.Tr key={`${area} ${what}`} style={{ verticalAlign: "top" }}>
                  <Table.Td>{p.areas[area]}</Table.Td>
                  <Table.Td>{what}</Table.Td>
                  <Table.Td>{was === undefined ? <Quiet>{p.gone}</Quiet> : <del style={{ textDecorationColor: "var(--late)" }}>{was}</del>}</Table.Td>
                  <Table.Td>{is === undefined ? <Quiet>{p.gone}</Quiet> : <ins style={{ textDecorationColor: "var(--met)" }}>{is}</ins>}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

function Reading({ of }: { of: Procedure }) {
  const sections: { id: keyof typeof p.sections; content: ReactNode; some: boolean }[] = [
    { id: "about", content: <About of={of} />, some: true },
    { id: "gates", content: <Gates of={of} />, some: of.gates.length > 0 },
    { id: "clocks", content: <Clocks of={of} />, some: of.clocks.length > 0 },
    { id: "periods", content: <Periods of={of} />, some: true },
    { id: "ladder", content: <Ladder of={of} />, some: of.ladder.length > 0 },
    { id: "triggers", content: <Triggers of={of} />, some: of.triggers.length > 0 },
    { id: "fields", content: <Fields of={of} />, some: of.fields.length > 0 },
    { id: "letters", content: <Letters of={of} />, some: of.letters.length > 0 },
    { id: "scorecard", content: <Scorecard of={of} />, some: of.scorecard.length > 0 },
    { id: "causes", content: <Causes of={of} />, some: of.causes.length > 0 },
    { id: "clauses", content: <Clauses of={of} />, some: of.clauses.length > 0 },
    { id: "texts", content: <Texts of={of} />, some: true },
  ];
  return (
    <div className={styles["reader"]}>
      <nav aria-label={p.sections.label} className={`${styles["contents"] ?? ""} no-print`}>
        {sections.map(({ id }) => (
          <a key={id} href={`#${id}`} style={{ color: "var(--mantine-color-anchor)" }}>
            {p.sections[id]}
          </a>
        ))}
      </nav>
      <Stack gap="xl">
        {sections.map(({ id, content, some }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`} className={styles["section"]} tabIndex={-1}>
            <Title order={3} id={`${id}-title`} mb="xs">
              {p.sections[id]}
            </Title>
            {some ? content : <Quiet>{p.nothing}</Quiet>}
          </section>
        ))}
      </Stack>
    </div>
  );
}

const Quiet = ({ children }: { children: ReactNode }) => (
  <Text span size="sm" c="dimmed">
    {children}
  </Text>
);

function ClauseNote({ clause }: { clause: Clause | undefined }) {
  if (!clause) return null;
  return (
    <Text size="xs" c="dimmed">
      {p.clause} {clause.number}: {clause.words} ({p.restsOn(clause.rests_on)})
    </Text>
  );
}

function Facts({ of }: { of: readonly (readonly [string, ReactNode] | undefined)[] }) {
  return (
    <dl className={`panel ${styles["facts"] ?? ""}`} style={{ padding: "0.9rem 1rem" }}>
      {of.flatMap((one) => (one ? [<dt key={one[0]}>{one[0]}</dt>, <dd key={`${one[0]}:`}>{one[1]}</dd>] : []))}
    </dl>
  );
}

const dayOf = (day: string) => longDay(new Date(`${day}T00:00:00`));

function About({ of }: { of: Procedure }) {
  const validity = [of.valid_from !== undefined && p.validFrom(dayOf(of.valid_from)), of.valid_until !== undefined && p.validUntil(dayOf(of.valid_until))].filter(Boolean).join(", ");
  return (
    <Facts
      of={[
        [p.appliesTo, of.applies.says],
        [p.jurisdiction, of.jurisdiction],
        [p.calendar, of.calendar],
        of.based_on.length > 0 ? [p.basedOn, of.based_on.join(", ")] : undefined,
        validity === "" ? undefined : [p.validity, validity],
      ]}
    />
  );
}

function Gates({ of }: { of: Procedure }) {
  return (
    <Stack gap="md">
      {of.gates.map(({ phase, requirements }) => (
        <div key={phase} className="panel">
          <Stack gap="xs" p="md">
            <Title order={4} size="h6">
              {choice("Phase", phase)}
            </Title>
            <Stack component="ul" gap="xs" className={styles["tree"]}>
              {requirements.map((one) => (
                <li key={one.requirement}>
                  <Group gap="xs">
                    <Text size="sm">{one.title}</Text>
                    {one.fixed && (
                      <Badge size="xs" variant="light" tt="none" style={{ color: "var(--internal)", background: "var(--internal-bg)" }}>
                        {p.fixed}
                      </Badge>
                    )}
                  </Group>
                  <ClauseNote clause={one.clause} />
                </li>
              ))}
            </Stack>
          </Stack>
        </div>
      ))}
    </Stack>
  );
}

function Clocks({ of }: { of: Procedure }) {
  const milestone = (one: Schemas["Milestone"]) => p.milestones[one];
  return (
    <Rows head={[p.clock, p.term, p.runs]} label={p.sections.clocks}>
      {of.clocks.map((one) => (
        <Table.Tr key={`${one.id} ${one.in_force_from ?? ""}`} style={{ verticalAlign: "top" }}>
          <Table.Td>
            <Text size="sm" fw={600}>
              {one.title}
            </Text>
            <Group gap={6}>
              <Kind kind={one.kind} />
              <Quiet>{one.id}</Quiet>
            </Group>
            <ClauseNote clause={one.clause} />
            <Text size="xs" style={{ color: one.verified ? "var(--met)" : "var(--soon)" }}>
              {one.verified ? `✓ ${p.verified}` : p.notVerified}
            </Text>
          </Table.Td>
          <Table.Td>{one.term}</Table.Td>
          <Table.Td>
            <Text size="sm">{p.fromTo(milestone(one.starts), one.stops.map(milestone).join(", "))}</Text>
            {[
              one.pauses.length > 0 && p.pauses(one.pauses.join(", ")),
              one.extension !== undefined && p.extension(one.extension),
              one.warnings.length > 0 && p.warnings(one.warnings.join(", ")),
              one.when.length > 0 && p.onlyWhen(one.when.join(", ")),
              one.unless.length > 0 && p.notWhen(one.unless.join(", ")),
              one.in_force_from !== undefined && p.validFrom(dayOf(one.in_force_from)),
              one.in_force_until !== undefined && p.validUntil(dayOf(one.in_force_until)),
              one.recurs && p.recurs,
            ]
              .filter((says) => says !== false)
              .map((says) => (
                <Text key={says} size="xs" c="dimmed">
                  {says}
                </Text>
              ))}
          </Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  );
}

function Kind({ kind }: { kind: Schemas["ClockKind"] }) {
  const meaning = { statutory: "statutory", internal: "internal", window: "quiet" }[kind];
  return (
    <Badge size="sm" variant="light" tt="none" style={{ color: `var(--${meaning})`, background: `var(--${meaning}-bg)` }}>
      {choice("ClockKind", kind)}
    </Badge>
  );
}

function Periods({ of }: { of: Procedure }) {
  const period = (length: string, clause: Clause | undefined) => (
    <>
      {lengthInWords(length)}
      <ClauseNote clause={clause} />
    </>
  );
  return (
    <Facts
      of={[
        [p.promises, period(of.promises.length, of.promises.clause)],
        [p.closing, period(p.closingSays(of.closing.attempts, lengthInWords(of.closing.wait)), of.closing.clause)],
        [p.reopening, period(of.reopening.length, of.reopening.clause)],
        [p.followUp, period(of.follow_up.length, of.follow_up.clause)],
        [p.stages, period(p.stagesSays(of.stages.count, of.stages.second_handler_differs), of.stages.clause)],
        of.retention ? [p.retention, period(p.retentionSays(lengthInWords(of.retention.keep), p.milestones[of.retention.starts]), of.retention.clause)] : undefined,
      ]}
    />
  );
}

function Ladder({ of }: { of: Procedure }) {
  return (
    <Stack gap="xs">
      <Rows head={[p.role, p.limit, p.mayAlso]} label={p.sections.ladder}>
        {of.ladder.map((one) => (
          <Table.Tr key={one.role}>
            <Table.Td fw={600}>{choice("Role", one.role)}</Table.Td>
            <Table.Td className="num">{one.limit ? money(one.limit) : p.anySum}</Table.Td>
            <Table.Td>{[...one.remedies.map((value) => choice("RemedyKind", value)), ...one.decisions.map((value) => choice("Power", value))].join(", ") || "–"}</Table.Td>
          </Table.Tr>
        ))}
      </Rows>
      {of.four_eyes && (
        <div>
          <Text size="sm">{p.fourEyes(money(of.four_eyes.above))}</Text>
          <ClauseNote clause={of.four_eyes.clause} />
        </div>
      )}
    </Stack>
  );
}

function Triggers({ of }: { of: Procedure }) {
  return (
    <Rows head={[p.trigger, p.to, p.told]} label={p.sections.triggers}>
      {of.triggers.map((one) => (
        <Table.Tr key={one.when} style={{ verticalAlign: "top" }}>
          <Table.Td>
            <Text size="sm">{one.when}</Text>
            <ClauseNote clause={one.clause} />
          </Table.Td>
          <Table.Td>{choice("Role", one.to)}</Table.Td>
          <Table.Td>{one.says === "" ? "–" : one.says}</Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  );
}

function Fields({ of }: { of: Procedure }) {
  return (
    <Rows head={[p.field, p.kind]} label={p.sections.fields}>
      {of.fields.map((one) => (
        <Table.Tr key={one.id} style={{ verticalAlign: "top" }}>
          <Table.Td>
            <Text size="sm" fw={600}>
              {one.title}
              {one.required && ` (${p.required})`}
            </Text>
            <Quiet>{one.help}</Quiet>
          </Table.Td>
          <Table.Td>
            <Text size="sm">{p.fieldTypes[one.type]}</Text>
            {one.choices.length > 0 && <Quiet>{one.choices.join(", ")}</Quiet>}
            {one.when.length > 0 && <Quiet>{p.onlyWhen(one.when.join(", "))}</Quiet>}
          </Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  );
}

function Letters({ of }: { of: Procedure }) {
  return (
    <Rows head={[p.letter, p.statement]} label={p.sections.letters}>
      {of.letters.map((one) => (
        <Table.Tr key={`${one.letter} ${one.statement} ${one.clause.number}`} style={{ verticalAlign: "top" }}>
          <Table.Td>{choice("LetterKind", one.letter.replaceAll("-", "_"))}</Table.Td>
          <Table.Td>
            <Text size="sm">{one.statement}</Text>
            <ClauseNote clause={one.clause} />
            {!one.verified && (
              <Text size="xs" style={{ color: "var(--soon)" }}>
                {p.notVerified}
              </Text>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  );
}

function Scorecard({ of }: { of: Procedure }) {
  return (
    <Rows head={[p.item, p.weight]} label={p.sections.scorecard}>
      {of.scorecard.map((one) => (
        <Table.Tr key={one.id} style={{ verticalAlign: "top" }}>
          <Table.Td>
            <Text size="sm" fw={600}>
              {one.title}
            </Text>
            <Quiet>{one.help}</Quiet>
          </Table.Td>
          <Table.Td className="num">{one.weight}</Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  );
}

function Causes({ of }: { of: Procedure }) {
  return (
    <>
      <PageLink to="/admin/$part" params={{ part: "procedures" }} search={{ id: of.id, tree: true }} size="sm" className="no-print">
        {causesWords.open}
      </PageLink>
      <ul className={`panel ${styles["tree"] ?? ""}`} style={{ padding: "0.75rem 1rem" }}>
        {of.causes.map(({ code, title }) => {
          const depth = code.split(".").length - 1;
          return (
            <li key={code} style={{ paddingLeft: `${depth * 1.5}rem` }}>
              <Text size="sm" py={2} fw={depth === 0 ? 600 : 400}>
                {title} <Quiet>{code}</Quiet>
              </Text>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Clauses({ of }: { of: Procedure }) {
  return (
    <Facts
      of={of.clauses.map((one) => [
        one.number,
        <>
          {one.words}
          <Text size="xs" c="dimmed">
            {p.restsOn(one.rests_on)}
          </Text>
        </>,
      ])}
    />
  );
}

function Texts({ of: { id, version } }: { of: Procedure }) {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["procedure-files", id, version],
    queryFn: () => bodyOf(api.GET("/api/v1/procedures/{id}/files", { params: { path: { id }, query: { version } } })),
    enabled: false, // many pages of text, and seldom wanted
    staleTime: Infinity,
  });
  return (
    <Stack gap="sm">
      <Text size="sm">{p.textsSay}</Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {!data && (
        <div>
          <Button size="xs" variant="default" loading={isFetching} onClick={() => void refetch()}>
            {p.showTexts}
          </Button>
        </div>
      )}
      {data?.files.map(({ path, text }) => (
        <details key={path}>
          <summary>
            <Text span size="sm">
              {path}
            </Text>
          </summary>
          <Button size="compact-sm" variant="light" my={4} aria-label={p.download(path)} onClick={() => download(path.replace("/", "-"), text, "application/toml")}>
            {p.download(path.split("/").at(-1) ?? path)}
          </Button>
          <pre className={styles["code"]} tabIndex={0} style={{ maxHeight: "24rem", overflow: "auto" }}>
            {text}
          </pre>
        </details>
      ))}
    </Stack>
  );
}

function Rows({ head, label, children }: { head: readonly string[]; label: string; children: ReactNode }) {
  return (
    <div className={`panel ${styles["table"] ?? ""}`}>
      <Table verticalSpacing="xs" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {head.map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </div>
  );
}
