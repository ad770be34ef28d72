import { render } from "@testing-library/react";
import { MantineProvider } from "@mantine/core";
import { describe, expect, it } from "vitest";
import { Changes } from "./Changes";

const periods = ["01", "02", "03", "04"].map((month) => ({ from: `2026-${month}-01`, to: `2026-${month}-28` }));
const chart = { kind: "levels", why: "", says: "", notes: [], signals: [], state: "below" as const, centre: [], low: [], high: [], unit: "of_figures" as const, lines: [], events: [] };
const text = (changes: Parameters<typeof Changes>[0]["chart"]["changes"]) =>
  render(
    <MantineProvider>
      <Changes chart={{ ...chart, changes }} periods={periods} every="month" saying={{ unit: "cases" }} />
    </MantineProvider>,
  ).container.querySelector("li")?.textContent;

describe("a change of level", () => {
  it("is told with its size, the smallest end first, whichever way it went", () => {
    expect(text([{ at: 2, earliest: 2, latest: 2, before: 50, after: 32.5, low: -25.4, high: -10.7 }])).toMatch(/32\.5, down from 50\.0 \(17\.5 less, 10\.7 to 25\.4 at 95% confidence\)\.\s*$/);
    expect(text([{ at: 2, earliest: 1, latest: 3, before: 30, after: 40, low: -1.5, high: 21 }])).toMatch(/40\.0, up from 30\.0 \(10\.0 more, −1\.5 to 21\.0 at 95% confidence\)\. It may as well have been any time from .* to /);
  });
  it("takes no room where there was none", () => {
    expect(text([])).toBeUndefined();
  });
});
