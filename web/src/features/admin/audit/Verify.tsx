import { Alert, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useIsMutating, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "@/shared/api/client";
import { clockTime, language, number } from "@/shared/i18n";
import { ProblemNote } from "@/shared/ui/problems";
import styles from "../admin.module.css";
import { t } from "./messages";

type Checked = { report: Schemas["AuditReport"]; at: Date; took: number };

const seconds = new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "long", maximumFractionDigits: 1 });
const minutes = new Intl.NumberFormat(language, { style: "unit", unit: "minute", unitDisplay: "long", maximumFractionDigits: 1 });
const lengthOf = (ms: number) => (ms < 90_000 ? seconds.format(Math.max(0.1, ms / 1000)) : minutes.format(ms / 60_000));

/** Has the server check the whole log, and says what it found. */
export function Verify() {
  const queries = useQueryClient();
  // What was found is kept beyond this page: whoever goes on working meanwhile finds it on coming back.
  const { data: found } = useQuery<Checked>({ queryKey: ["audit-checked"], enabled: false, gcTime: Infinity, staleTime: Infinity });
  const check = useMutation({
    mutationKey: ["audit-check"],
    mutationFn: async () => {
      const from = performance.now();
      const report = await bodyOf(api.POST("/api/v1/audit/verify"));
      queries.setQueryData<Checked>(["audit-checked"], { report, at: new Date(), took: performance.now() - from });
    },
  });
  const running = useIsMutating({ mutationKey: ["audit-check"] }) > 0;
  return (
    <section className="panel" aria-labelledby="verify">
      <Stack gap="sm" p="md">
        <Group justify="space-between" align="flex-start">
          <div style={{ flex: "1 1 24rem" }}>
            <Title order={2} id="verify">
              {t.verify.title}
            </Title>
            <Text size="sm" c="dimmed" maw={640}>
              {t.verify.says}
            </Text>
          </div>
          <Button className="no-print" variant={found ? "default" : "filled"} loading={running} onClick={() => check.mutate()}>
            {found ? t.verify.again : t.verify.button}
          </Button>
        </Group>
        <ProblemNote problem={check.error} again={() => check.mutate()} />
        <div role="status" aria-live="polite">
          {running && <Text size="sm">{t.verify.running}</Text>}
          {found && !running && <Result {...found} />}
        </div>
      </Stack>
    </section>
  );
}

function Result({ report, at, took }: Checked) {
  const { faults } = report;
  const whole = faults.length === 0;
  return (
    <Stack gap="sm">
      <Text fw={650} style={{ color: `var(--${whole ? "met" : "late"})` }}>
        {whole ? `✓ ${t.verify.whole}` : `! ${faults.length === 1 ? t.verify.brokenOne : t.verify.broken(number(faults.length))}`}
      </Text>
      <dl className={styles["figures"]}>
        {(["events", "streams", "rows", "files", "checkpoints"] as const).map((part) => (
          <div key={part}>
            <dt>{t.verify.parts[part]}</dt>
            <dd className="num">{number(report[part])}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed" className="num">
        {t.verify.when(clockTime(at), lengthOf(took))}
      </Text>
      {!whole && (
        <>
          <Alert color="red" variant="light">
            {t.verify.todo}
          </Alert>
          <div className={styles["table"]}>
            <Table verticalSpacing={6} aria-labelledby="verify">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.verify.where}</Table.Th>
                  <Table.Th>{t.verify.fault}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {faults.map(({ where, what }) => (
                  <Table.Tr key={`${where} ${what}`}>
                    <Table.Td>{where}</Table.Td>
                    <Table.Td>{what}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          {faults.length >= 1000 && <Text size="sm">{t.verify.atMost}</Text>}
        </>
      )}
    </Stack>
  );
}
