import { describe, expect, it } from "vitest";
import { withCauses } from "./packText";
import { added, changesOf, moved, renamed, retired, slugOf } from "./tree";

const tree = [
  { code: "people", title: "People" },
  { code: "process", title: "Process" },
  { code: "process.delay", title: "Delay" },
  { code: "process.delay.queue", title: "Queue" },
  { code: "processing", title: "Processing" },
];
const codes = (of: readonly { code: string }[]) => of.map(({ code }) => code);

describe("a cause tree", () => {
  it("takes a new cause after those it stands beside, with a code of its own", () => {
    expect(codes(added(tree, "process", "Wrong data!"))).toEqual(["people", "process", "process.delay", "process.delay.queue", "process.wrong-data", "processing"]);
    expect(codes(added(tree, "process", "Delay")).at(4)).toBe("process.delay-2");
    expect(codes(added(tree, "", "Wetter")).at(-1)).toBe("wetter");
    expect(slugOf("Größe & Maß: übel")).toBe("grosse-mass-ubel");
  });
  it("moves a cause with all that hang on it, behind what it hangs on from then on", () => {
    expect(codes(moved(tree, "process.delay", "people"))).toEqual(["people", "people.delay", "people.delay.queue", "process", "processing"]);
    expect(codes(moved(tree, "process.delay", ""))).toEqual(["people", "process", "processing", "delay", "delay.queue"]);
  });
  it("does not hang a cause on itself, and not where it hangs already", () => {
    expect(moved(tree, "process", "process.delay")).toEqual(tree);
    expect(moved(tree, "process.delay", "process")).toEqual(tree);
  });
  it("retires a cause with all that hang on it, and none that only begins alike", () => expect(codes(retired(tree, "process"))).toEqual(["people", "processing"]));
  it("tells what differs", () => {
    const after = renamed(retired(added(tree, "people", "Conduct"), "processing"), "people", "Our people");
    expect(changesOf(tree, after).map(({ kind, node }) => `${kind} ${node.code}`)).toEqual(["renamed people", "added people.conduct", "retired processing"]);
    expect(changesOf(tree, tree)).toEqual([]);
  });
});

describe("the text of a pack", () => {
  const pack = `id = "ours"\nversion = 7 # the seventh\ntitle = "Ours"\n\n[[causes]]\ncode = "a"\ntitle = "A"\n\n[[causes]] # another\ncode = "b"\ntitle = "B"\n\n[[clocks]]\nid = "x" # version = 3\n`;
  it("gets the tree where it stood, a higher version, and keeps every other line", () => {
    expect(withCauses(pack, [{ code: "a", title: 'He said "no"' }])).toBe(
      `id = "ours"\nversion = 8 # the seventh\ntitle = "Ours"\n\n[[causes]]\ncode = "a"\ntitle = "He said \\"no\\""\n\n[[clocks]]\nid = "x" # version = 3\n`,
    );
  });
  it("gets the tree at its end where it had none, or had it there", () => {
    expect(withCauses('id = "ours"\nversion = 1\n', [{ code: "a", title: "A" }])).toBe('id = "ours"\nversion = 2\n\n[[causes]]\ncode = "a"\ntitle = "A"\n');
    expect(withCauses('version = 1\n[[causes]]\ncode = "b"\ntitle = "B"\n', [{ code: "a", title: "A" }])).toBe('version = 2\n\n[[causes]]\ncode = "a"\ntitle = "A"\n');
  });
  it("is left alone where the tree is written otherwise, or there is no version", () => {
    expect(withCauses('version = 1\ncauses = [ { code = "a", title = "A" } ]\n', [])).toBeUndefined();
    expect(withCauses('id = "ours"\n[retention]\nversion = 1\n', [])).toBeUndefined();
  });
});
