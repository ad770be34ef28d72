import { describe, expect, it } from "vitest";
import { clip, groupCauses, layOut, lineHeight, marked, wrap } from "./fishbone";

const causes = [
  { code: "people", title: "People" },
  { code: "people.attention", title: "Slip or oversight" },
  { code: "people.knowledge", title: "Knowledge or training missing" },
  { code: "process", title: "Process" },
  { code: "process.handover", title: "Handover between people or teams lost something" },
  { code: "systems", title: "Systems" },
];

describe("the fishbone", () => {
  it("breaks lines between words and leaves no word out", () => {
    expect(wrap("Handover between people or teams lost something", 20)).toEqual(["Handover between", "people or teams lost", "something"]);
    expect(wrap("Donaudampfschifffahrtsgesellschaft", 10)).toEqual(["Donaudampfschifffahrtsgesellschaft"]);
  });
  it("makes a bone of each root and a twig of everything below", () => {
    expect(groupCauses(causes).map(({ root, causes: below }) => [root.code, below.length])).toEqual([["people", 2], ["process", 1], ["systems", 0]]);
    expect(groupCauses([{ code: "a.b", title: "Orphan" }])[0]?.root).toEqual({ code: "a", title: "a" });
  });
  it("keeps all words inside the drawing and away from one another", () => {
    const drawn = layOut(causes);
    for (const bone of drawn.bones) {
      let before = bone.up ? drawn.spine - drawn.height : drawn.spine;
      for (const twig of bone.twigs) {
        const top = twig.y - twig.lines.length * lineHeight;
        expect(twig.from).toBeGreaterThanOrEqual(0);
        expect(twig.to).toBeLessThan(drawn.head.x);
        expect(top).toBeGreaterThanOrEqual(before);
        expect(bone.up ? twig.y <= drawn.spine : twig.y <= drawn.height).toBe(true);
        before = twig.y;
      }
    }
    expect(drawn.head.x + drawn.head.width).toBeLessThanOrEqual(drawn.width);
  });
  it("fits into the room there is, and is as wide as its longest word needs where there is less", () => {
    const six = ["people", "process", "systems", "product", "policy", "supply"].flatMap((code) => [{ code, title: code }, { code: `${code}.a`, title: "Handover between people or teams lost something" }]);
    expect(layOut(six).width).toBeGreaterThan(700);
    for (const room of [1000, 640, 560]) expect(layOut(six, room).width).toBeLessThanOrEqual(room);
    expect(layOut(six, 100).width).toBe(layOut(six, 300).width);
    const wordy = [...six, { code: "people.b", title: "Responsibilities unclear" }];
    const [people] = layOut(wordy, 100).bones;
    for (const { lines, from, to } of people?.twigs ?? []) for (const line of lines) expect(line.length * 6.9).toBeLessThanOrEqual(to - from);
  });
  it("says where a long problem goes on", () => {
    expect(clip(["a", "b"], 2)).toEqual(["a", "b"]);
    expect(clip(["a", "b", "c"], 2)).toEqual(["a", "b …"]);
  });
  it("puts bones above and below in turn, and twigs end on their bone", () => {
    const { bones, spine } = layOut(causes);
    expect(bones.map(({ up }) => up)).toEqual([true, false, true]);
    const [people] = bones;
    for (const twig of people?.twigs ?? []) {
      const along = (spine - twig.y) / (spine - (people?.to.y ?? 0));
      expect(twig.to).toBeCloseTo((people?.from.x ?? 0) + along * ((people?.to.x ?? 0) - (people?.from.x ?? 0)), 6);
    }
  });
  it("draws an empty tree without falling over", () => {
    expect(layOut([]).bones).toEqual([]);
  });
  it("marks the cause and the branch it hangs on, and nothing that merely begins the same", () => {
    expect(marked("process.handover", "process.handover")).toBe("cause");
    expect(marked("process", "process.handover")).toBe("branch");
    expect(marked("process.hand", "process.handover")).toBeUndefined();
    expect(marked("process", undefined)).toBeUndefined();
  });
});
