// "When will I hear from you?": the question every contact ends with.

import { Button, Checkbox, Fieldset, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { moment } from "@/shared/i18n";
import { t } from "../messages";
import { localValue, suggestions } from "./nextNews";

export type News = { by: string; about: string; none: boolean; because: string };
export const noNews: News = { by: "", about: "", none: false, because: "" };

type Props = { value: News; onChange: (part: Partial<News>) => void; errors: Record<string, string>; hint?: string | undefined; required?: boolean; promised?: Date | undefined; withAbout?: boolean };

export function NextNews({ value, onChange, errors, hint, required = false, promised, withAbout = false }: Props) {
  const quick = useMemo(() => suggestions(new Date()), []);
  const nameOf = (says: "today" | "tomorrow" | number) => (says === "today" ? t.note.today : says === "tomorrow" ? t.note.tomorrow : t.note.days(says));
  return (
    <Fieldset legend={t.note.next} variant="filled">
      <Stack gap="sm">
        {!value.none && (
          <>
            <TextInput
              type="datetime-local"
              label={t.note.nextBy}
              description={hint}
              withAsterisk={required}
              value={value.by}
              error={errors["next_news_by"]}
              onChange={(event) => onChange({ by: event.currentTarget.value })}
            />
            <Group gap="xs" role="group" aria-label={t.note.quick}>
              {promised && (
                <Button size="compact-sm" variant="default" aria-pressed={value.by === localValue(promised)} onClick={() => onChange({ by: localValue(promised) })}>
                  {t.note.asPromised(moment(promised))}
                </Button>
              )}
              {quick.map(({ says, at }) => (
                <Button key={says} size="compact-sm" variant="default" aria-pressed={value.by === localValue(at)} onClick={() => onChange({ by: localValue(at) })}>
                  {nameOf(says)}
                </Button>
              ))}
              {value.by !== "" && (
                <Button size="compact-sm" variant="subtle" onClick={() => onChange({ by: "" })}>
                  {t.note.clear}
                </Button>
              )}
            </Group>
            {withAbout && (
              <TextInput
                label={t.note.nextAbout}
                value={value.about}
                maxLength={50_000}
                error={errors["next_news_about"]}
                onChange={(event) => onChange({ about: event.currentTarget.value })}
              />
            )}
          </>
        )}
        <Checkbox label={t.note.noMore} checked={value.none} onChange={(event) => onChange({ none: event.currentTarget.checked })} />
        {value.none && (
          <Textarea
            label={t.note.because}
            autosize
            minRows={2}
            required
            value={value.because}
            error={errors["no_news_because"]}
            onChange={(event) => onChange({ because: event.currentTarget.value })}
          />
        )}
        {!withAbout && errors["next_news_about"] && <Text size="sm">{errors["next_news_about"]}</Text>}
      </Stack>
    </Fieldset>
  );
}

/** As the command has it; what was left empty is left out. */
export function newsBody({ by, about, none, because }: News) {
  if (none) return because.trim() === "" ? {} : { no_news_because: because };
  return {
    ...(by === "" ? {} : { next_news_by: new Date(by).toISOString() }),
    ...(about.trim() === "" ? {} : { next_news_about: about }),
  };
}
