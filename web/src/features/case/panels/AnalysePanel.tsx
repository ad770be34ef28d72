// What was found out, why it happened, what the customer is due, and whether they are right.

import { Stack, Text } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { Cause } from "./Cause";
import { Decision } from "./Decision";
import { Findings } from "./Findings";
import { t } from "./messages";
import css from "./panels.module.css";
import { Mark, Said } from "./parts";
import { Rights } from "./Rights";
import { SimilarCases } from "./SimilarCases";

export function AnalysePanel({ view }: { view: Schemas["CaseView"] }) {
  return (
    <Stack gap="md">
      <Again view={view} />
      <Findings view={view} />
      <SimilarCases view={view} />
      <Cause view={view} />
      <Rights view={view} />
      <Decision view={view} />
    </Stack>
  );
}

/** Why it is looked into once more, for whoever opens it next. */
function Again({ view }: { view: Schemas["CaseView"] }) {
  const { round, earlier_rounds, closed } = view.state;
  const last = earlier_rounds.at(-1)?.disputed;
  if (!last || round.agreement || closed) return null;
  return (
    <div className={css["again"]}>
      <Text size="sm" fw={600}>
        {t.analyse.again}
      </Text>
      <Said text={last.words} quote />
      <Mark at={last.at} channel={last.channel} />
    </div>
  );
}
