// The first and the last day of what is counted, and the way back to the usual ones.

import { Button, TextInput } from "@mantine/core";
import { t } from "./messages";
import type { Period } from "./types";

type Days = { from?: string; to?: string };
type Props = {
  /** What was asked for. */
  asked: Days;
  /** What is shown where nothing was asked for. */
  shown?: Period;
  onChange: (by: { from?: string | undefined; to?: string | undefined }) => void;
};

export function PeriodFields({ asked, shown, onChange }: Props) {
  const day = (key: "from" | "to", label: string) => {
    const value = asked[key] ?? shown?.[key] ?? "";
    return (
      <TextInput
        key={key + value}
        type="date"
        size="xs"
        label={label}
        defaultValue={value}
        onChange={(event) => {
          // A year being typed passes through the first century.
          const given = event.currentTarget.value;
          if (given === "" || given >= "1990") onChange({ [key]: given || undefined });
        }}
      />
    );
  };
  return (
    <>
      {day("from", t.period.from)}
      {day("to", t.period.until)}
      {(asked.from !== undefined || asked.to !== undefined) && (
        <Button size="xs" variant="subtle" onClick={() => onChange({ from: undefined, to: undefined })}>
          {t.period.usual}
        </Button>
      )}
    </>
  );
}
