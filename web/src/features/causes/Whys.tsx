// The five whys of the cases with a cause, those with the same last why together.

import { Button, Skeleton, Text, Title } from "@mantine/core";
import { useState } from "react";
import { CaseLink } from "@/shared/ui/CaseLink";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./causes.module.css";
import { mostWhys, useWhys } from "./data";
import { t } from "./messages";
import type { PartSearch } from "@/shared/figures/part";
import { groupWhys, type Why } from "./whys";

export function Whys({ code, search }: { code: string; search: PartSearch }) {
  const { data, error, isPending, refetch } = useWhys(code, search);
  const groups = groupWhys(data?.cases ?? []);
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="whys">
      <Title order={2} id="whys">
        {t.whys.title}
      </Title>
      <Text size="xs" c="dimmed">
        {t.whys.says}
      </Text>
      <ProblemNote problem={error} again={() => void refetch()} />
      {isPending && <Skeleton height={120} />}
      {data && (
        <Text size="sm" my="xs">
          {data.cases.length === 0 ? t.whys.none : t.whys.read(data.cases.length, Math.min(data.total, mostWhys), data.total)}
        </Text>
      )}
      <ul className={styles["whys"]}>
        {groups.map((group) => (
          <Group key={group.last} group={group} />
        ))}
      </ul>
    </section>
  );
}

function Group({ group: { last, cases, chains } }: { group: Why }) {
  return (
    <li>
      <p className={styles["last"]}>
        {last} <span>{t.cases(cases.length)}</span>
      </p>
      <Cases refs={cases} />
      {chains.some(({ whys }) => whys.length > 1) && (
        <details className={styles["twin"]} open={chains.length === 1}>
          <summary>{t.whys.path}</summary>
          {chains.map(({ whys, cases: those }) => (
            <div key={whys.join("\n")}>
              {chains.length > 1 && (
                <Text size="xs" c="dimmed" mt={6}>
                  {t.whys.pathOf(those.length)}
                </Text>
              )}
              <ol className={styles["path"]}>
                {whys.map((why, at) => (
                  <li key={at}>{why}</li>
                ))}
              </ol>
            </div>
          ))}
        </details>
      )}
    </li>
  );
}

const few = 6;

function Cases({ refs }: { refs: readonly string[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? refs : refs.slice(0, few);
  return (
    <div className={styles["refs"]}>
      {shown.map((ref) => (
        <CaseLink key={ref} to={ref} small>
          {ref}
        </CaseLink>
      ))}
      {shown.length < refs.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t.whys.more(refs.length)}
        </Button>
      )}
    </div>
  );
}
