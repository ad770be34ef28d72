import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { ControlChart, Measure } from "@/shared/figures/types";
import { AskedChart } from "./AskedChart";

vi.mock("@tanstack/react-router", async (original) => ({ ...(await original<object>()), useNavigate: () => vi.fn() }));
afterEach(cleanup);

const measure: Measure = { id: "received", title: "Received", definition: "", formula: "", source: "", dated: "received", unit: "cases", less_is_better: true, charts: ["ewma"] };
const ewma: ControlChart = {
  kind: "EWMA", why: "", says: "", notes: [], signals: [], state: "usual", unit: "of_figures", changes: [], events: [],
  lines: [{ name: "average of late", values: [12, 12.3456] }], centre: [11.5, 11.5], low: [9.25, 9], high: [13.75, 14],
};

it("says averages of counts, which are not whole", () => {
  render(
    <MantineProvider env="test">
      <AskedChart
        svg={null}
        label="Received"
        measure={measure}
        chart={ewma}
        periods={[{ from: "2026-01-01", to: "2026-01-31" }, { from: "2026-02-01", to: "2026-02-28" }]}
        every="month"
        whole={[true, true]}
        saying={{ unit: "cases" }}
        onPeriod={() => undefined}
      >
        As usual.
      </AskedChart>
    </MantineProvider>,
  );
  const [, latest] = screen.getAllByRole("row", { hidden: true });
  expect([...(latest?.children ?? [])].map(({ textContent }) => textContent)).toEqual(["February 2026", "12.3", "11.5", "9.0", "14.0"]);
});
