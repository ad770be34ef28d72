// Finding the customer as one types, or taking down a new one.

import { Alert, Badge, Button, Checkbox, Combobox, Group, Loader, NativeSelect, Stack, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { likelyField } from "@/shared/customers";
import type { Schemas } from "@/shared/api/client";
import { choice, count, day, fieldName, words } from "@/shared/i18n";
import { PageLink } from "@/shared/ui/PageLink";
import { ProblemNote } from "@/shared/ui/problems";
import { When } from "@/shared/ui/When";
import { useCustomer, useCustomerSearch, useMatches } from "./data";
import { profileFields, type ProfileField } from "./form";
import { t } from "./messages";
import { Section } from "./Section";
import { useFault, useField, useForm, useValue } from "./store";
import classes from "./log.module.css";

export function Who({ keys, customerTypes }: { keys: string; customerTypes: readonly string[] }) {
  const { value: customer } = useField("customer");
  const { value: isNew } = useField("isNew");
  return (
    <Section id="who" title={t.sections.who} keys={keys}>
      {customer !== "" ? <Known of={customer} /> : isNew ? <NewCustomer /> : <Finder />}
      {customerTypes.length > 0 && (customer !== "" || isNew) && <CustomerType types={customerTypes} of={customer} />}
    </Section>
  );
}

function Marks({ of }: { of: Schemas["CustomerSummary"] }) {
  return (
    <Group gap={6} wrap="wrap">
      {of.open_cases > 0 && (
        <Badge variant="light" tt="none" style={{ color: "var(--soon)", background: "var(--soon-bg)" }}>
          {count(of.open_cases, t.who.open)}
        </Badge>
      )}
      {of.vulnerable && (
        <Badge variant="light" tt="none" style={{ color: "var(--statutory)", background: "var(--statutory-bg)" }}>
          {t.who.vulnerable}
        </Badge>
      )}
      {of.has_needs && (
        <Badge variant="light" tt="none" style={{ color: "var(--internal)", background: "var(--internal-bg)" }}>
          {t.who.needs}
        </Badge>
      )}
      {of.erased && <Badge color="gray" tt="none">{t.who.erased}</Badge>}
    </Group>
  );
}

function Finder() {
  const form = useForm();
  const { error, clear } = useFault("customer");
  const { value: typed, set: setTyped } = useField("search");
  const [settled] = useDebouncedValue(typed, 120);
  const { data, isFetching, error: problem, refetch } = useCustomerSearch(settled);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = settled.trim().length >= 2 ? (data?.customers ?? []) : [];
  const nothing = settled.trim().length >= 2 && !isFetching && data !== undefined && found.length === 0;

  // Enter takes the best answer as soon as it stands there; who is sought is seen before it is taken.
  const answered = settled === typed && !isFetching && settled.trim().length >= 2 ? settled : "";
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (answered !== "") selectFirstOption();
  }, [answered, selectFirstOption]);

  const choose = (value: string) => {
    combobox.closeDropdown();
    clear();
    if (value === "new") {
      const text = typed.trim();
      form.set({ isNew: true, profile: { ...form.get().profile, ...(text !== "" && { [likelyField(text)]: text }) } });
    } else form.set({ customer: value });
  };
  return (
    <>
      <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} shadow="md">
        <Combobox.Target withExpandedAttribute>
          <TextInput
            label={t.who.find}
            description={t.who.hint}
            value={typed}
            error={error}
            autoComplete="off"
            data-log-first
            aria-autocomplete="list"
            rightSection={isFetching ? <Loader size="xs" /> : null}
            onFocus={() => typed.trim() !== "" && combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              clear();
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={typed.trim() === ""}>
          <Combobox.Options aria-label={t.who.find}>
            {found.map((customer) => (
              <Combobox.Option key={customer.ref} value={customer.ref} disabled={customer.erased}>
                <Group justify="space-between" wrap="nowrap">
                  <div>
                    <Text size="sm" fw={600}>
                      {customer.name ?? customer.organisation ?? t.who.noName}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {[customer.ref, customer.name ? customer.organisation : null, customer.postcode].filter(Boolean).join(" · ")}
                    </Text>
                  </div>
                  <Marks of={customer} />
                </Group>
              </Combobox.Option>
            ))}
            <Combobox.Option value="new">
              <Text size="sm">{t.who.newWith(typed.trim())}</Text>
            </Combobox.Option>
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Text size="sm" c="dimmed" role="status">
        {nothing ? t.who.nothing : ""}
      </Text>
      <ProblemNote problem={problem} again={() => void refetch()} />
      <div>
        <Button variant="default" size="xs" onClick={() => choose("new")}>
          {t.who.newOne}
        </Button>
      </div>
    </>
  );
}

