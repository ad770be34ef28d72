import { expect, test } from "vitest";
import { customerQuery, likelyField } from "./customers";

test("a telephone number is looked up without its gaps, however it was said", () => {
  expect(customerQuery(" 028 9496 0210 ")).toBe("02894960210");
  expect(customerQuery("+44 28 9496-0210")).toBe("02894960210");
  expect(customerQuery("(0)28 94")).toBe("02894");
});
test("a postcode gets the gap it is kept with", () => {
  expect(customerQuery("bt96aw")).toBe("BT9 6AW");
  expect(customerQuery("M14 5TP")).toBe("M14 5TP");
});
test("anything else is asked as it stands", () => {
  expect(customerQuery("  Siobhan   Kelly")).toBe("Siobhan Kelly");
  expect(customerQuery("CU-12")).toBe("CU-12");
});
test("what was typed lands in the field it belongs to", () => {
  expect(likelyField("o.k@example.org")).toBe("email");
  expect(likelyField("0161 496 0000")).toBe("phone");
  expect(likelyField("BT9 6AW")).toBe("postcode");
  expect(likelyField("Amara Okafor")).toBe("name");
});
