import { Button, Container, Stack, Text, Title } from "@mantine/core";
import { PageLink } from "@/shared/ui/PageLink";
import type { ReactNode } from "react";
import { t } from "./messages";

function Plain({ title, says, children }: { title: string; says: string; children?: ReactNode }) {
  return (
    <Container size="xs" py="xl">
      <Stack gap="md">
        <Title order={1}>{title}</Title>
        <Text>{says}</Text>
        {children}
      </Stack>
    </Container>
  );
}

export function NotFound() {
  return (
    <Plain title={t.notFound.title} says={t.notFound.says}>
      <PageLink to="/day">
        {t.notFound.home}
      </PageLink>
    </Plain>
  );
}

export function Broken() {
  return (
    <Plain title={t.broken.title} says={t.broken.says}>
      <div>
        <Button onClick={() => location.reload()}>{t.broken.reload}</Button>
      </div>
    </Plain>
  );
}

export function Unreachable({ again }: { again: () => void }) {
  return (
    <Plain title={t.unreachable.title} says={t.unreachable.says}>
      <div>
        <Button onClick={again}>{t.unreachable.again}</Button>
      </div>
    </Plain>
  );
}
