import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { language, moment } from "@/shared/i18n";
import { useNow } from "@/shared/ui/When";
import { isLive } from "./form";
import { t } from "./messages";
import { Section } from "./Section";
import { useField, useValue } from "./store";
import { lengthIn, localField, newsPicks } from "./time";
import { useProcedure } from "./useProcedure";

export function Next({ keys }: { keys: string }) {
  const live = useValue((form) => isLive(form.channel));
  const acknowledge = useField("acknowledge");
  const own = useField("own");
  const news = useField("newsBy", "next_news_by");
  const { shown } = useProcedure();
  const now = useNow();
  return (
    <Section id="next" title={t.sections.next} keys={keys}>
      <Stack gap={6}>
        <TextInput
          type="datetime-local"
          label={t.next.news}
          description={shown ? t.next.newsUsual(shown.title, lengthIn(language, shown.promises.length)) : t.next.newsPlain}
          value={news.value}
          error={news.error}
          maw="26rem"
          onChange={(event) => news.set(event.currentTarget.value)}
        />
        <Group gap={6}>
          {newsPicks(now).map((at) => (
            <Button key={at.toISOString()} size="compact-sm" variant="default" aria-pressed={news.value === localField(at)} onClick={() => news.set(localField(at))}>
              {moment(at, now)}
            </Button>
          ))}
        </Group>
        <Text size="xs" c="dimmed">
          {t.next.sayIt}
        </Text>
      </Stack>
      {live && (
        <Checkbox
          label={t.next.acknowledge}
          description={t.next.acknowledgeHint}
          checked={acknowledge.value}
          onChange={(event) => acknowledge.set(event.currentTarget.checked)}
        />
      )}
      <Checkbox label={t.next.own} description={t.next.ownHint} checked={own.value} onChange={(event) => own.set(event.currentTarget.checked)} />
    </Section>
  );
}
