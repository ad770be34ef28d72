import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { askedOf, parseLogSearch } from "./filter";
import { eventGroups, spaced } from "./events";
import { messages as english } from "./messages.en";
import { messages as german } from "./messages.de";

test("what makes no sense in the address is not asked for", () => {
  expect(parseLogSearch({ record: " C-1 ", who: 7, what: "", since: "2026-02-31x", until: "2026-11-22" })).toEqual({ record: "C-1", until: "2026-11-22" });
  expect(parseLogSearch({ record: "x".repeat(65) })).toEqual({});
});
test("a reference is found as people write it", () => {
  expect(askedOf({ record: "c 1024" })).toEqual({ ref: "C-1024" });
  expect(askedOf({ record: "cu7" })).toEqual({ ref: "CU-7" });
});
test("the last day asked for counts to its end", () => {
  const { from, until } = askedOf({ since: "2026-11-22", until: "2026-11-22" });
  expect(new Date(until ?? "").getTime() - new Date(from ?? "").getTime()).toBe(24 * 3600_000);
});
test("a fact that this page does not know is told by its own name", () => expect(spaced("OfferWithdrawnLate")).toBe("Offer withdrawn late"));

test("every fact the log can hold has words in both languages and can be asked for", () => {
  const known = new Set(eventGroups.flatMap(([, types]) => types));
  const golden = readdirSync(join(process.cwd(), "../tests/golden/events"), { recursive: true }).map(String);
  const types = golden.flatMap((file) => /(\w+)\.v\d+\.json$/.exec(file)?.[1] ?? []);
  expect(types.length).toBeGreaterThan(80);
  for (const type of types) {
    expect([type, type in english.events, type in german.events, known.has(type as never)]).toEqual([type, true, true, true]);
  }
});
