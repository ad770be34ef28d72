// A field for text that grows with what is in it. Browsers that can do that themselves are let; measured by hand it costs a
// layout of the whole page for every such field when it is shown, and for every key.

import { Textarea, type TextareaProps } from "@mantine/core";
import styles from "./GrowingText.module.css";

const byItself = typeof CSS !== "undefined" && CSS.supports("field-sizing", "content");

type Props = Omit<TextareaProps, "autosize" | "minRows" | "maxRows" | "rows" | "classNames" | "styles"> & { minRows: number; maxRows: number };

export function GrowingText({ minRows, maxRows, ...props }: Props) {
  if (!byItself) return <Textarea {...props} autosize minRows={minRows} maxRows={maxRows} />;
  return <Textarea {...props} classNames={{ input: styles["input"] ?? "" }} styles={{ input: { "--rows-least": minRows, "--rows-most": maxRows } }} />;
}
