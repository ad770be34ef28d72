import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepFresh } from "./fresh";

let hidden = false;
const look = (at: boolean) => {
  hidden = !at;
  document.dispatchEvent(new Event("visibilitychange"));
};

describe("figures", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
    hidden = false;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  it("are asked for again when something changed, and every half minute at most", () => {
    const ask = vi.fn();
    const fresh = keepFresh(ask);
    vi.advanceTimersByTime(120_000);
    expect(ask).toHaveBeenCalledTimes(0);
    for (let second = 0; second < 61; second++) {
      fresh.tell();
      vi.advanceTimersByTime(1000);
    }
    expect(ask).toHaveBeenCalledTimes(2); // after 2 s, and after 32
    vi.advanceTimersByTime(300_000);
    expect(ask).toHaveBeenCalledTimes(3); // for what changed last, and then no more
    fresh.stop();
  });
  it("wait while nobody looks", () => {
    const ask = vi.fn();
    const fresh = keepFresh(ask);
    look(false);
    fresh.tell();
    vi.advanceTimersByTime(120_000);
    expect(ask).toHaveBeenCalledTimes(0);
    look(true);
    vi.advanceTimersByTime(2000);
    expect(ask).toHaveBeenCalledTimes(1);
    fresh.tell();
    look(false); // turned away before it is time
    vi.advanceTimersByTime(120_000);
    expect(ask).toHaveBeenCalledTimes(1);
    look(true);
    vi.advanceTimersByTime(2000);
    expect(ask).toHaveBeenCalledTimes(2);
    fresh.stop();
  });
  it("rest when the page is left", () => {
    const ask = vi.fn();
    const fresh = keepFresh(ask);
    fresh.tell();
    fresh.stop();
    vi.advanceTimersByTime(120_000);
    expect(ask).toHaveBeenCalledTimes(0);
  });
});
