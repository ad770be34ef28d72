import { Checkbox, TextInput } from "@mantine/core";
import { choice } from "@/shared/i18n";
import { Choices } from "./Choices";
import { severities } from "./form";
import { t } from "./messages";
import { Section } from "./Section";
import { useField } from "./store";
import { Long } from "./What";
import classes from "./log.module.css";

export function Impact({ keys }: { keys: string }) {
  const severity = useField("severity");
  const money = useField("money", "money_at_stake");
  const vulnerable = useField("vulnerable");
  const safety = useField("safety");
  return (
    <Section id="impact" title={t.sections.impact} keys={keys}>
      <Choices
        legend={t.impact.severity}
        value={severity.value}
        options={severities.map((value) => ({ value, label: choice("Severity", value) }))}
        onChange={severity.set}
      />
      <div className={classes["row"]}>
        <Checkbox
          label={t.impact.safety}
          checked={safety.value}
          onChange={(event) => safety.set(event.currentTarget.checked)}
        />
        <Checkbox
          label={t.impact.vulnerable}
          description={t.impact.vulnerableHint}
          checked={vulnerable.value}
          onChange={(event) => vulnerable.set(event.currentTarget.checked)}
        />
      </div>
      {safety.value && <Long name="actAtOnce" path="act_at_once" label={t.impact.actAtOnce} hint={t.impact.actAtOnceHint} rows={2} />}
      <div className={classes["row"]}>
        <TextInput
          label={t.impact.money}
          leftSection="£"
          inputMode="decimal"
          value={money.value}
          error={money.error}
          maxLength={20}
          autoComplete="off"
          onChange={(event) => money.set(event.currentTarget.value)}
        />
        <span />
      </div>
    </Section>
  );
}
