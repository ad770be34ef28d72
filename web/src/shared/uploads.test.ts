import { expect, test } from "vitest";
import { concernsAll, uploadFaultOf } from "./uploads";

test("a file that was not taken is told apart by what helps", () => {
  expect([0, 413, 415, 502, 503, 507].map((status) => uploadFaultOf(status, 10))).toEqual(["unreachable", "tooLarge", "kind", "noRoom", "noRoom", "noRoom"]);
  expect(uploadFaultOf(400, 0)).toBe("empty");
});
test("what the answer says better is left to it", () => {
  for (const status of [400, 401, 403, 409, 422, 429, 500]) expect(uploadFaultOf(status, 10)).toBeUndefined();
});
test("a fault of the file keeps no other file back, one of the server does", () => {
  expect(["tooLarge", "kind", "empty", "unreachable", "noRoom"].map((fault) => concernsAll(fault as "kind"))).toEqual([false, false, false, true, true]);
});
