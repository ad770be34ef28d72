// What can be done with an account; one thing at a time, each with its own form.

import { Alert, Button, CopyButton, Group, Modal, NativeSelect, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { useDraft } from "@/shared/drafts";
import { choice, commandName, words } from "@/shared/i18n";
import { teamsOf, usePeople, type Person } from "@/shared/people";
import { useSession } from "@/shared/session";
import { CommandForm, type Referents } from "@/shared/ui/CommandForm";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "./admin.module.css";
import { t } from "./messages";
import { commandGroups, whyNot, type PersonCommand } from "./powers";
import { ReasonButton } from "./ReasonButton";

const staff = ["handler", "team_leader", "manager", "quality", "administrator"] as const;
const reaches = ["own", "team", "desk"] as const;
const roleChoices = () => staff.map((value) => ({ value, label: choice("Role", value) }));

export function PersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const me = useSession();
  const { data } = usePeople();
  const [doing, setDoing] = useState<PersonCommand>();
  const referents = useMemo<Referents>(
    () => ({
      role: roleChoices(),
      deputy: (data?.users ?? []).filter(({ ref, active }) => active && ref !== person.ref).map(({ ref, name }) => ({ value: ref, label: name })),
    }),
    [data, person.ref],
  );
  const given = useMemo(
    () => (doing === "change-user" ? { name: person.name, role: person.role, team: person.team ?? "", reach: person.reach } : undefined),
    // What is being typed is not overwritten when the list is fetched anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [doing, person.ref],
  );
  const blank = (value: unknown) => typeof value !== "string" || value.trim() === "";
  // A team taken out of the form is left.
  const leaving = (values: Record<string, unknown>) => (person.team !== undefined && blank(values["team"]) ? { leave_team: true } : {});
  const back = () => setDoing(undefined);
  const title = doing === undefined ? person.name : `${person.name}: ${commandName(doing)}`;
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{title}</Text>} size="md">
      {doing === undefined && (
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {[person.login, choice("Role", person.role), person.team, person.active ? t.people.active : t.people.inactive].filter(Boolean).join(" · ")}
          </Text>
          {(Object.entries(commandGroups) as [keyof typeof commandGroups, readonly PersonCommand[]][]).map(([group, commands]) => (
            <section key={group} aria-label={t.people.groups[group]}>
              <Title order={3} size="h5" mb={2}>
                {t.people.groups[group]}
              </Title>
              <Text size="xs" c="dimmed" mb={6}>
                {t.people.groupsSay[group]}
              </Text>
              <Group gap="xs">
                {commands
                  .filter((command) => command !== (person.active ? "reactivate-user" : "deactivate-user"))
                  .map((command) => (
                    <ReasonButton key={command} size="xs" variant="default" label={commandName(command)} why={whyNot(command, me, person)} onGive={() => setDoing(command)} />
                  ))}
              </Group>
            </section>
          ))}
        </Stack>
      )}
      {doing === "set-password" && <PasswordForm person={person} onBack={back} />}
      {doing === "create-token" && <TokenForm person={person} onBack={back} />}
      {doing !== undefined && doing !== "set-password" && doing !== "create-token" && (
        <CommandForm key={doing} area="users" of={person.ref} command={doing} {...(given ? { given, hidden: ["leave_team"], also: leaving } : {})} referents={referents} onDone={back} onCancel={back} />
      )}
    </Modal>
  );
}

