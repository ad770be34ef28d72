import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api } from "./api/client";
import { CalledOff, withHeadway } from "./work";

const answers: { done?: number }[] = [];
const asked: unknown[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  answers.length = asked.length = 0;
  vi.spyOn(api, "GET").mockImplementation(((path: string, { params }: { params: { path: { id: string } } }) => {
    asked.push(path, params.path.id);
    return Promise.resolve({ data: answers.shift() ?? {} });
  }) as never);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("work that somebody waits for", () => {
  it("tells how much of it is done for as long as it goes on", async () => {
    answers.push({ done: 0.25 }, {}, { done: 0.5 });
    const told: number[] = [];
    let name = "";
    let finish: (value: string) => void = () => undefined;
    const work = withHeadway(new AbortController().signal, (done) => told.push(done), ({ header }) => {
      name = header["Work-Id"];
      return new Promise<string>((resolve) => (finish = resolve));
    });
    await vi.advanceTimersByTimeAsync(1300);
    expect(told).toEqual([0.25, 0.5]);
    expect(new Set(asked)).toEqual(new Set(["/api/v1/work/{id}", name]));
    finish("made");
    expect(await work).toBe("made");
    const looks = asked.length;
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.length).toBe(looks);
  });
  it("is not asked after when it is over at once", async () => {
    expect(await withHeadway(new AbortController().signal, () => undefined, () => Promise.resolve("made"))).toBe("made");
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toEqual([]);
  });
  it("is called off by its reader, which is not a fault; a fault stays one", async () => {
    const stop = new AbortController();
    const work = withHeadway(stop.signal, () => undefined, ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))));
    const outcome = expect(work).rejects.toBeInstanceOf(CalledOff);
    stop.abort();
    await outcome;
    await expect(withHeadway(new AbortController().signal, () => undefined, () => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
  });
});
