// Whether it is solved, whether it stays so, what the customer thinks of us, and what we learn.

import { Stack } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { Confirmation } from "./Confirmation";
import { FollowUps, Lessons } from "./FollowUps";
import { Survey } from "./Survey";

export function FollowUpPanel({ view }: { view: Schemas["CaseView"] }) {
  return (
    <Stack gap="md">
      <Confirmation view={view} />
      <FollowUps view={view} />
      <Survey view={view} />
      <Lessons view={view} />
    </Stack>
  );
}
