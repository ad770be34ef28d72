import { describe, expect, it } from "vitest";
import { nameIn } from "@/shared/api/file";
import { Problem } from "@/shared/api/client";
import { readsReports } from "@/shared/reports";
import { addressesIn, faultOfRecipients } from "./addresses";
import { cellText, hasCases, tableRows } from "./cells";
import { blocksOf, controlOf, heatOfChart, monthsOf, mostOf, paretoOf } from "./charts";
import { layOutColumns } from "./columns";
import { addressOf, returnCases } from "./opens";
import { halfYears, halfYearText, lastWhole, nameOfLast } from "./periods";
import { becameOf, endOfFirst, lastOf, runName, sentence } from "./runs";
import { scheduleName } from "./Scheduled";
import { parseCases, parseHalfYear, parseReview } from "./search";
import { becameLines, sumOf, thereLines } from "./sum";
import type { Chart, Run } from "./types";

const chart = (kind: Chart["kind"], labels: string[], series: [string, (number | null)[]][], marked: number[] = []): Chart => ({
  id: "c", kind, title: "C", says: "", unit: "count", labels, marked,
  series: series.map(([name, values]) => ({ name, values })),
});

describe("a period to report on", () => {
  it("is the last one that is over, also across the year", () => {
    expect(lastWhole("month", "2026-01-15")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(lastWhole("quarter", "2026-11-23")).toEqual({ from: "2026-07-01", to: "2026-09-30" });
    expect(lastWhole("half_year", "2026-07-01")).toEqual({ from: "2026-01-01", to: "2026-06-30" });
    expect(lastWhole("half_year", "2026-06-30")).toEqual({ from: "2025-07-01", to: "2025-12-31" });
    expect(lastWhole("year", "2026-11-23")).toEqual({ from: "2025-01-01", to: "2025-12-31" });
  });
  it("is known by its days again", () => {
    expect(nameOfLast({ from: "2026-10-01", to: "2026-10-31" }, "2026-11-23")).toBe("month");
    expect(nameOfLast({ from: "2026-10-01", to: "2026-10-30" }, "2026-11-23")).toBeUndefined();
  });
  it("offers half-years back to the first case, and four at least", () => {
    expect(halfYears("2026-11-23", undefined).map(halfYearText)).toEqual(["2026-H2", "2026-H1", "2025-H2", "2025-H1"]);
    expect(halfYears("2026-03-01", "2023-08-09").map(halfYearText).at(-1)).toBe("2023-H2");
  });
});

describe("a cell", () => {
  it("is said by its kind", () => {
    expect(cellText({ kind: "count", value: 1204 })).toBe("1,204");
    expect(cellText({ kind: "share", value: 0.875 })).toBe("87.5%");
    expect(cellText({ kind: "money", value: 1204.5, currency: "GBP" })).toBe("£1,204.50");
    expect(cellText({ kind: "money", value: 1204, currency: "JPY" })).toBe("JP¥1,204");
    expect(cellText({ kind: "minutes", value: 90 })).toBe("1 h 30 min");
    expect(cellText({ kind: "day", day: "2026-02-03" })).toBe("3 Feb 2026");
    expect(cellText({ kind: "text", text: "2026-02" })).toBe("February 2026");
  });
  it("that cannot be said is a dash", () => {
    for (const kind of ["count", "share", "money", "minutes", "number", "day"] as const) expect(cellText({ kind })).toBe("–");
  });
  it("has no cases behind none", () => {
    expect(hasCases({ kind: "count", value: 0, opens: "/x" })).toBe(false);
    expect(hasCases({ kind: "share", value: 0, opens: "/x" })).toBe(true);
    expect(hasCases({ kind: "share", opens: "/x" })).toBe(false);
  });
  it("goes into a file as it is counted, where a column is of one kind", () => {
    const text = (words: string) => ({ kind: "text" as const, text: words });
    const rows = [
      { cells: [text("A"), { kind: "minutes" as const, value: 90 }, { kind: "count" as const, value: 2 }], strong: false },
      { cells: [text("B"), { kind: "minutes" as const, value: 30 }, { kind: "share" as const, value: 0.5 }], strong: false },
    ];
    expect(tableRows({ columns: ["What", "Time", "Figure"], rows })).toEqual([["What", "Time (minutes)", "Figure"], ["A", 90, "2"], ["B", 30, "50.0%"]]);
  });
});

describe("what a figure opens", () => {
  it("is a page of the workspace", () => {
    expect(addressOf("/monitoring/explore?measure=received&open=a..b")).toBe("/monitoring/explore?measure=received&open=a..b");
    expect(addressOf("/api/v1/signals/SG-7")).toBe("/signals/SG-7");
    expect(addressOf("/api/v1/improvements/IM-2")).toBe("/improvements/IM-2");
    expect(addressOf("/api/v1/reports/service-review/cases?from=2026-10-01&to=2026-10-31&figure=age-0")).toBe("/reports/cases?from=2026-10-01&to=2026-10-31&figure=age-0");
    expect(addressOf("/api/v1/reports/half-year/cases?of=2026-H2&line=opened")).toBe("/reports/cases?of=2026-H2&line=opened");
  });
  it("is nothing where the page is none of ours", () => {
    for (const path of [undefined, "", "https://evil.example/", "//evil.example/cases", "/api/v1/cases/C-1/export", "/monitoringly"]) expect(addressOf(path)).toBeUndefined();
  });
  it("tells a product that is not recorded from any product", () => {
    expect(returnCases("2026-H2", "closed", { product: "", category: "A & B" })).toBe("/reports/cases?of=2026-H2&line=closed&product=&category=A+%26+B");
    expect(parseCases({ of: "2026-H2", line: "closed", product: "", category: 7 })).toEqual({ of: "2026-H2", line: "closed", product: "", category: "7" });
  });
});

describe("the address", () => {
  it("keeps what makes sense and passes over the rest", () => {
    expect(parseReview({ from: "2026-01-01", to: "soon", evil: 1 })).toEqual({ from: "2026-01-01" });
    expect(parseHalfYear({ of: "2026-H3" })).toEqual({});
    expect(parseCases({ from: "2026-01-01", to: "2026-01-31", figure: "age-0", page: "2", line: "a b" })).toEqual({ from: "2026-01-01", to: "2026-01-31", figure: "age-0", page: 2 });
  });
});

describe("a chart of a report", () => {
  it("stands with the table of its name", () => {
    const table = (id: string) => ({ id, title: id, columns: [], rows: [], notes: [] });
    const blocks = blocksOf({ charts: [{ ...chart("pareto", [], []), id: "a" }, { ...chart("control", [], []), id: "b" }], tables: [table("a"), table("c")] });
    expect(blocks.map(({ id, chart: drawn, table: twin }) => [id, drawn !== undefined, twin !== undefined])).toEqual([["a", true, true], ["b", true, false], ["c", false, true]]);
  });
  it("knows its months, the last up to where the report ends", () => {
    expect(monthsOf(["2026-01", "2026-02"], "2026-02-14")).toEqual([{ from: "2026-01-01", to: "2026-01-31" }, { from: "2026-02-01", to: "2026-02-14" }]);
  });
  it("keeps gaps as gaps, and limits that are not there", () => {
    const { line, limits } = controlOf(chart("control", ["2026-01", "2026-02"], [["value", [3, null]], ["centre", [null, 2]], ["low", [null, null]], ["high", [null, 5]]], [1]));
    expect(line.figures.map(({ value }) => value)).toEqual([3, undefined]);
    expect([limits.high, limits.low, limits.signals.map(({ period }) => period)]).toEqual([[null, 5], [null, null], [1]]);
  });
  it("of the vital few has shares that make up the line", () => {
    const bars = paretoOf(chart("pareto", ["a", "b"], [["amount", [6, 2]], ["together", [0.75, 1]]], [0]));
    expect(bars.map(({ share, vital }) => [share, vital])).toEqual([[0.75, true], [0.25, false]]);
  });
  it("of two columns adds up both ways", () => {
    const map = heatOfChart(chart("heat", ["x", "y"], [["a", [1, 0]], ["b", [2, null]]]));
    expect([map.rows.map(({ cases }) => cases), map.columns.map(({ cases }) => cases), map.most]).toEqual([[1, 2], [3, 0], 2]);
    expect(mostOf({ series: [] })).toBe(0);
  });
  it("of columns stays within its frame, names and legend too", () => {
    const labels = Array.from({ length: 13 }, (_, at) => `2026-${String(at % 12 + 1).padStart(2, "0")}`);
    const drawn = layOutColumns(chart("columns", labels, [["Received", labels.map(() => 9)], ["Closed", labels.map(() => null)], ["Open at the end", labels.map(() => 4)]]), monthsOf(labels, "2027-12-31"), { unit: "cases" }, 340);
    for (const { x, width, y, height } of drawn.columns) {
      expect(x).toBeGreaterThanOrEqual(drawn.left - 1);
      expect(x + width).toBeLessThanOrEqual(drawn.right + 1);
      expect(y + height).toBeCloseTo(drawn.floor);
    }
    expect(drawn.columns).toHaveLength(13); // where nothing is known there is no column
    for (const [at, { x }] of drawn.names.entries()) expect(x - (drawn.names[at - 1]?.x ?? -99)).toBeGreaterThan(40);
  });
});

describe("the return", () => {
  it("has two sums", () => {
    const number = (line: "opened" | "closed" | "outstanding_at_end", count: number) => ({ line, count, title: "", opens: "" });
    const made = { numbers: [number("opened", 5), number("closed", 3), number("outstanding_at_end", 2)] };
    expect([sumOf(made, thereLines), sumOf(made, becameLines)]).toEqual([5, 5]);
  });
});

describe("a scheduled report", () => {
  const run = (more: Partial<Run>): Run => ({ from: "2026-10-01", to: "2026-10-31", tries: 1, until: "2026-11-01T01:00:00Z", files: [], sent_to: [], ...more });
  const now = new Date("2026-11-01T00:45:00Z");
  it("was written, is being written, was lost, is tried again, or was given up", () => {
    expect(becameOf(run({ done: "2026-11-01T00:31:00Z" }), now)).toBe("written");
    expect(becameOf(run({}), now)).toBe("going");
    expect(becameOf(run({ until: "2026-11-01T00:40:00Z" }), now)).toBe("left");
    expect(becameOf(run({ done: "2026-11-01T00:31:00Z", failed: "The disk is full", tries: 2 }), now)).toBe("again");
    expect(becameOf(run({ done: "2026-11-01T00:31:00Z", failed: "The disk is full", tries: 5 }), now)).toBe("given");
  });
  it("says its periods as people do", () => {
    expect(runName({ from: "2026-10-01", to: "2026-10-31" }, "month")).toBe("October 2026");
    expect(runName({ from: "2026-07-01", to: "2026-12-31" }, "half_year")).toMatch(/^July\s–\sDecember 2026$/);
    expect(endOfFirst({ first: "2026-11-01", every: "month" })).toBe("2026-11-30");
    expect(endOfFirst({ first: "2026-07-01", every: "half_year" })).toBe("2026-12-31");
  });
  it("tells what came last, and what did not come", () => {
    const october = run({ done: "2026-11-01T00:31:00Z" });
    const november = run({ from: "2026-11-01", to: "2026-11-30", done: "2026-12-01T00:31:00Z", failed: "550 (quinn@hearth.example)" });
    const december = run({ from: "2026-12-01", to: "2026-12-31" }); // being sent now
    expect(lastOf([october, november, december])).toEqual({ got: october, fault: november });
    expect(lastOf([december])).toEqual({ got: undefined, fault: undefined });
  });
  it("says in its name that it goes by e-mail", () => {
    const one = { kind: "service_review", every: "month", language: "german" } as const;
    expect(scheduleName({ ...one, to: "folder" })).toBe("Service review, every month, in German");
    expect(scheduleName({ ...one, to: "mail" })).toBe("Service review, every month, in German, by e-mail");
  });
  it("goes to addresses however they were typed or pasted", () => {
    expect(addressesIn(" mani@hearth.example\nquinn@hearth.example; ada@hearth.example,\n\n")).toEqual(["mani@hearth.example", "quinn@hearth.example", "ada@hearth.example"]);
    expect(addressesIn(" \n")).toEqual([]);
  });
  it("shows beside the field what the server says of all addresses or of one", () => {
    const problem = (more: object) => new Problem({ title: "Not done", ...more }, 422);
    const given = ["mani@hearth.example", "quinn"];
    expect(faultOfRecipients(problem({ faults: [{ path: "recipients[1]", says: 'expected an e-mail address like "name@example.org", found "quinn"' }] }), given)).toBe("“quinn”: Write a whole e-mail address, like name@example.org.");
    expect(faultOfRecipients(problem({ refusals: [{ field: "recipients", says: "Name at least one." }] }), given)).toBe("Name at least one.");
    expect(faultOfRecipients(problem({ refusals: [{ field: "every", says: "The return is of half-years." }] }), given)).toBeUndefined();
    expect(faultOfRecipients(null, given)).toBeUndefined();
  });
  it("says why as a sentence", () => expect([sentence("The disk is full"), sentence("The disk is full.")]).toEqual(["The disk is full.", "The disk is full."]));
});

it("is for those who answer for the whole desk", () => {
  expect(readsReports({ role: "manager", reach: "desk" })).toBe(true);
  expect(readsReports({ role: "manager", reach: "team" })).toBe(false);
  expect(readsReports({ role: "handler", reach: "desk" })).toBe(false);
});

it("is saved under the name that the server gave it", () => {
  expect(nameIn('attachment; filename="review.xlsx"')).toBe("review.xlsx");
  expect(nameIn(null)).toBeUndefined();
});
