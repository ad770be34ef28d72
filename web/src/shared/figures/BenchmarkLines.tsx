// Figures of others, each in a line of text: whose, how much, when, and where it is published.

import { Text } from "@mantine/core";
import type { Benchmark } from "../benchmarks";
import { t } from "./messages";
import { rangeInWords } from "./periods";
import { valueText, type Saying } from "./values";

export function BenchmarkLines({ benchmarks, saying }: { benchmarks: readonly Benchmark[]; saying: Saying }) {
  return benchmarks.map(({ whose, value, low, high, from, to, source }) => {
    const range = low === undefined || high === undefined ? "" : ` (${valueText(low, saying)}–${valueText(high, saying)})`;
    return (
      <Text key={whose} size="sm">
        {t.benchmark(whose, `${valueText(value, saying)}${range}`, [rangeInWords({ from, to }), source].filter(Boolean).join("; "))}
      </Text>
    );
  });
}
