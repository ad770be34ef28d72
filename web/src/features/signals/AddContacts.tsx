// Putting customers on the contact list: searched for one by one, or pasted as references, and sent together with the reason.

import { Button, Group, Pill, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef, useState } from "react";
import { splitProblem, useCommand } from "@/shared/commands";
import { useFound } from "@/shared/customerRecords";
import { useDraft } from "@/shared/drafts";
import { words } from "@/shared/i18n";
import { focusFirstFault } from "@/shared/ui/focusFirstFault";
import { ProblemNote } from "@/shared/ui/problems";
import { useCustomerName } from "./customerName";
import { Suggest } from "./Suggest";
import { t } from "./messages";
import { referencesIn } from "./progress";
import styles from "./signals.module.css";
import type { Contact } from "./types";
import { useFocusOnce } from "./useFocusOnce";

type Values = { chosen: string[]; reason: string };

export function AddContacts({ signal, on, onClose }: { signal: string; on: readonly Contact[]; onClose: () => void }) {
  const draft = useDraft<Values>(`${signal}.contacts`, { chosen: [], reason: "" });
  const [values, setValues] = useState(draft.initial);
  const [tried, setTried] = useState(false);
  const give = useCommand("signals", signal, "extend-contact-list");
  const form = useRef<HTMLFormElement>(null);
  const faults = splitProblem(give.error).fields;
  const { chosen, reason } = values;
  const set = (patch: Partial<Values>) => {
    const next = { ...values, ...patch };
    setValues(next);
    draft.keep(next);
    give.reset(); // what was refused is no longer what would be sent
  };
  const taken = new Set([...chosen, ...on.map(({ customer }) => customer)]);
  const take = (refs: readonly string[]) => set({ chosen: [...chosen, ...refs.filter((ref) => !taken.has(ref))] });
  return (
    <div className={styles["form"]}>
      <Stack gap="sm">
        <Suggest signal={signal} taken={taken} onTake={take} />
        <Finder taken={taken} onTake={take} />
        <form
          ref={form}
          aria-label={t.adding.button}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (chosen.length === 0 || reason.trim() === "") focusFirstFault(form.current);
            else {
              give.mutate(
                { body: { customers: chosen, reason: reason.trim() } },
                {
                  onSuccess: () => {
                    draft.drop();
                    onClose();
                  },
                  onError: () => focusFirstFault(form.current),
                },
              );
            }
          }}
        >
          <Stack gap="sm">
            {chosen.length > 0 && (
              <div role="group" aria-label={t.adding.chosen}>
                <Text size="sm" fw={500} mb={4}>
                  {t.adding.chosen}
                </Text>
                <Group gap={6}>
                  {chosen.map((ref) => (
                    <Chosen key={ref} customer={ref} onDrop={() => set({ chosen: chosen.filter((one) => one !== ref) })} />
                  ))}
                </Group>
              </div>
            )}
            {chosen.length === 0 && (
              <Text size="sm" role={tried ? "alert" : undefined} c={tried ? "var(--late)" : "dimmed"}>
                {tried ? t.adding.chooseFirst : t.adding.nobody}
              </Text>
            )}
            <TextInput
              label={t.adding.reason}
              withAsterisk
              maxLength={200}
              value={reason}
              error={tried && reason.trim() === "" ? t.adding.reasonMissing : faults["reason"]}
              onChange={(event) => set({ reason: event.currentTarget.value })}
            />
            <ProblemNote problem={give.error} shown={["reason"]} />
            <Group gap="xs">
              <Button size="xs" type="submit" loading={give.isPending}>
                {t.adding.give(chosen.length)}
              </Button>
              <Button size="xs" variant="default" onClick={onClose}>
                {words.ui.cancel}
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </div>
  );
}

function Chosen({ customer, onDrop }: { customer: string; onDrop: () => void }) {
  const who = useCustomerName(customer);
  return (
    <Pill size="md" withRemoveButton onRemove={onDrop} removeButtonProps={{ "aria-label": t.adding.drop(who), tabIndex: 0, "aria-hidden": false }}>
      {who === customer ? customer : `${who} (${customer})`}
    </Pill>
  );
}

function Finder({ taken, onTake }: { taken: ReadonlySet<string>; onTake: (refs: readonly string[]) => void }) {
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, 150);
  const field = useFocusOnce<HTMLInputElement>();
  const pasted = referencesIn(typed);
  const { data, error, refetch } = useFound(pasted.length > 0 ? "" : settled, 8);
  const found = (data?.customers ?? []).filter(({ erased, merged_into }) => !erased && !merged_into);
  const take = (refs: readonly string[]) => {
    onTake(refs);
    setTyped("");
    field.current?.focus(); // for the next one
  };
  return (
    <Stack gap={6}>
      <TextInput
        ref={field}
        label={t.adding.find}
        description={t.adding.hint}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && pasted.length > 0) take(pasted);
        }}
      />
      {pasted.length > 0 && (
        <div>
          <Button size="compact-sm" variant="light" onClick={() => take(pasted)}>
            {t.adding.take(pasted.length)}
          </Button>
        </div>
      )}
      <ProblemNote problem={error} again={() => void refetch()} />
      <Text size="sm" c="dimmed" role="status">
        {data && found.length === 0 ? t.adding.nothing : ""}
      </Text>
      {found.length > 0 && (
        <ul className={styles["found"]}>
          {found.map(({ ref, name, organisation, postcode }) => {
            const who = [name ?? t.contacts.noName, organisation, postcode, ref].filter(Boolean).join(" · ");
            return (
              <li key={ref}>
                <Text size="sm">{who}</Text>
                {taken.has(ref) ? (
                  <Text size="sm" c="dimmed">
                    {t.adding.isOn}
                  </Text>
                ) : (
                  <Button size="compact-sm" variant="light" onClick={() => take([ref])} aria-label={t.adding.pickOf(who)}>
                    {t.adding.pick}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Stack>
  );
}
