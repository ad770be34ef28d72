// What could be done, what is best, what the customer says to it, and what is then done.

import { Stack } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { Actions, RedressGiven } from "./Actions";
import { Offers } from "./Offers";
import { Options } from "./Options";

export function ResolvePanel({ view }: { view: Schemas["CaseView"] }) {
  return (
    <Stack gap="md">
      <Options view={view} />
      <Offers view={view} />
      <Actions view={view} />
      <RedressGiven view={view} />
    </Stack>
  );
}
