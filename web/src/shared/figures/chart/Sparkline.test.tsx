import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { Sparkline } from "./Sparkline";

const share = (value: number) => ({ cases: 40, numerator: 40 * value, denominator: 40, value });

it("draws what is usual also of a share that can be all of them: up to the end of the picture", () => {
  const figures = [0.9, 0.95, 1, 0.85].map(share);
  const chart = { kind: "P", unit: "of_figures" as const, lines: [], changes: [], events: [], why: "", centre: [0.95, 0.95, 0.95, null], low: [0.88, 0.88, 0.88, null], high: [null, null, null, null], state: "usual" as const, says: "", notes: [], signals: [] };
  const { container } = render(<Sparkline figures={figures} chart={chart} label="Promises kept" last={3} />);
  const band = container.querySelector('[class*="band"]')?.getAttribute("d") ?? "";
  expect(band).toContain("M7 7"); // the upper edge of the picture
  expect(band.split(/[ML]/)).toHaveLength(7); // three periods there and back, and nothing before the first
});
