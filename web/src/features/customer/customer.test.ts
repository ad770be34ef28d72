import { expect, test } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { compare } from "./compare";
import { feelingsOf, placeOf } from "./sentiment";

const felt = (patch: Partial<Schemas["Feeling"]>): Schemas["Feeling"] => ({ case_ref: "C-1", at: "2026-01-01T00:00:00Z", kind: "mood", ...patch });
test("feelings keep the server's order, and one that tells nothing is left out", () => {
  const feelings = feelingsOf({
    feelings: [felt({ mood: "angry" }), felt({}), felt({ kind: "disputed" }), felt({ kind: "survey", instrument: "satisfaction", score: 0 }), felt({ kind: "survey" })],
  });
  expect(feelings.map(({ kind }) => kind)).toEqual(["mood", "disputed", "survey"]);
  expect(feelings[2]).toMatchObject({ case: "C-1", score: 0 });
  expect(feelingsOf(undefined)).toEqual([]);
});
test("moments are placed between the first and the last", () => {
  const all = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-05T00:00:00Z"].map((at) => ({ at }));
  expect(all.map(({ at }) => placeOf(at, all))).toEqual([0, 0.25, 1]);
  expect(placeOf("2026-01-01T00:00:00Z", all.slice(0, 1))).toBe(0.5);
});
test("records are compared by what they mean, not by how they are written", () => {
  const customer = (profile: Schemas["Profile"]) => ({ profile }) as Schemas["Customer"];
  const rows = compare(
    customer({ name: "Ada  Lovelace", phone: "+44 161 496 0123", postcode: "m145tp", email: "a@example.org" }),
    customer({ name: "ada lovelace", phone: "0161 496-0123", postcode: "M14 5TP", email: "b@example.org", account: "A1" }),
  );
  expect(Object.fromEntries(rows.map(({ field, is }) => [field, is]))).toEqual({
    name: "same", organisation: "neither", email: "different", phone: "same", address: "neither", postcode: "same", account: "only_one",
  });
});
