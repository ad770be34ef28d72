import { expect, test } from "vitest";
import { checksOf } from "./checks";

const asked = new Date("2026-11-22T10:00:00Z");
const health = {
  version: "1.0.0", database: "/srv/desk.db", now: "2026-11-22T10:00:00Z", started_at: "2026-11-22T09:00:00Z", open_cases: 6, closed_cases: 5, customers: 11, events: 246,
  overdue_clocks: 0, outbox_waiting: 0, outbox_laid_aside: 0, sends_mail: true, test_clock: false,
};
const well = { well: true, took: 4 };
const of = (patch: Partial<Parameters<typeof checksOf>[0]>) => Object.fromEntries(checksOf({ process: well, store: well, line: "up", health, asked, log: { faults: 0, at: asked }, ...patch }).map((check) => [check.id, check]));
const states = (checks: ReturnType<typeof of>) => Object.entries(checks).filter(([, { state }]) => state === "wrong" || state === "look").map(([id, { state }]) => `${id} ${state}`);

test("a desk in good health has nothing to look at", () => expect(states(of({}))).toEqual([]));
test("whatever is not well says what to do", () => {
  const checks = of({
    process: { well: false, took: 0 }, store: { well: false, took: 0 }, line: "down", log: { faults: 2, at: asked },
    health: { ...health, overdue_clocks: 3, now: "2026-11-22T10:05:00Z", sends_mail: false, outbox_laid_aside: 1 },
  });
  expect(states(checks)).toEqual(["server wrong", "database wrong", "feed wrong", "clocks wrong", "time wrong", "mail look", "outbox wrong", "log wrong"]);
  for (const { id, state, todo } of Object.values(checks)) if (state !== "well" && id !== "log") expect([id, todo]).not.toEqual([id, undefined]);
  expect(checks["time"]?.says).toBe("5 minutes ahead of this machine");
});
test("the way of the question through the network is no wrong clock", () => expect(of({ health: { ...health, now: "2026-11-22T10:00:40Z" } })["time"]?.state).toBe("well"));
test("messages that only wait are tried again by themselves", () => {
  const { outbox } = of({ health: { ...health, outbox_waiting: 4 } });
  expect([outbox?.state, outbox?.says]).toEqual(["well", "4 wait and are tried again by themselves"]);
});
test("a database with a clock for tests is never taken for a real one", () => {
  const checks = of({ health: { ...health, test_clock: true, now: "2030-01-01T00:00:00Z" } });
  expect([checks["clocks"]?.state, checks["time"]]).toEqual(["look", undefined]);
});
test("whoever may not see the figures still sees whether the desk answers", () => expect(Object.keys(of({ health: undefined }))).toEqual(["server", "database", "feed"]));
