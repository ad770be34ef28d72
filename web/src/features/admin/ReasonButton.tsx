import { Button, Text, type ButtonProps } from "@mantine/core";
import { RefusedButton } from "@/shared/ui/RefusedButton";
import { t } from "./messages";
import type { WhyNot } from "./powers";

type Props = ButtonProps & { label: string; why: WhyNot | "managers" | undefined; onGive: () => void };

/** A button of the administration; where it is not for this person, it says for whom it is. */
export function ReasonButton({ label, why, onGive, ...button }: Props) {
  if (why !== undefined) {
    return (
      <RefusedButton label={label} {...button}>
        <Text size="sm">{t.whyNot[why]}</Text>
      </RefusedButton>
    );
  }
  return (
    <Button {...button} onClick={onGive}>
      {label}
    </Button>
  );
}
