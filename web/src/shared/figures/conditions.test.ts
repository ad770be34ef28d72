import { describe, expect, it } from "vitest";
import { added, dropped, parseConditions, toggled, toText } from "./conditions";

describe("conditions", () => {
  it("are read as they are written, whatever signs their values hold", () => {
    const conditions = [
      { column: "product", values: ["Check;out", "De|livery", "a=b!", "C:\\x"], without: false },
      { column: "channel", values: ["email"], without: true },
      { column: "region", values: [""], without: false },
    ];
    expect(parseConditions(toText(conditions))).toEqual(conditions);
    expect(toText(conditions)).toBe(String.raw`product=Check\;out|De\|livery|a\=b\!|C:\\x;channel!=email;region=`);
  });
  it("that are broken are passed over", () => {
    expect(parseConditions("product;=x;channel=email;")).toEqual([{ column: "channel", values: ["email"], without: false }]);
    expect(parseConditions("")).toEqual([]);
  });
  it("are added beside one another, and taken away one by one", () => {
    const one = added([], "product", "Gas");
    const two = added(one, "product", "Water");
    expect(toText(two)).toBe("product=Gas|Water");
    expect(toText(added(two, "product", "Gas"))).toBe("product=Gas|Water");
    expect(toText(dropped(two, 0, "Gas"))).toBe("product=Water");
    expect(dropped(one, 0, "Gas")).toEqual([]);
  });
  it("come with one click on a value, and go with the next", () => {
    const on = toggled([], "product", "Gas");
    expect(toText(on)).toBe("product=Gas");
    expect(toggled(on, "product", "Gas")).toEqual([]);
    expect(toText(toggled(added(on, "product", "Water"), "product", "Water"))).toBe("product=Water");
  });
});
