import { NativeSelect } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import { choice, words } from "@/shared/i18n";

type Channel = Schemas["Channel"];
const channels = Object.keys(words.choices["Channel"] ?? {}) as Channel[];

export function ChannelSelect({ label, value, error, onChange }: { label: string; value: Channel; error?: string | undefined; onChange: (channel: Channel) => void }) {
  return (
    <NativeSelect
      label={label}
      withAsterisk
      data={channels.map((channel) => ({ value: channel, label: choice("Channel", channel) }))}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value as Channel)}
      maw={240}
    />
  );
}
