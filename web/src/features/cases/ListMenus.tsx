// The columns shown, and the lists somebody comes back to.

import { Button, Checkbox, CloseButton, Divider, Group, Modal, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState, type SubmitEvent } from "react";
import { words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { columnIds, keepColumns, type ColumnId } from "./columns";
import { t } from "./messages";
import { viewsInThisBrowser } from "./savedViews";
import type { CasesSearch } from "./search";

export function ColumnsMenu({ columns, onChange }: { columns: readonly ColumnId[]; onChange: (columns: string | undefined) => void }) {
  const set = (next: readonly ColumnId[]) => {
    const ordered = columnIds.filter((id) => next.includes(id));
    keepColumns(ordered);
    onChange(ordered.join(","));
  };
  return (
    <Popover position="bottom-end" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {t.columnsMenu}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.columnsMenu}>
        <Stack gap={6}>
          {columnIds.map((id) => (
            <Checkbox
              key={id}
              size="xs"
              label={t.columns[id]}
              checked={columns.includes(id)}
              disabled={columns.length === 1 && columns.includes(id)}
              onChange={(event) => set(event.currentTarget.checked ? [...columns, id] : columns.filter((other) => other !== id))}
            />
          ))}
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              keepColumns(undefined);
              onChange(undefined);
            }}
          >
            {t.columnsReset}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

export function SavedViewsMenu({ search }: { search: CasesSearch }) {
  const { user } = useSession();
  const kept = useMemo(() => viewsInThisBrowser(user), [user]);
  const queries = useQueryClient();
  const { data: views = [] } = useQuery({ queryKey: ["saved-views", user], queryFn: () => kept.list() });
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["saved-views", user] });
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    setOpen(false);
    const { notifications } = await import("@mantine/notifications");
    notifications.show({ message: t.copied });
  };
  return (
    <>
      <Popover opened={open} onChange={setOpen} position="bottom-end" withArrow shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Button size="xs" variant="default" onClick={() => setOpen((now) => !now)}>
            {t.saved.button}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t.saved.button}>
          <Stack gap="xs" miw={220}>
            {views.length === 0 && (
              <Text size="sm" c="dimmed">
                {t.saved.none}
              </Text>
            )}
            {views.length > 0 && (
              <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: "none" }}>
                {views.map(({ id, name, search: its }) => (
                  <Group key={id} component="li" wrap="nowrap" gap={4} justify="space-between">
                    <PageLink to="/cases" search={its} size="sm" onClick={() => setOpen(false)}>
                      {name}
                    </PageLink>
                    <CloseButton size="sm" aria-label={t.saved.remove(name)} onClick={() => void kept.remove(id).then(again)} />
                  </Group>
                ))}
              </Stack>
            )}
            <Divider />
            <Button
              size="xs"
              variant="light"
              onClick={() => {
                setOpen(false);
                setSaving(true);
              }}
            >
              {t.saved.save}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => void copy()}>
              {t.copyLink}
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Modal opened={saving} onClose={() => setSaving(false)} title={t.saved.saveTitle} size="sm">
        <SaveForm
          onSave={async (name) => {
            await kept.save(name, search);
            await again();
            setSaving(false);
          }}
        />
      </Modal>
    </>
  );
}

function SaveForm({ onSave }: { onSave: (name: string) => Promise<void> }) {
  const [name, setName] = useState("");
  const [fault, setFault] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === "") {
      setFault(t.saved.nameMissing);
      return;
    }
    onSave(name.trim()).catch(() => setFault(t.saved.failed));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label={t.saved.name} description={t.saved.nameHelp} error={fault} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <Group justify="flex-end">
          <Button type="submit">{words.ui.save}</Button>
        </Group>
      </Stack>
    </form>
  );
}