function useFocusOnce<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}

function Known({ of }: { of: string }) {
  const form = useForm();
  const { data, error, refetch } = useCustomer(of);
  const { error: fault, clear } = useFault("customer");
  const shown = useFocusOnce<HTMLDivElement>();
  const other = () => {
    clear();
    form.set({ customer: "" });
  };
  const state = data?.state;
  const open = (data?.cases ?? []).filter((one) => one.status === "open");
  const closed = (data?.cases.length ?? 0) - open.length;
  const { profile } = state ?? {};
  return (
    <div ref={shown} tabIndex={-1} style={{ outline: "none" }}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Text fw={650} size="lg">
              {profile?.name ?? profile?.organisation ?? (data ? t.who.noName : words.ui.loading)}
            </Text>
            <Text size="sm" c="dimmed">
              {[of, profile?.name ? profile.organisation : null, profile?.postcode, profile?.phone, profile?.email, profile?.account]
                .filter(Boolean)
                .join(" · ")}
            </Text>
          </div>
          <Button variant="subtle" size="compact-sm" onClick={other}>
            {t.who.change}
          </Button>
        </Group>
        {fault && (
          <Text size="sm" c="var(--late)" role="alert">
            {fault}
          </Text>
        )}
        <ProblemNote problem={error} again={() => void refetch()} />
        {state?.erased && <Alert color="yellow">{t.who.isErased}</Alert>}
        {state?.merged_into && <Alert color="yellow">{t.who.merged(state.merged_into)}</Alert>}
        {state && (state.preference.channel || state.preference.notes || state.needs.length > 0 || state.vulnerabilities.length > 0) && (
          <div className={classes["card"]}>
            <Stack gap={4}>
              {(state.preference.channel ?? state.preference.notes) && (
                <Text size="sm">
                  {t.who.reach}: {[state.preference.channel && choice("Channel", state.preference.channel), state.preference.notes].filter(Boolean).join("; ")}
                </Text>
              )}
              {state.needs.map(({ need, note }) => (
                <Text size="sm" key={need} fw={600}>
                  {choice("Need", need)}
                  {note ? `: ${note}` : ""}
                </Text>
              ))}
              {state.vulnerabilities.map(({ driver, note }) => (
                <Text size="sm" key={driver} style={{ color: "var(--statutory)" }} fw={600}>
                  {t.who.vulnerable} ({choice("Driver", driver)}){note ? `: ${note}` : ""}
                </Text>
              ))}
            </Stack>
          </div>
        )}
        {data && open.length === 0 && (
          <Text size="sm" role="status">
            {t.who.noOpen}
            {closed > 0 && ` (${count(closed, t.who.closed)})`}
          </Text>
        )}
        {open.length > 0 && (
          <div className={classes["card"]} role="status">
            <Text fw={600} size="sm">
              {t.who.openCases} ({open.length})
            </Text>
            <Text size="xs" c="dimmed">
              {t.who.openHint}
            </Text>
            <ul className={classes["plain"]}>
              {open.map((one) => (
                <li key={one.ref}>
                  <Group justify="space-between" wrap="wrap" gap={2}>
                    <PageLink to="/cases/$ref" params={{ ref: one.ref }} size="sm">
                      {one.ref}: {one.subject ?? "–"}
                    </PageLink>
                    <Text size="xs" c="dimmed" component="div">
                      {choice("Phase", one.phase)} · {day(new Date(one.received_at))}
                      {one.promise_by && ` · ${t.done.news} `}
                      {one.promise_by && <When at={one.promise_by} showDistance={false} />}
                    </Text>
                  </Group>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </div>
  );
}

const labels: Record<ProfileField, string> = {
  name: fieldName("name"),
  phone: fieldName("phone"),
  email: fieldName("email"),
  postcode: fieldName("postcode"),
  account: fieldName("account"),
  organisation: fieldName("organisation"),
  address: t.who.address,
};
const types: Partial<Record<ProfileField, string>> = { phone: "tel", email: "email" };

function NewCustomer() {
  const form = useForm();
  const { value: profile } = useField("profile");
  const { value: anonymous, set: setAnonymous } = useField("anonymous");
  const { error, clear } = useFault("customer");
  const first = useFocusOnce<HTMLInputElement>();
  const told = useValue((values) => values.profile);
  const [settled] = useDebouncedValue(told, 350);
  const asked = Object.fromEntries(profileFields.filter((name) => settled[name].trim() !== "").map((name) => [name, settled[name].trim()]));
  const { data } = useMatches(asked);
  const same = (data?.customers ?? []).filter((one) => !one.erased && !one.merged_into);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text fw={650}>{t.who.newTitle}</Text>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            clear();
            form.set({ isNew: false });
          }}
        >
          {t.who.back}
        </Button>
      </Group>
      <div className={classes["row"]}>
        {profileFields.map((name, index) => (
          <ProfileInput key={name} name={name} value={profile[name]} disabled={anonymous} inputRef={index === 0 ? first : undefined} error={index === 0 ? error : undefined} />
        ))}
      </div>
      <Checkbox
        label={t.who.anonymous}
        description={t.who.anonymousHint}
        checked={anonymous}
        onChange={(event) => {
          clear();
          setAnonymous(event.currentTarget.checked);
        }}
      />
      {same.length > 0 && !anonymous && (
        <div className={classes["card"]} role="status">
          <Text fw={600} size="sm">
            {t.who.maybe}
          </Text>
          <Text size="xs" c="dimmed">
            {t.who.maybeHint}
          </Text>
          <ul className={classes["plain"]}>
            {same.map((one) => (
              <li key={one.ref}>
                <Group justify="space-between" gap="xs">
                  <Text size="sm">{[one.name ?? t.who.noName, one.organisation, one.postcode, one.ref].filter(Boolean).join(" · ")}</Text>
                  <Marks of={one} />
                  <Button size="compact-sm" variant="light" onClick={() => form.set({ customer: one.ref })}>
                    {t.who.use(one.name ?? one.ref)}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Stack>
  );
}

type ProfileInputProps = { name: ProfileField; value: string; disabled: boolean; inputRef: React.Ref<HTMLInputElement> | undefined; error: string | undefined };
function ProfileInput({ name, value, disabled, inputRef, error }: ProfileInputProps) {
  const form = useForm();
  const { error: fault, clear } = useFault(`new_customer.${name}`);
  const { clear: clearWho } = useFault("customer");
  return (
    <TextInput
      ref={inputRef}
      label={labels[name]}
      type={types[name] ?? "text"}
      value={value}
      disabled={disabled}
      error={fault ?? error}
      autoComplete="off"
      maxLength={name === "address" ? 2000 : 200}
      onChange={(event) => {
        clear();
        clearWho();
        form.set({ profile: { ...form.get().profile, [name]: event.currentTarget.value } });
      }}
    />
  );
}

function CustomerType({ types: known, of }: { types: readonly string[]; of: string }) {
  const { value, set } = useField("customerType");
  const { data } = useCustomer(of);
  const recorded = data?.state.attributes["customer-type"];
  if (recorded) return null; // the record says it
  return (
    <NativeSelect
      label={t.who.type}
      description={t.who.typeHint}
      value={value}
      data={[{ value: "", label: t.who.notSaid }, ...known.map((type) => ({ value: type, label: type }))]}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