function PasswordForm({ person, onBack }: { person: Person; onBack: () => void }) {
  const form = useForm({ initialValues: { password: "" } });
  const set = useMutation({
    mutationFn: (password: string) => bodyOf(api.POST("/api/v1/users/{ref}/password", { params: { path: { ref: person.ref } }, body: { password } })),
    onError: (problem) => form.setErrors(splitProblem(problem).fields),
  });
  if (set.isSuccess) {
    return (
      <Stack gap="md">
        <Text role="status">{t.people.passwordDone(person.name)}</Text>
        <Group justify="flex-end">
          <Button onClick={onBack} data-autofocus>
            {words.ui.back}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={form.onSubmit(({ password }) => set.mutate(password))} noValidate>
      <Stack gap="md">
        <PasswordInput label={t.people.newPassword} description={t.people.passwordHelp} autoComplete="new-password" withAsterisk data-autofocus {...form.getInputProps("password")} />
        <Rest problem={set.error} />
        <Buttons label={t.people.password} busy={set.isPending} onBack={onBack} />
      </Stack>
    </form>
  );
}

function TokenForm({ person, onBack }: { person: Person; onBack: () => void }) {
  const form = useForm({ initialValues: { label: "" } });
  const make = useMutation({
    mutationFn: (label: string) => bodyOf(api.POST("/api/v1/users/{ref}/tokens", { params: { path: { ref: person.ref } }, body: { label } })),
    onError: (problem) => form.setErrors(splitProblem(problem).fields),
  });
  if (make.data) {
    const { token } = make.data;
    return (
      <Stack gap="md">
        <Alert color="yellow" variant="light" role="status">
          {t.people.tokenOnce}
        </Alert>
        <div className={styles["token"]}>{token}</div>
        <Group justify="flex-end">
          <CopyButton value={token}>
            {({ copied, copy }) => (
              <Button variant="light" onClick={copy} data-autofocus>
                {copied ? t.people.copied : t.people.copy}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onBack}>{words.ui.close}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={form.onSubmit(({ label }) => make.mutate(label))} noValidate>
      <Stack gap="md">
        <TextInput label={t.people.tokenLabel} withAsterisk maxLength={200} data-autofocus {...form.getInputProps("label")} />
        <Rest problem={make.error} />
        <Buttons label={t.people.token} busy={make.isPending} onBack={onBack} />
      </Stack>
    </form>
  );
}

type NewPerson = { login: string; name: string; role: string; team: string; reach: string };
const empty: NewPerson = { login: "", name: "", role: "handler", team: "", reach: "desk" };

export function NewPersonDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const { data } = usePeople();
  const teams = useId();
  const draft = useDraft<NewPerson>("user.new", empty);
  const form = useForm({
    initialValues: { ...draft.initial, password: "" },
    // A password is not written down.
    onValuesChange: ({ login, name, role, team, reach }) => draft.keep({ login, name, role, team, reach }),
  });
  const add = useMutation({
    mutationFn: ({ login, name, role, team, reach, password }: NewPerson & { password: string }) =>
      bodyOf(
        api.POST("/api/v1/users", {
          body: {
            login,
            name,
            role: role as (typeof staff)[number],
            reach: reach as (typeof reaches)[number],
            ...(team.trim() === "" ? {} : { team }),
            ...(password === "" ? {} : { password }),
          },
        }),
      ),
    onSuccess: async (_, { name }) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ["users"] });
      notifications.show({ message: t.people.added(name), color: "green", closeButtonProps: { "aria-label": words.ui.close } });
      onClose();
    },
    onError: (problem) => form.setErrors(splitProblem(problem).fields),
  });
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{t.people.add}</Text>} size="md">
      <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput label={t.people.name} withAsterisk maxLength={200} data-autofocus {...form.getInputProps("name")} />
          <TextInput label={t.people.login} withAsterisk maxLength={64} autoComplete="off" {...form.getInputProps("login")} />
          <NativeSelect label={t.people.role} data={roleChoices()} {...form.getInputProps("role")} />
          <TextInput label={t.people.team} description={t.people.teamHelp} maxLength={64} list={teams} {...form.getInputProps("team")} />
          <datalist id={teams}>
            {teamsOf(data?.users ?? []).map(({ team }) => (
              <option key={team} value={team} />
            ))}
          </datalist>
          <NativeSelect label={t.people.reach} data={reaches.map((value) => ({ value, label: choice("Reach", value) }))} {...form.getInputProps("reach")} />
          <PasswordInput label={t.people.firstPassword} description={t.people.firstPasswordHelp} autoComplete="new-password" {...form.getInputProps("password")} />
          <Rest problem={add.error} />
          <Buttons label={t.people.add} busy={add.isPending} onBack={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

/** What of a problem no field of the form has said. */
function Rest({ problem }: { problem: unknown }) {
  if (!problem) return null;
  const { fields, rest } = splitProblem(problem);
  return Object.keys(fields).length > 0 && rest.length === 0 ? null : <ProblemNote problem={problem} />;
}

function Buttons({ label, busy, onBack }: { label: string; busy: boolean; onBack: () => void }) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onBack}>
        {words.ui.cancel}
      </Button>
      <Button type="submit" loading={busy}>
        {label}
      </Button>
    </Group>
  );
}
