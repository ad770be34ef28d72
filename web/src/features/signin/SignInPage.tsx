import { Alert, Button, Container, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, bodyOf, Problem } from "@/shared/api/client";
import type { Session } from "@/shared/session";
import { ProblemNote } from "@/shared/ui/problems";
import { SetupForm } from "./SetupForm";
import { t } from "./messages";

/** Signing in, or on a desk that nobody has an account on yet, making the first. */
export function SignInPage({ ended }: { ended: Session | undefined }) {
  const { data } = useQuery({ queryKey: ["setup"], queryFn: () => bodyOf(api.GET("/api/v1/setup")), staleTime: Infinity });
  return data?.needed ? <SetupForm /> : <SignInForm ended={ended} />;
}

function SignInForm({ ended }: { ended: Session | undefined }) {
  const queries = useQueryClient();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/session", { body: { login, password } })),
    onSuccess: (session) => queries.setQueryData(["session"], session),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  const wrong = enter.error instanceof Problem && enter.error.signedOut;
  return (
    <Container component="main" size={420} py={80}>
      <Stack gap="lg">
        <div>
          <img src="/icon.svg" alt="" width={44} height={44} />
          <Title order={1} mt="sm">
            Amends
          </Title>
          {!ended && <Text c="dimmed">{t.says}</Text>}
        </div>
        {ended && (
          <Alert role="alert" color="yellow" variant="light">
            <Text size="sm" fw={650}>
              {t.ended.title}
            </Text>
            <Text size="sm">{t.ended.says(ended.name)}</Text>
          </Alert>
        )}
        <Paper withBorder p="lg" radius="md">
          <form onSubmit={submit}>
            <Stack gap="md">
              <TextInput label={t.login} name="login" autoComplete="username" required value={login} onChange={(e) => setLogin(e.currentTarget.value)} data-autofocus autoFocus />
              <PasswordInput label={t.password} name="password" autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
              {wrong ? (
                <Alert role="alert" color="red" variant="light">
                  {t.wrong}
                </Alert>
              ) : (
                <ProblemNote problem={enter.error} />
              )}
              <Button type="submit" loading={enter.isPending} fullWidth>
                {t.submit}
              </Button>
            </Stack>
          </form>
        </Paper>
      </Stack>
    </Container>
  );
}
