import { expect, test } from "vitest";
import { lengthInWords } from "./lengths";

test("a length is said in the reader's language", () => {
  expect(lengthInWords("7 days", "de-DE")).toBe("7 Tage");
  expect(lengthInWords("1 week", "en-GB")).toBe("1 week");
  expect(lengthInWords("1 day 2 hours", "de-DE")).toBe("1 Tag 2 Stunden");
  expect(lengthInWords("5 business days", "de-DE")).toBe("5 Arbeitstage");
  expect(lengthInWords("1 business day", "de-DE")).toBe("1 Arbeitstag");
  expect(lengthInWords("5 business days", "en-GB")).toBe("5 business days");
});
test("what is no length stays as it is", () => {
  expect(lengthInWords("less than a minute", "de-DE")).toBe("less than a minute");
  expect(lengthInWords("until 3 days", "de-DE")).toBe("until 3 days");
});
