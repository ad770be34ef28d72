import { describe, expect, it } from "vitest";
import { Problem } from "@/shared/api/client";
import { BulkRun, type Sent } from "./bulk";

const refs = (n: number) => Array.from({ length: n }, (_, i) => `C-${i + 1}`);
const did: Sent = { events: ["CaseAssigned"] };
const refusal = () => new Problem({ refusals: [{ rule: "case_is_closed", says: "This case is closed." }] }, 422);
const soon = () => new Promise((resolve) => setTimeout(resolve));

describe("a command to many cases", () => {
  it("goes to each case once, four at a time", async () => {
    let under = 0;
    let most = 0;
    const sent: string[] = [];
    const run = new BulkRun(refs(23), async (ref) => {
      sent.push(ref);
      most = Math.max(most, ++under);
      await soon();
      under -= 1;
      return did;
    });
    await run.start();
    expect(sent).toEqual(refs(23));
    expect(most).toBe(4);
    expect(run.state()).toMatchObject({ working: false, over: 23, all: 23 });
  });

  it("keeps each refusal beside its case and goes on with the others", async () => {
    const run = new BulkRun(refs(5), (ref) => (ref === "C-2" ? Promise.reject(refusal()) : Promise.resolve(ref === "C-3" ? { events: [] } : did)));
    await run.start();
    const { done, already, refused } = run.state();
    expect(done).toEqual(["C-1", "C-4", "C-5"]);
    expect(already).toEqual(["C-3"]);
    expect(refused.map(({ ref, problem }) => [ref, problem.refusals[0]?.says])).toEqual([["C-2", "This case is closed."]]);
  });

  it("begins nothing more once it is stopped, and retries just what is left", async () => {
    const sent: string[] = [];
    const run = new BulkRun(refs(10), async (ref) => {
      sent.push(ref);
      if (sent.length === 4) run.stop();
      await soon();
      return did;
    });
    await run.start();
    expect(sent).toEqual(refs(4));
    expect(run.state().stopped).toHaveLength(6);
    await run.retry();
    expect(sent).toEqual(refs(10));
    expect(run.state()).toMatchObject({ over: 10, stopped: [] });
  });

  it("asks with the same key after a lost connection and with a new one after a refusal", async () => {
    const keys: Record<string, string[]> = {};
    let lost = true;
    const run = new BulkRun(refs(2), (ref, key) => {
      (keys[ref] ??= []).push(key);
      if (!lost) return Promise.resolve(did);
      return Promise.reject(ref === "C-1" ? new Problem({}, 0) : refusal());
    });
    await run.start();
    lost = false;
    await run.retry();
    expect(new Set(keys["C-1"]).size).toBe(1);
    expect(new Set(keys["C-2"]).size).toBe(2);
    expect(run.state().refused).toEqual([]);
  });

  it("stops by itself when nobody is signed in any more", async () => {
    let asked = 0;
    const run = new BulkRun(refs(50), () => {
      asked += 1;
      return Promise.reject(new Problem({}, 401));
    });
    await run.start();
    expect(asked).toBeLessThanOrEqual(4);
  });
});
