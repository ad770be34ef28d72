// A code that lets a customer on the line into the portal: first the check that it is them, then the code, once, and what to say.

import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "@/shared/api/client";
import { clockTime, language } from "@/shared/i18n";
import { ProblemNote, RefusalList } from "@/shared/ui/problems";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { useNow } from "@/shared/ui/When";
import { whyNot, type CustomerView } from "./data";
import { t } from "./messages";
import classes from "./customer.module.css";

const lasts = 15 * 60_000; // milliseconds, as the server has it
const list = new Intl.ListFormat(language, { type: "disjunction" });
const p = t.portal;

export function PortalCode({ view }: { view: CustomerView }) {
  const [opened, setOpened] = useState(false);
  const refusals = whyNot(view.guide, "make-portal-code");
  if (refusals.length > 0 && !opened) {
    return (
      <RefusedButton size="xs" label={p.button}>
        <RefusalList refusals={refusals} />
      </RefusedButton>
    );
  }
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {p.button}
      </Button>
      {opened && <Dialog view={view} onClose={() => setOpened(false)} />}
    </>
  );
}

function Dialog({ view, onClose }: { view: CustomerView; onClose: () => void }) {
  const { profile } = view.state;
  const cases = view.cases.filter(({ status }) => status !== "merged").toSorted((a, b) => Number(b.status === "open") - Number(a.status === "open") || b.received_at.localeCompare(a.received_at));
  const [of, setOf] = useState(cases[0]?.ref);
  const now = useNow();
  const make = useMutation({
    mutationFn: async () => ({ ...(await bodyOf(api.POST("/api/v1/customers/{ref}/portal-code", { params: { path: { ref: view.ref } } }))), until: new Date(Date.now() + lasts) }),
  });
  const surname = profile.name?.trim().split(/\s+/).at(-1);
  const facts = (["email", "phone", "postcode", "account"] as const).filter((field) => profile[field]).map((field) => p.facts[field]);
  const lacking = of === undefined ? p.noCase : surname === undefined || surname === "" ? p.noName : undefined;
  const made = make.data;
  const over = made !== undefined && made.until <= now;
  return (
    <Modal opened onClose={onClose} title={<Text fw={650}>{p.title}</Text>} size="md" closeOnClickOutside={!made}>
      <Stack gap="md">
        {!made && (
          <>
            <Text size="sm">{p.says}</Text>
            {lacking !== undefined ? (
              <Alert color="yellow" variant="light">
                {lacking}
              </Alert>
            ) : (
              <>
                <div>
                  <Title order={3} size="h3" mb={4}>
                    {p.first}
                  </Title>
                  <Text size="sm">{p.check}</Text>
                  <Text size="sm" mt={4}>
                    {facts.length === 0 ? p.noFacts : p.couldAsk(list.format(facts))}
                  </Text>
                </div>
                {cases.length > 1 && (
                  <NativeSelect
                    label={p.whichCase}
                    value={of}
                    onChange={(event) => setOf(event.currentTarget.value)}
                    data={cases.map(({ ref, subject }) => ({ value: ref, label: subject ? `${ref}, ${subject}` : ref }))}
                  />
                )}
                <ProblemNote problem={make.error} />
                <Group justify="flex-end">
                  <Button loading={make.isPending} onClick={() => make.mutate()} data-autofocus>
                    {p.give}
                  </Button>
                </Group>
              </>
            )}
          </>
        )}
        {made && of !== undefined && (
          <>
            <div role="status">
              <p className={classes["code"]} aria-label={`${p.code}: ${made.code.replace(/\d(?=\d)/g, "$& ")}`} style={over ? { textDecoration: "line-through", color: "var(--quiet)" } : undefined}>
                {made.code.slice(0, 4)} {made.code.slice(4)}
              </p>
              <Text size="sm" ta="center" style={over ? { color: "var(--late)" } : undefined}>
                {over ? p.over : p.until(clockTime(made.until))}
              </Text>
            </div>
            <div>
              <Title order={3} size="h3" mb={4}>
                {p.tell}
              </Title>
              <ol className={classes["steps"]}>
                <li>{p.open(`${location.host}/portal`)}</li>
                <li>{p.reference(of)}</li>
                <li>
                  {p.surname}{" "}
                  <Text span size="xs" c="dimmed">
                    {p.surnameIs(surname ?? "")}
                  </Text>
                </li>
                <li>{p.readOut}</li>
                <li>{p.never}</li>
              </ol>
            </div>
            <ProblemNote problem={make.error} />
            <Text size="xs" c="dimmed">
              {p.closeAsk}
            </Text>
            <Group justify="flex-end">
              {over && (
                <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
                  {p.again}
                </Button>
              )}
              <Button onClick={onClose} data-autofocus>
                {p.close}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}
