// The columns shown, and the lists somebody comes back to.

import { Button, Checkbox, CloseButton, Divider, Group, Modal, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { words } from "@/shared/i18n";
import { useSession } from "@/shared/session";
import { PageLink } from "@/shared/ui/PageLink";
import { columnIds, keepColumns, type ColumnId } from "./columns";
import { t } from "./messages";
import { listViews, queryOf, removeView, saveView } from "./savedViews";
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
  const queries = useQueryClient();
  const { data: views = [] } = useQuery({ queryKey: ["saved-views", user], queryFn: () => listViews(user) });
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["saved-views", user] });
  const removed = async (name: string, its: CasesSearch, shared: boolean) => {
    await again();
    const { offerUndo } = await import("@/shared/undo/offer");
    offerUndo(queries, "remove-view", { area: "users", ref: user, command: "save-view", body: { name, query: queryOf(its), shared } });
  };
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
                {views.map(({ owner, ownerName, name, search: its, shared }) => (
                  <Group key={`${owner} ${name}`} component="li" wrap="nowrap" gap={4} justify="space-between">
                    <PageLink to="/cases" search={its} size="sm" onClick={() => setOpen(false)}>
                      {name}
                    </PageLink>
                    {owner === user ? (
                      <Group gap={4} wrap="nowrap">
                        {shared && (
                          <Text size="xs" c="dimmed">
                            {t.saved.shared}
                          </Text>
                        )}
                        <CloseButton size="sm" aria-label={t.saved.remove(name)} onClick={() => void removeView(user, name).then(() => removed(name, its, shared))} />
                      </Group>
                    ) : (
                      <Text size="xs" c="dimmed">
                        {t.saved.by(ownerName)}
                      </Text>
                    )}
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
          onSave={async (name, shared) => {
            await saveView(user, name, search, shared);
            await again();
            setSaving(false);
          }}
        />
      </Modal>
    </>
  );
}

function SaveForm({ onSave }: { onSave: (name: string, shared: boolean) => Promise<void> }) {
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [fault, setFault] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === "") {
      setFault(t.saved.nameMissing);
      return;
    }
    onSave(name.trim(), shared).catch((problem: unknown) => setFault((problem as Error).message || t.saved.failed));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label={t.saved.name} description={t.saved.nameHelp} error={fault} maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <Checkbox label={t.saved.share} description={t.saved.shareHelp} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
        <Group justify="flex-end">
          <Button type="submit">{words.ui.save}</Button>
        </Group>
      </Stack>
    </form>
  );
}
