import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { chartCsv, ChartTwin } from "./ChartTwin";
import type { Line } from "./lines";
import { t } from "./messages";
import type { ControlChart } from "./types";
import type { Saying } from "./values";

vi.mock("@tanstack/react-router", async (original) => ({ ...(await original<object>()), useRouter: () => ({}) }));
afterEach(cleanup);

const figure = (value: number | undefined) => ({ cases: 0, numerator: 0, denominator: 0, value });
const line = (name: string, values: readonly (number | undefined)[]): Line => ({ key: name, by: name, figures: values.map(figure), whole: figure(undefined) });
const nameOf = ({ by }: Line) => by ?? "";
const periods = [{ from: "2026-01-01", to: "2026-01-31" }, { from: "2026-02-01", to: "2026-02-28" }];
const limits: ControlChart = {
  kind: "c", why: "", says: "", notes: [], signals: [], state: "usual", unit: "of_figures", lines: [], changes: [], events: [], centre: [5, 5], low: [null, null], high: [11.71, 11.71],
};
const events = ["2026-02-03", "2026-02-03"].map((day, at) => ({ ref: `C-${at + 1}`, day }));

function table(drawn: Omit<Parameters<typeof chartCsv>[0], "saying">, saying: Saying, valueAt?: (text: string, at: number) => string) {
  render(
    <MantineProvider env="test">
      <ChartTwin title="Received" {...drawn} every={drawn.chart?.events.length ? "day" : "month"} saying={saying} {...(valueAt ? { valueAt } : {})} />
    </MantineProvider>,
  );
  return screen.getAllByRole("row", { hidden: true }).map((row) => [...row.children].map(({ textContent }) => textContent));
}

describe("a chart as a table", () => {
  it("has the latest first, a column for each line, and no limits where there are none", () => {
    expect(table({ lines: [line("Gas", [3, 4]), line("App", [0, undefined])], nameOf, periods }, { unit: "cases" })).toEqual([
      [t.control.period, "Gas", "App"],
      ["February 2026", "4", "–"],
      ["January 2026", "3", "0"],
    ]);
  });
  it("says counts as whole ones and their limits not", () => {
    const [head, latest] = table({ lines: [line("Received", [3, 4])], nameOf, periods, chart: limits }, { unit: "cases" });
    expect(head).toEqual([t.control.period, "Received", t.control.centre, t.control.low, t.control.high]);
    expect(latest).toEqual(["February 2026", "4", "5.0", "–", "11.7"]);
  });
  it("has values that open something", () => {
    expect(table({ lines: [line("Received", [3, 4])], nameOf, periods }, { unit: "cases" }, (text, at) => `${text} at ${at}`)[1]).toEqual(["February 2026", "4 at 1"]);
  });
  it("of events has their days and their cases, two of one day as well", () => {
    const drawn = { lines: [line("days since", [1.25, 0])], nameOf, periods: events.map(({ day }) => ({ from: day, to: day })), chart: { ...limits, unit: "days" as const, events } };
    expect(table(drawn, { unit: "points" }).map((row) => row.slice(0, 3))).toEqual([
      [t.control.day, t.rows.ref, "days since"],
      ["3 Feb 2026", "C-2", "0.0"],
      ["3 Feb 2026", "C-1", "1.3"],
    ]);
    expect(screen.getAllByRole("link", { hidden: true }).map((link) => link.getAttribute("href"))).toEqual(["/cases/C-2", "/cases/C-1"]);
    expect(chartCsv({ ...drawn, saying: { unit: "points" } })).toContain(`${t.control.day},${t.rows.ref},days since,${t.control.centre},${t.control.low},${t.control.high}\r\n2026-02-03,C-1,1.25,5,,11.71\r\n`);
  });
});

describe("a chart as a file", () => {
  it("has both ends of each period, and values as they are", () => {
    expect(chartCsv({ lines: [line("Received", [3, undefined])], nameOf, periods, chart: limits, saying: { unit: "cases" } })).toBe(
      `\uFEFF${t.period.from},${t.period.until},Received,${t.control.centre},${t.control.low},${t.control.high}\r\n2026-01-01,2026-01-31,3,5,,11.71\r\n2026-02-01,2026-02-28,,5,,11.71\r\n`,
    );
  });
  it("has money in its own unit", () => {
    expect(chartCsv({ lines: [line("Paid", [1250])], nameOf, periods: periods.slice(0, 1), saying: { unit: "money", currency: "GBP" } })).toContain("2026-01-31,12.5\r\n");
  });
});
