import { Button, Container, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "@/shared/api/client";
import { splitProblem } from "@/shared/commands";
import { ProblemNote } from "@/shared/ui/problems";
import { t } from "./messages";

/** The first administrator of a new desk. */
export function SetupForm() {
  const queries = useQueryClient();
  const form = useForm({ initialValues: { key: "", name: "", login: "", password: "" } });
  const make = useMutation({
    mutationFn: async ({ login, password, ...rest }: typeof form.values) => {
      await bodyOf(api.POST("/api/v1/setup", { body: { login, password, ...rest } }));
      return bodyOf(api.POST("/api/v1/session", { body: { login, password } }));
    },
    onSuccess: (session) => {
      queries.setQueryData(["setup"], { needed: false });
      queries.setQueryData(["session"], session);
    },
    onError: (problem) => form.setErrors(splitProblem(problem).fields),
  });
  return (
    <Container component="main" size={460} py={60}>
      <Stack gap="lg">
        <div>
          <img src="/icon.svg" alt="" width={44} height={44} />
          <Title order={1} mt="sm">
            {t.setup.title}
          </Title>
          <Text c="dimmed">{t.setup.says}</Text>
        </div>
        <Paper withBorder p="lg" radius="md">
          <form onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
            <Stack gap="md">
              <TextInput label={t.setup.key} description={t.setup.keyHint} required autoComplete="off" autoFocus {...form.getInputProps("key")} />
              <TextInput label={t.setup.name} description={t.setup.nameHint} required autoComplete="name" {...form.getInputProps("name")} />
              <TextInput label={t.setup.login} description={t.setup.loginHint} required autoComplete="username" {...form.getInputProps("login")} />
              <PasswordInput label={t.setup.password} description={t.setup.passwordHint} required autoComplete="new-password" {...form.getInputProps("password")} />
              <ProblemNote problem={make.error} shown={["key", "name", "login", "password"]} />
              <Button type="submit" loading={make.isPending} fullWidth>
                {t.setup.submit}
              </Button>
            </Stack>
          </form>
        </Paper>
      </Stack>
    </Container>
  );
}
