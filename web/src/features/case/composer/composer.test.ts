import { describe, expect, test } from "vitest";
import { findInText, withNextNews } from "./findInText";
import { instantOf, localValue, suggestions } from "./nextNews";
import { newsBody, noNews } from "./NextNews";

describe("finding in the text what a check names", () => {
  test("over the end of a line and around marks of emphasis", () => {
    const text = "# Heading\n\n**We uphold\nyour complaint.** We got this wrong.";
    const found = findInText(text, "We uphold your complaint. We got");
    expect(found && text.slice(found.start, found.end)).toBe("We uphold\nyour complaint.** We got");
  });
  test("by what is left of it when it was shortened", () => {
    expect(findInText("I am sorry for the long wait.", "I am sorry for…")).toEqual({ start: 0, end: 14 });
  });
  test("takes signs as they are, not as a pattern", () => {
    expect(findInText("Pay (£60.00)? [missing: impact]", "[missing: impact]")).toEqual({ start: 14, end: 31 });
    expect(findInText("nothing here", "[a-z]")).toBeUndefined();
    expect(findInText("anything", "…")).toBeUndefined();
  });
});

describe("the next news", () => {
  test("fills the gap the template left, and nothing else", () => {
    expect(withNextNews("By [missing: promise.next_news]. [missing: impact]", "2026-11-24T12:00", "en-GB")).toBe("By 24 November 2026. [missing: impact]");
    expect(withNextNews("By [missing: promise.next_news].", "", "en-GB")).toBe("By [missing: promise.next_news].");
  });
  test("is suggested on days when somebody works", () => {
    const friday = suggestions(new Date(2026, 10, 20, 10, 0));
    expect(friday.map(({ says, at }) => [says, localValue(at)])).toEqual([
      ["today", "2026-11-20T17:00"],
      [1, "2026-11-23T12:00"],
      [2, "2026-11-24T12:00"],
      [5, "2026-11-27T12:00"],
    ]);
  });
  test("is not suggested for today when the day is nearly over, nor on a Sunday", () => {
    expect(suggestions(new Date(2026, 10, 17, 16, 0))[0]).toEqual({ says: "tomorrow", at: new Date(2026, 10, 18, 12) });
    expect(suggestions(new Date(2026, 10, 22, 9, 0))[0]).toEqual({ says: "tomorrow", at: new Date(2026, 10, 23, 12) });
  });
  test("a half-typed time is no time", () => {
    expect(instantOf("")).toBeUndefined();
    expect(instantOf("2026-")).toBeUndefined();
    expect(instantOf("2026-11-24T12:00")).toBe(new Date(2026, 10, 24, 12).toISOString());
  });
  test("none is owed for a reason, and then no time is sent that was typed before", () => {
    const value = { ...noNews, by: "2026-11-24T12:00", none: true, because: "They withdrew." };
    expect(newsBody(value)).toEqual({ no_news_because: "They withdrew." });
    expect(newsBody(noNews)).toEqual({});
  });
});
