// What was found out, why it happened, what the customer is due, and whether they are right.

import { Stack } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { Cause } from "./Cause";
import { Decision } from "./Decision";
import { Findings } from "./Findings";
import { Rights } from "./Rights";
import { SimilarCases } from "./SimilarCases";

export function AnalysePanel({ view }: { view: Schemas["CaseView"] }) {
  return (
    <Stack gap="md">
      <Findings view={view} />
      <SimilarCases view={view} />
      <Cause view={view} />
      <Rights view={view} />
      <Decision view={view} />
    </Stack>
  );
}
