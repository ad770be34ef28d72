// One of a few, all in sight: arrow keys move, one Tab passes.

import { Text } from "@mantine/core";
import { useId } from "react";
import classes from "./log.module.css";

type Props<V extends string> = {
  legend: string;
  hint?: string;
  value: V | "";
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
};

export function Choices<V extends string>({ legend, hint, value, options, onChange }: Props<V>) {
  const name = useId();
  return (
    <fieldset className={classes["choices"]} {...(hint && { "aria-describedby": `${name}-hint` })}>
      <legend>{legend}</legend>
      {hint && (
        <Text id={`${name}-hint`} size="xs" c="dimmed" mb={6}>
          {hint}
        </Text>
      )}
      <div className={classes["pills"]}>
        {options.map((option) => (
          <label key={option.value} className={classes["pill"]}>
            <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
