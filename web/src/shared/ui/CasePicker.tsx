// Finds another case: by its reference, or by any words in it. What stands in the field is the reference; below it, which case
// that is, so that nobody links the wrong one.

import { Autocomplete, Loader, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, bodyOf, type Schemas } from "../api/client";
import { choice, words } from "../i18n";

type Props = {
  id: string;
  label: string;
  description?: ReactNode;
  withAsterisk?: boolean;
  /** The case it is picked for: never offered, and its customer's other cases are offered first. */
  of: string;
  /** Whose cases are offered first, where it is not picked for a case. */
  customer?: string;
  value: string;
  error?: ReactNode;
  onChange: (value: string) => void;
  "data-autofocus"?: boolean;
};

const isReference = (text: string) => /^C-\d+$/.test(text);

export function CasePicker({ of, customer: given, value, onChange, ...field }: Props) {
  const queries = useQueryClient();
  const typed = value.trim();
  const [settled] = useDebouncedValue(typed, 150);
  const customer = given ?? queries.getQueryData<Schemas["CaseView"]>(["case", of])?.customer.ref;
  const near = useQuery({
    queryKey: ["cases", { customer }],
    queryFn: () => bodyOf(api.GET("/api/v1/cases", { params: { query: { customer: customer ?? "", limit: 200 } } })),
    enabled: customer !== undefined,
  });
  const found = useQuery({
    queryKey: ["search", settled],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/search", { params: { query: { q: settled, limit: 8 } }, signal })),
    enabled: settled.length >= 2,
    placeholderData: keepPreviousData,
  });
  const offered = (settled.length >= 2 ? (found.data?.cases ?? []) : (near.data?.cases ?? [])).filter(({ ref }) => ref !== of).slice(0, 8);
  const chosen = isReference(typed) ? [...(found.data?.cases ?? []), ...(near.data?.cases ?? [])].find(({ ref }) => ref === typed) : undefined;
  const nothing = settled === typed && settled.length >= 2 && found.isSuccess && !found.isFetching && offered.length === 0 && !chosen;
  const line = ({ ref, subject, customer_name, status }: Schemas["CaseSummary"]) =>
    [ref, subject ?? "–", customer_name ?? "–", ...(status === "open" ? [] : [choice("CaseStatus", status)])].join(" · ");
  return (
    <div>
      <Autocomplete
        {...field}
        value={value}
        onChange={onChange}
        placeholder={words.ui.findCase}
        autoComplete="off"
        // The server has searched already.
        filter={({ options }) => options}
        data={offered.map(({ ref }) => ref)}
        renderOption={({ option }) => {
          const one = offered.find(({ ref }) => ref === option.value);
          return (
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {one ? line(one) : option.value}
            </Text>
          );
        }}
        rightSection={found.isFetching ? <Loader size="xs" /> : null}
      />
      <Text size="sm" mt={4} role="status" c={chosen ? undefined : "dimmed"}>
        {chosen ? line(chosen) : nothing ? words.ui.noCase : ""}
      </Text>
    </div>
  );
}
