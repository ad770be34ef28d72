import { describe, expect, test } from "vitest";
import type { CaseView } from "./caseContext";
import { filtersOf, inDays, linesOf, shownLines, type Entry } from "./storyLines";

const entry = (version: number, at: string, event: string, kind: Entry["kind"], attention = false, refers_to: Entry["refers_to"] = []): Entry => ({
  version, at, event, kind, attention, actor: "U-2", who: "Hana Sato", says: event, quotes: [], refers_to,
});
const timeline = [
  entry(1, "2026-11-16T09:00:00", "CaseLogged", "logged"),
  entry(2, "2026-11-16T10:00:00", "FileAttached", "file", false, [{ kind: "file", ref: "D-1" }]),
  entry(3, "2026-11-17T09:00:00", "LetterSent", "letter", false, [{ kind: "letter", ref: "1" }]),
  entry(4, "2026-11-17T09:00:00", "PromiseBroken", "promise", true),
  entry(5, "2026-11-18T09:00:00", "LetterSent", "letter", false, [{ kind: "letter", ref: "2" }]),
  entry(6, "2026-11-18T09:30:00", "FileAttached", "file", false, [{ kind: "file", ref: "D-2" }]),
];
const attachment = (id: string, name: string | null) => ({ id, name, media_type: "text/plain", size: 1, blob: "b", at: "", by: "U-2" });
const view = { ref: "C-7", timeline, state: { attachments: [attachment("D-1", "a.txt"), attachment("D-2", null)] } } as unknown as CaseView;

describe("the story", () => {
  test("opens each letter as it went out, each file's own bytes, and the other case", () => {
    const opens = linesOf(view).map(({ opens: what }) => what);
    expect(opens[1]).toEqual([{ kind: "file", href: "/api/v1/cases/C-7/files/D-1", name: "a.txt" }]);
    expect(opens[2]).toEqual([{ kind: "letter", href: "/api/v1/cases/C-7/letters/sent/1" }]);
    expect(opens[4]).toEqual([{ kind: "letter", href: "/api/v1/cases/C-7/letters/sent/2" }]);
    expect(opens[5]).toEqual([{ kind: "file", href: "/api/v1/cases/C-7/files/D-2", name: null }]);
    expect(opens[0]).toEqual([]);
    const linked = entry(7, "2026-11-19T09:00:00", "CaseLinked", "structure", false, [{ kind: "case", ref: "C-9" }]);
    expect(linesOf({ ...view, timeline: [linked] })[0]?.opens).toEqual([{ kind: "case", ref: "C-9" }]);
  });

  test("opens no file that is gone", () => {
    const gone = entry(7, "2026-11-19T09:00:00", "FileAttached", "file", false, [{ kind: "file", ref: "D-99" }]);
    expect(linesOf({ ...view, timeline: [gone] })[0]?.opens).toEqual([]);
  });

  test("offers only the filters that show something", () => {
    expect([...filtersOf(timeline)]).toEqual([["all", 6], ["attention", 1], ["logged", 1], ["file", 2], ["letter", 2], ["promise", 1]]);
    expect(filtersOf([]).has("attention")).toBe(false);
  });

  test("what should not have been is found whatever its kind", () => {
    expect(shownLines(linesOf(view), "attention", false).map(({ entry: { event } }) => event)).toEqual(["PromiseBroken"]);
  });

  test("puts together what happened on one day, in the order shown", () => {
    expect(inDays(shownLines(linesOf(view), "all", true)).map(({ lines }) => lines.length)).toEqual([2, 2, 2]);
  });
});
