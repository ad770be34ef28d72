import { describe, expect, it } from "vitest";
import { passedOver, questionsShown, whysToSend, withAnswer } from "./fiveWhys";

describe("five whys", () => {
  it("begins with one question, and each answer leads to the next", () => {
    expect(questionsShown([])).toBe(1);
    expect(questionsShown(["The joint leaked."])).toBe(2);
    expect(questionsShown(["a", "b", "c"])).toBe(4);
  });
  it("ends at the fifth", () => {
    expect(questionsShown(["a", "b", "c", "d", "e"])).toBe(5);
  });
  it("keeps a later answer on the page when an earlier one is taken away", () => {
    const answers = withAnswer(["a", "b"], 0, "");
    expect(answers).toEqual(["", "b"]);
    expect(questionsShown(answers)).toBe(3);
    expect(passedOver(answers)).toBe(0);
  });
  it("does not lead on from blanks", () => {
    expect(questionsShown(["   "])).toBe(1);
    expect(passedOver(["a", "", ""])).toBeUndefined();
  });
  it("keeps the space somebody is just typing", () => {
    expect(withAnswer([], 0, "The ")).toEqual(["The "]);
  });
  it("sends the answers only, without blanks", () => {
    expect(whysToSend([" a ", "", "b"])).toEqual(["a", "b"]);
  });
});
