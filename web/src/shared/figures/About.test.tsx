import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { About } from "./About";
import { t } from "./messages";
import type { Measure } from "./types";

vi.mock("../session", () => ({ useSession: () => ({ reach: "desk" }) }));
vi.mock("../benchmarks", () => ({ useBenchmarks: () => ({ data: [] }), latestOf: () => [] }));

const measure: Measure = {
  id: "upheld", title: "Upheld", definition: "The share of decided cases in which the customer was right.", formula: "Upheld / decided", source: "DISP 1.10",
  dated: "decided", unit: "share", less_is_better: true, charts: [],
};
const mark = () => screen.getByRole("button", { name: t.about.label("Upheld") });
const told = () => screen.queryByRole("tooltip");

beforeEach(() => {
  render(
    <MantineProvider env="test">
      <About measure={measure} />
      <button type="button">Elsewhere</button>
    </MantineProvider>,
  );
});

afterEach(cleanup);

it("is told with its formula and its source while the pointer is on it or on what is told", async () => {
  const user = userEvent.setup();
  expect(told()).toBeNull();
  await user.hover(mark());
  const words = await screen.findByRole("tooltip");
  expect(words.textContent).toContain(measure.definition);
  expect(words.textContent).toContain(measure.formula);
  expect(words.textContent).toContain(measure.source);
  expect(mark().getAttribute("aria-describedby")).toBe(words.id);
  await user.hover(words);
  await act(() => new Promise((done) => setTimeout(done, 300)));
  expect(told()).not.toBeNull();
  await user.hover(screen.getByRole("button", { name: "Elsewhere" }));
  await vi.waitFor(() => expect(told()).toBeNull());
});

it("is told to the keyboard, goes with Escape and comes again with Enter", async () => {
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement).toBe(mark());
  expect(told()).not.toBeNull();
  await user.keyboard("{Escape}");
  expect(told()).toBeNull();
  expect(document.activeElement).toBe(mark());
  await user.keyboard("{Enter}");
  expect(told()).not.toBeNull();
  await user.tab();
  expect(told()).toBeNull();
  expect(document.activeElement?.textContent).toBe("Elsewhere");
});

it("is not told to whoever only crosses it", async () => {
  fireEvent.mouseEnter(mark());
  fireEvent.mouseLeave(mark());
  await act(() => new Promise((done) => setTimeout(done, 250)));
  expect(told()).toBeNull();
});
