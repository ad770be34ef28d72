import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { firstFault } from "./focusFirstFault";
import { keepFocus } from "./keepFocus";

let stop = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<main><section id="s"><button id="a">A</button><button id="b">B</button></section></main>';
  stop = keepFocus();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});
const at = (id: string) => document.getElementById(id) as HTMLButtonElement;
const settle = async () => {
  await vi.advanceTimersByTimeAsync(300);
};

test("a button that waited gets the focus back once it can hold it", async () => {
  at("a").focus();
  at("a").disabled = true;
  at("a").blur(); // as a browser does; jsdom keeps it there
  await settle();
  expect(document.activeElement).toBe(document.body);
  at("a").disabled = false;
  await settle();
  expect(document.activeElement).toBe(at("a"));
});
test("when the button is gone, the section it stood in holds the focus, and is no stop afterwards", async () => {
  at("a").focus();
  at("a").remove();
  await settle();
  expect(document.activeElement).toBe(at("s"));
  at("b").focus();
  expect(at("s").hasAttribute("tabindex")).toBe(false);
});
test("what already took the focus keeps it", async () => {
  at("a").focus();
  at("a").remove();
  at("b").focus();
  await settle();
  expect(document.activeElement).toBe(at("b"));
});
test("whoever presses on nothing is left there", async () => {
  at("a").focus();
  at("s").dispatchEvent(new Event("pointerdown", { bubbles: true }));
  at("a").blur();
  at("b").remove();
  await settle();
  expect(document.activeElement).toBe(document.body);
});
test("the first fault is a field, not the wrapper that is painted like one", () => {
  document.body.innerHTML = '<form><div data-error="true"><label>What</label><textarea id="t"></textarea></div></form>';
  expect(firstFault(document.body)).toBe(document.getElementById("t"));
});
