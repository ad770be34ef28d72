// A table of a report: typed cells, each figure a link to its cases.

import { Table, Text } from "@mantine/core";
import { shadeOf } from "@/shared/figures/heat";
import { AddressLink } from "@/shared/ui/AddressLink";
import { cellText, hasCases, isFigure, named } from "./cells";
import { mostOf } from "./charts";
import { t } from "./messages";
import { addressOf } from "./opens";
import styles from "./reports.module.css";
import type { Cell, Chart, Table as Given } from "./types";

/** `heat`: the chart whose shades the cells of the table have. */
export function Figures({ table: { title, columns, rows, notes }, heat }: { table: Given; heat?: Chart }) {
  const right = columns.map((_, at) => rows.some(({ cells }) => cells[at] !== undefined && isFigure(cells[at])));
  const most = heat ? mostOf(heat) : 0;
  // A column of whole sentences needs room, the others do not.
  const wordy = columns.map((_, at) => rows.some(({ cells }) => (cells[at]?.text?.length ?? 0) > 30));
  return (
    <>
      <div className={`panel ${styles["scroll"] ?? ""}`} role="region" aria-label={title} tabIndex={0}>
        <Table verticalSpacing={4} horizontalSpacing={columns.length > 6 ? "xs" : "sm"} className={`num ${styles["figures"] ?? ""}`} aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((name, at) => (
                <Table.Th key={at} scope="col" data-right={right[at]} data-wordy={wordy[at]}>
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ cells, strong }, row) => {
              const head = cells[0] ? cellText(cells[0]) : "";
              return (
                <Table.Tr key={row} data-strong={strong}>
                  {cells.map((cell, at) => {
                    const shade = heat && at > 0 ? heat.series[row]?.values[at - 1] : undefined;
                    return at === 0 ? (
                      <Table.Th key={at} scope="row">
                        <Said cell={cell} of="" />
                      </Table.Th>
                    ) : (
                      <Table.Td key={at} data-right={right[at]} data-wordy={wordy[at]} {...(shade == null ? {} : { "data-shaded": true, style: { "--shade": shadeOf(shade, most) } })}>
                        <Said cell={cell} of={[named(head), columns[at]].filter(Boolean).join(", ")} />
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed" mt={4}>
          {note}
        </Text>
      ))}
    </>
  );
}

/** `of`: of what the figure is, for whoever hears it alone. */
function Said({ cell, of }: { cell: Cell; of: string }) {
  const text = cellText(cell);
  const address = hasCases(cell) ? addressOf(cell.opens) : undefined;
  if (address === undefined) return text === t.none || (cell.kind === "count" && cell.value === 0) ? <span className={styles["nothing"]}>{text}</span> : text;
  return (
    <AddressLink to={address} className={styles["opens"]} {...(of === "" ? {} : { label: t.chart.open(text, of) })}>
      {text}
    </AddressLink>
  );
}
