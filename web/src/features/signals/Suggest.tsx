// Customers who had to do with it before and have said nothing since: fetched when asked for, to choose from.

import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { ProblemNote } from "@/shared/ui/problems";
import { useCustomerName } from "./customerName";
import { t } from "./messages";
import styles from "./signals.module.css";

const first = 10; // each is asked for by name

type Props = { signal: string; taken: ReadonlySet<string>; onTake: (refs: readonly string[]) => void };

export function Suggest({ signal, taken, onTake }: Props) {
  const [asked, setAsked] = useState(false);
  const [many, setMany] = useState(first);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["signals", "silent", signal],
    queryFn: ({ signal: stop }) => bodyOf(api.GET("/api/v1/signals/{ref}/silent", { params: { path: { ref: signal } }, signal: stop })),
    enabled: asked,
    retry: false,
  });
  const left = (data?.customers ?? []).filter((ref) => !taken.has(ref));
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Button size="xs" variant="light" loading={isFetching} onClick={() => setAsked(true)}>
          {t.suggest.button}
        </Button>
        {left.length > 0 && (
          <Button size="xs" variant="default" onClick={() => onTake(left)}>
            {t.suggest.all(left.length)}
          </Button>
        )}
      </Group>
      <ProblemNote problem={error} again={() => void refetch()} />
      <Text size="sm" role="status">
        {data ? [data.says, data.customers.length > 0 && left.length === 0 ? t.suggest.allTaken : ""].filter(Boolean).join(" ") : ""}
      </Text>
      {left.length > 0 && (
        <ul className={styles["found"]} aria-label={t.suggest.list}>
          {left.slice(0, many).map((ref) => (
            <Suggested key={ref} customer={ref} onTake={() => onTake([ref])} />
          ))}
        </ul>
      )}
      {left.length > many && (
        <div>
          <Button size="compact-xs" variant="subtle" onClick={() => setMany((now) => now + 2 * first)}>
            {t.suggest.more}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function Suggested({ customer, onTake }: { customer: string; onTake: () => void }) {
  const name = useCustomerName(customer);
  const who = name === customer ? customer : `${name} (${customer})`;
  return (
    <li>
      <Text size="sm">{who}</Text>
      <Button size="compact-sm" variant="light" onClick={onTake} aria-label={t.adding.pickOf(who)}>
        {t.adding.pick}
      </Button>
    </li>
  );
}
