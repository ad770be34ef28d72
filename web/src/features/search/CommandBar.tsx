// Everything in one line: go to a case or a customer, or do anything the page can do.

import { Combobox, Group, InputBase, Loader, Modal, ScrollArea, Text, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { keysForPeople, useAllActions, type Action } from "@/shared/actions";
import { api, bodyOf } from "@/shared/api/client";
import { t } from "./messages";

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
/** Whether each word begins a word of the action. */
function matches(action: Action, asked: string) {
  const said = ` ${fold(`${action.title} ${action.words ?? ""}`)}`;
  return fold(asked)
    .split(/\s+/)
    .every((word) => said.includes(` ${word}`));
}

export function CommandBar({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [asked, setAsked] = useState("");
  const [settled] = useDebouncedValue(asked.trim(), 120);
  const actions = useAllActions();
  const combobox = useCombobox({ opened: true });
  const { data, isFetching } = useQuery({
    queryKey: ["search", settled],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/search", { params: { query: { q: settled, limit: 8 } }, signal })),
    enabled: settled.length >= 2,
    placeholderData: keepPreviousData,
  });
  const found = settled.length >= 2 ? data : undefined;
  const doing = useMemo(() => actions.filter((action) => asked === "" || matches(action, asked)).slice(0, 12), [actions, asked]);

  // Enter takes what stands first, also when the answer comes after the last key.
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (asked !== "") selectFirstOption();
  }, [asked, found, selectFirstOption]);

  const run = (value: string) => {
    onClose();
    if (value.startsWith("C-")) return void navigate({ to: "/cases/$ref", params: { ref: value } });
    if (value.startsWith("CU-")) return void navigate({ to: "/customers/$ref", params: { ref: value } });
    // After the bar has given back the focus.
    setTimeout(() => actions.find(({ id }) => id === value)?.run());
  };

  const groups = [...new Set(doing.map(({ section }) => section))];
  const nothing = doing.length === 0 && found?.cases.length === 0 && found.customers.length === 0;
  return (
    <Modal opened onClose={onClose} title={t.title} size="lg" yOffset="8vh" transitionProps={{ duration: 0 }}>
      <Combobox store={combobox} onOptionSubmit={run}>
        <Combobox.EventsTarget withExpandedAttribute>
          <InputBase
            data-autofocus
            aria-label={t.title}
            aria-autocomplete="list"
            placeholder={t.placeholder}
            value={asked}
            rightSection={isFetching ? <Loader size="xs" /> : null}
            onChange={(event) => setAsked(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <ScrollArea.Autosize mah="60vh" mt="sm">
          <Combobox.Options>
            {found && found.cases.length > 0 && (
              <Combobox.Group label={t.cases}>
                {found.cases.map((c) => (
                  <Combobox.Option key={c.ref} value={c.ref}>
                    <Group justify="space-between" wrap="nowrap">
                      <Text size="sm" truncate>
                        {c.subject ?? "–"}
                      </Text>
                      <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
                        {c.ref} · {c.customer_name ?? "–"}
                      </Text>
                    </Group>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )}
            {found && found.customers.length > 0 && (
              <Combobox.Group label={t.customers}>
                {found.customers.map((c) => (
                  <Combobox.Option key={c.ref} value={c.ref}>
                    <Group justify="space-between" wrap="nowrap">
                      <Text size="sm">{c.name ?? "–"}</Text>
                      <Text size="xs" c="dimmed">
                        {c.ref}
                      </Text>
                    </Group>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )}
            {groups.map((group) => (
              <Combobox.Group key={group} label={group}>
                {doing
                  .filter(({ section }) => section === group)
                  .map((action) => (
                    <Combobox.Option key={action.id} value={action.id}>
                      <Group justify="space-between" wrap="nowrap">
                        <Text size="sm">{action.title}</Text>
                        {action.keys && <kbd>{keysForPeople(action.keys)}</kbd>}
                      </Group>
                    </Combobox.Option>
                  ))}
              </Combobox.Group>
            ))}
            {nothing && <Combobox.Empty>{t.nothing}</Combobox.Empty>}
          </Combobox.Options>
        </ScrollArea.Autosize>
      </Combobox>
    </Modal>
  );
}
