import { describe, expect, it } from "vitest";
import { t } from "./messages";
import { outcome } from "./Watch";

const column = (series: number, judged: number) => ({ column: "product", every: "week" as const, series, judged, left_out: 0 });
const view = (found: number, ...columns: ReturnType<typeof column>[]) => ({ day: "2026-11-23", found, columns });

describe("what a look came to", () => {
  it("is good news only where everything could be judged", () => {
    expect(outcome(view(0, column(3, 3)), 0)).toBe(t.watch.nothing);
    expect(outcome(view(0, column(3, 0), column(2, 0)), 0)).toBe(t.watch.notJudged);
    expect(outcome(view(0), 0)).toBe(t.watch.notJudged);
    expect(outcome(view(0, column(3, 1), column(2, 2)), 0)).toBe(t.watch.nothingIn(3, 5));
  });
  it("tells what was found, whatever could not be judged", () => {
    expect(outcome(view(2, column(3, 1)), 1)).toBe(t.watch.found(2, 1));
  });
});
