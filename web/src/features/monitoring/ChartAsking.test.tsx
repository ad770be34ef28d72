import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Measure } from "@/shared/figures/types";
import { ChartAsking, keptChart } from "./ChartAsking";
import { t } from "./messages";
import type { ExploreSearch } from "./search";

const measure: Measure = {
  id: "upheld", title: "Upheld", definition: "", formula: "", source: "", dated: "decided", unit: "share", less_is_better: true, charts: ["laney_p", "xmr", "t"],
};

function offered(search: ExploreSearch) {
  render(
    <MantineProvider env="test">
      <ChartAsking measure={measure} search={search} onChange={() => undefined} />
    </MantineProvider>,
  );
  return within(screen.getByLabelText(t.ask.chart)).getAllByRole("option").map(({ textContent }) => textContent);
}
const { by_data, laney_p, xmr, t: days, c } = t.ask.forms;
afterEach(cleanup);

describe("the charts of a measure", () => {
  it("are those the server says can be of it, in its order, after the one the data choose", () => {
    expect(offered({})).toEqual([by_data, laney_p, xmr, days].map(({ name }) => name));
  });
  it("have beside them what the address asks for, though it cannot be of this measure", () => {
    expect(offered({ chart: "c" }).at(-1)).toBe(c.name);
  });
  it("stay asked for where another measure has them", () => {
    expect([keptChart("xmr", measure), keptChart("c", measure), keptChart(undefined, measure), keptChart("xmr", undefined)]).toEqual(["xmr", undefined, undefined, undefined]);
  });
});
